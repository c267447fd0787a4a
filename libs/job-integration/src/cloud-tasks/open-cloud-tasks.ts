import { CloudTasksClient, type protos } from '@google-cloud/tasks';
import { type CloudTasksQueueOptions, createCloudTasksQueue } from '@la-factoria/job/cloud-tasks';
import {
  type CloudTasksServerOptions,
  createManualClock,
  type ManualClock,
  type QueueSettings,
  startCloudTasksServer,
} from '@la-factoria/job/testing';

import { passSeconds } from './cloud-tasks-time.ts';
import { type HandleTask, startTaskWorker } from './start-task-worker.ts';

export const location = 'projects/factoria/locations/europe-west1';
export const queueName = `${location}/queues/jobs`;
export const nameOf = (id: string): string => `${queueName}/tasks/${id}`;
export const serviceAccountEmail = 'worker@factoria.example';

/** Ten seconds, then twice as long three times, then the same again and again. */
export const retrySlowly = {
  ...{ minBackoffMilliseconds: 10_000, maxBackoffMilliseconds: 300_000, maxDoublings: 3 },
};

export interface CloudTasksOptions extends Omit<CloudTasksServerOptions, 'queues' | 'clock'> {
  clock?: ManualClock;
  settings?: Partial<QueueSettings>;
  handle?: HandleTask;
}

/** The server with one queue, Google's client on it, and a worker, which takes every task for done. Time stands still. */
export async function openCloudTasks(options: CloudTasksOptions = {}) {
  const { clock = createManualClock(), settings = {}, handle = async () => ({ status: 204 }) } = options;
  const server = await startCloudTasksServer({ ...options, clock, queues: { [queueName]: settings } });
  const client = new CloudTasksClient(server.clientOptions);
  const worker = await startTaskWorker(handle);
  const toClose: { close(): Promise<void> }[] = [client, server, worker];
  return {
    ...{ clock, server, client, worker },

    /** The adapter under test. Its own time is the clock's, too. */
    openQueue(overrides: Partial<CloudTasksQueueOptions> = {}) {
      const queue = createCloudTasksQueue({
        ...{ project: 'factoria', location: 'europe-west1', queue: 'jobs', clock, serviceAccountEmail },
        ...{ workerUrl: worker.url, clientOptions: server.clientOptions },
        ...overrides,
      });
      toClose.unshift(queue);
      return queue;
    },

    /** A task by the API itself, for the worker. */
    async createTask(
      id: string,
      task: protos.google.cloud.tasks.v2.ITask = {},
      request: protos.google.cloud.tasks.v2.IHttpRequest = {},
    ) {
      const name = nameOf(id);
      const httpRequest = { url: worker.url, ...request };
      const [created] = await client.createTask({ parent: queueName, task: { name, httpRequest, ...task } });
      return created;
    },

    /** The tasks that wait or are under way, by their short names. */
    async taskIds(): Promise<string[]> {
      const [tasks] = await client.listTasks({ parent: queueName });
      return tasks.map(({ name }) => String(name).slice(queueName.length + '/tasks/'.length));
    },

    /** When the dispatches so far were sent, in seconds after the first. */
    secondsOf(): number[] {
      const start = server.dispatches[0]?.at ?? 0;
      return server.dispatches.map(({ at }) => (at - start) / 1000);
    },

    pass: (seconds: number) => passSeconds(seconds, { clock, server, worker }),

    async close(): Promise<void> {
      for (const part of toClose) await part.close();
    },
  };
}

export type CloudTasks = Awaited<ReturnType<typeof openCloudTasks>>;
