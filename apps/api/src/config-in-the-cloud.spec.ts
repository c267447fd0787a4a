import { describe, expect, test } from '@jest/globals';

import { readConfiguration } from './config.ts';

const cloud = {
  ...{ JOB_STORE: 'firestore', GOOGLE_CLOUD_PROJECT: 'my-project-1', FACTORIA_API_KEY: 'k'.repeat(32) },
  ...{ TASK_QUEUE: 'cloud-tasks', CLOUD_TASKS_LOCATION: 'europe-west1', CLOUD_TASKS_QUEUE: 'factoria-jobs' },
  CLOUD_TASKS_SERVICE_ACCOUNT: 'worker@my-project-1.iam.gserviceaccount.com',
  WORKER_URL: 'https://factoria.example',
};

describe('readConfiguration, for many machines', () => {
  test('when jobs are kept and brought by Google, all their settings are taken', () => {
    expect(readConfiguration({ ...cloud, FIRESTORE_DATABASE: 'factoria' })).toMatchObject({
      jobStore: { kind: 'firestore', options: { projectId: 'my-project-1', databaseId: 'factoria' } },
      taskQueue: {
        ...{ kind: 'cloud-tasks', project: 'my-project-1', location: 'europe-west1', queue: 'factoria-jobs' },
        serviceAccountEmail: 'worker@my-project-1.iam.gserviceaccount.com',
        workerUrl: 'https://factoria.example/internal/tasks/run-job',
      },
    });
  });

  test('when limits are shared and operation is set, all of it is taken', () => {
    const environment = {
      ...{ RATE_LIMITS: 'redis', REDIS_URL: 'redis://cache:6379', RATE_LIMIT_POINTS: '50' },
      ...{ RATE_LIMIT_SECONDS: '10', AUTH_FAILURES_PER_MINUTE: '5', MAX_EVENT_STREAMS: '2' },
      ...{ GENERATE_SECONDS: '7', REQUEST_SECONDS: '8', WORKER: 'off', TRUST_PROXY: '1', URL_SOURCES: 'off' },
      ...{ CORS_ORIGINS: 'https://a.example,http://b.example:81', WEBHOOK_SECRET: 's'.repeat(24) },
      ...{ OUTBOUND_ADDRESSES: '10.1.2.3', OUTBOUND_PORTS: '8080', RETENTION_DAYS: '30' },
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    };
    expect(readConfiguration(environment)).toMatchObject({
      limits: {
        ...{ redisUrl: 'redis://cache:6379', points: 50, windowSeconds: 10, failuresPerMinute: 5 },
        ...{ eventStreams: 2, generateSeconds: 7, requestSeconds: 8 },
      },
      operation: {
        ...{ runsJobs: false, trustedProxies: 1, urlSources: false, retentionDays: 30 },
        ...{ corsOrigins: ['https://a.example', 'http://b.example:81'], webhookSecret: 's'.repeat(24) },
        outbound: { addresses: ['10.1.2.3'], ports: [80, 443, 8080] },
        tracesEndpoint: 'http://collector:4318',
      },
    });
  });

  test.each([
    [{ GOOGLE_CLOUD_PROJECT: '' }, 'GOOGLE_CLOUD_PROJECT is missing; JOB_STORE=firestore needs it.'],
    [
      { FACTORIA_API_KEY: '' },
      'FACTORIA_API_KEY is missing; JOB_STORE=firestore needs one key for all instances.',
    ],
    [
      { TASK_QUEUE: 'embedded' },
      'TASK_QUEUE is embedded, beside jobs in SQLite; JOB_STORE=firestore needs cloud-tasks.',
    ],
    [{ CLOUD_TASKS_LOCATION: '' }, 'CLOUD_TASKS_LOCATION is missing; TASK_QUEUE=cloud-tasks needs it.'],
    [{ CLOUD_TASKS_QUEUE: '' }, 'CLOUD_TASKS_QUEUE is missing; TASK_QUEUE=cloud-tasks needs it.'],
    [
      { CLOUD_TASKS_SERVICE_ACCOUNT: '' },
      'CLOUD_TASKS_SERVICE_ACCOUNT is missing; TASK_QUEUE=cloud-tasks needs it.',
    ],
    [{ WORKER_URL: '' }, 'WORKER_URL is missing; TASK_QUEUE=cloud-tasks needs it.'],
    [{ JOB_STORE: 'postgres' }, 'JOB_STORE is "postgres"; accepted: one of sqlite, firestore.'],
    [{ TASK_QUEUE: 'sqs' }, 'TASK_QUEUE is "sqs"; accepted: one of embedded, cloud-tasks.'],
    [{ RATE_LIMITS: 'redis' }, 'REDIS_URL is missing; RATE_LIMITS=redis needs it.'],
    [{ RATE_LIMIT_POINTS: '0' }, 'RATE_LIMIT_POINTS is "0"; accepted: a whole number of points'],
    [{ WORKER: 'no' }, 'WORKER is "no"; accepted: one of on, off.'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS is "*"; accepted: origins between commas'],
    [{ WEBHOOK_SECRET: 'short' }, 'WEBHOOK_SECRET has a wrong value; accepted: 24 to 512'],
    [{ OUTBOUND_PORTS: 'http' }, 'OUTBOUND_PORTS is "http"; accepted: ports between commas'],
    [{ CLOUD_TASKS_EMULATOR_HOST: 'evil.example:80' }, 'accepted: a port of this machine'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, 'accepted: an address that begins with http'],
  ])('when a setting is missing or wrong, one line says so: %o', (changed, line) => {
    expect(() => readConfiguration({ ...cloud, ...changed })).toThrow(line);
  });
});
