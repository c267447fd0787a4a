import { createSqliteTaskQueue, type SqliteTaskQueueOptions } from '../adapters/sqlite-task-queue.ts';
import { buildNewJob } from './build-new-job.ts';
import type { MemoryStore } from './open-memory-store.ts';
import { createReceiver } from './receiver.ts';

export const done = { outcome: 'done' } as const;
export const failure = () => new Error('A receiver of a test that fails on purpose.');

/** The embedded queue in the store's database, not started yet, with a receiver to start it with. */
export function openQueue(memory: MemoryStore, options: Partial<SqliteTaskQueueOptions> = {}) {
  const { database, clock } = memory;
  const errors: unknown[] = [];
  const receiver = createReceiver();
  const givenUp = createReceiver();
  const queue = createSqliteTaskQueue({
    ...{ database, clock, worker: 'worker-1', onGivenUp: givenUp.deliver },
    onError: (error) => void errors.push(error),
    ...options,
  });
  return { queue, receiver, givenUp, errors };
}

export const storedJob = async ({ store }: MemoryStore) => (await store.create(buildNewJob())).job.id;
