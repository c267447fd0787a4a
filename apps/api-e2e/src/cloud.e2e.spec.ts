import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { freePort, until } from '@la-factoria/cache/testing/redis-server';
import { type CloudTasksServer, startCloudTasksServer } from '@la-factoria/job/testing/cloud-tasks-server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';
import { type Site, startSite } from './harness/start-site.ts';

const tides = readFileSync(new URL('../fixtures/tides.md', import.meta.url), 'utf8');
const onFirestore = fileURLToPath(new URL('./harness/api-on-firestore.ts', import.meta.url));
const queue = 'projects/my-project-1/locations/europe-west1/queues/factoria-jobs';
const order = { source: { text: tides }, materials: ['outline', 'faqs'] };

let tasks: CloudTasksServer;
let keys: Site;
let api: ApiProcess;
let client: ReturnType<typeof createApiClient>;

/** The API as it stands on Google's cloud; `port` is known before, since tasks are told where to go. */
async function startInCloud(port: number): Promise<ApiProcess> {
  return startApi({
    command: [process.execPath, '--disable-warning=ExperimentalWarning', onFirestore],
    environment: {
      ...{ PORT: String(port), JOB_STORE: 'firestore', GOOGLE_CLOUD_PROJECT: 'my-project-1' },
      ...{ TASK_QUEUE: 'cloud-tasks', CLOUD_TASKS_LOCATION: 'europe-west1' },
      ...{ CLOUD_TASKS_QUEUE: 'factoria-jobs', WORKER_URL: `http://127.0.0.1:${port}` },
      CLOUD_TASKS_SERVICE_ACCOUNT: 'worker@my-project-1.iam.gserviceaccount.com',
      CLOUD_TASKS_EMULATOR_HOST: `127.0.0.1:${tasks.clientOptions.port}`,
      WORKER_KEYS_URL: `${keys.url}/certs`,
    },
  });
}

beforeAll(async () => {
  tasks = await startCloudTasksServer({
    queues: { [queue]: { maxBackoffMilliseconds: 1000, maxAttempts: -1 } },
  });
  keys = await startSite((_request, response) =>
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(tasks.keySet())),
  );
  api = await startInCloud(await freePort());
  client = createApiClient(api);
});
afterAll(async () => {
  await endAllApis();
  await Promise.all([tasks.close(), keys.close()]);
});

describe('on Firestore and Cloud Tasks', () => {
  test('when a job is created, Cloud Tasks brings it to the worker, which makes everything', async () => {
    const job = await client.make(order);
    await until('the answer to the task', () => tasks.dispatches.at(-1)?.status !== undefined);

    expect(job.status).toBe('completed');
    expect(tasks.dispatches.at(-1)).toMatchObject({ status: 204 });
    const { body: materials } = await client.get(`/api/v1/jobs/${job.id}/materials`).expect(200);
    expect(Object.keys(materials).sort()).toEqual(['faqs', 'outline']);
    expect((await client.get(`/api/v1/jobs/${job.id}/source`).expect(200)).text).toContain('tide');
    expect((await client.get('/readyz').expect(200)).body.status).toBe('ready');
    expect(await (await fetch(`${api.url}/metrics`)).text()).toContain('factoria_jobs{status="pending"} 0');
    await client.remove(`/api/v1/jobs/${job.id}`).expect(204);
    await client.get(`/api/v1/jobs/${job.id}`).expect(404);
  });

  test('F08 when its task is delivered again after the end, nothing is made again', async () => {
    const job = await client.make(order);
    await until('the answer to the task', () => tasks.underWay === 0);
    const name = tasks.dispatches.at(-1)?.taskName ?? '';
    const again = await tasks.redeliver(name);
    await until('the answer', () => again.status !== undefined);

    expect(again.status).toBe(204);
    const { body } = await client.get(`/api/v1/jobs/${job.id}`).expect(200);
    expect(body.usage).toEqual(job.usage);
    expect(body.updatedAt).toBe(job.updatedAt);
  });

  test('when the queue is away, the job is accepted all the same', async () => {
    tasks.failCalls({ status: 'PERMISSION_DENIED' });
    const { body } = await client.post('/api/v1/jobs', order).expect(201);

    expect(body.status).toBe('pending');
    await until('the log', () => api.output.stderr.includes('queue-unavailable'));
  });

  test('when keys are made, they are kept in Firestore, listed, and revoked', async () => {
    const { body: made } = await client.post('/api/v1/keys', { owner: 'ana', name: 'one' }).expect(201);
    const ana = createApiClient({ url: api.url, key: made.key });
    const { body: job } = await ana.post('/api/v1/jobs', order).expect(201);
    await client.get(`/api/v1/jobs/${job.id}`).expect(404);
    const { body: listed } = await client.get('/api/v1/keys').expect(200);
    const { body: revoked } = await client.remove(`/api/v1/keys/${made.id}`).expect(200);

    expect(listed.keys).toMatchObject([{ id: made.id, owner: 'ana', name: 'one', revokedAt: null }]);
    expect(JSON.stringify(listed)).not.toContain(made.key.split('_')[2]);
    expect(revoked.revokedAt).not.toBeNull();
  });
});

describe('F09 the worker’s route', () => {
  const run = (headers: Record<string, string>, body: string = JSON.stringify({ jobId: 'x' })) =>
    fetch(`${api.url}/internal/tasks/run-job`, {
      ...{ method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } },
    });

  test.each<[string, () => Record<string, string>]>([
    ['nothing', () => ({})],
    ['an owner’s key', () => ({ Authorization: `Bearer ${api.key}`, 'X-API-Key': api.key })],
    ['a token that is none', () => ({ Authorization: 'Bearer a.b.c' })],
    [
      'the headers of Cloud Tasks',
      () => ({ 'X-CloudTasks-TaskName': 'task', 'X-CloudTasks-QueueName': 'queue' }),
    ],
    [
      'a token without a signature',
      () => {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        const email = 'worker@my-project-1.iam.gserviceaccount.com';
        const aud = `${api.url}/internal/tasks/run-job`;
        const payload = { iss: 'https://accounts.google.com', aud, email, email_verified: true };
        return { Authorization: `Bearer ${part({ alg: 'none' })}.${part(payload)}.` };
      },
    ],
  ])('when it is called with %s, the answer is 401', async (_name, headers) => {
    const response = await run(headers());
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'worker-token-invalid' });
  });

  test('when a right token is taken from a delivery, it lets in; for another audience it does not', async () => {
    await client.make(order);
    const sent = Object.entries(tasks.dispatches.at(-1)?.headers ?? {});
    const authorization = sent.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
    expect(authorization).toMatch(/^Bearer ey/);
    expect((await run({ Authorization: authorization })).status).toBe(204);
    const other = await startInCloud(await freePort());
    const elsewhere = await fetch(`${other.url}/internal/tasks/run-job`, {
      ...{ method: 'POST', headers: { Authorization: authorization } },
    });
    expect(elsewhere.status).toBe(401);
  });
});

test('when jobs are brought by the embedded queue, there is no route for workers', async () => {
  const embedded = await startApi();
  const response = await fetch(`${embedded.url}/internal/tasks/run-job`, { method: 'POST' });
  expect(response.status).toBe(404);
});
