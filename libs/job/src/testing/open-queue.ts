import { createSqliteTaskQueue, type SqliteTaskQueueOptions } from '../adapters/sqlite-task-queue.ts';
import { buildNewJob } from './build-new-job.ts';
import { eachOpened } from './each-opened.ts';
import { type MemoryStore, openMemoryStore } from './open-memory-store.ts';
import { createReceiver } from './receiver.ts';

export const done = { outcome: 'done' } as const;
/** Why most tests enqueue a job. */
export const start = { occasion: 'attempt-1' };
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

/** A database with one stored job, for each test of the surrounding block. */
export function eachQueued(): () => { memory: MemoryStore; jobId: string } {
  const open = async () => {
    const memory = openMemoryStore();
    return { memory, jobId: await storedJob(memory) };
  };
  return eachOpened(open, ({ memory }) => memory.close());
}
