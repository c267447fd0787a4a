import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createJob } from './submit-job.ts';
import type { TestRequest } from './testing/build-new-job.ts';
import { type MemoryStore, openMemoryStore } from './testing/open-memory-store.ts';
import { openQueue } from './testing/open-queue.ts';

const order = { owner: 'ann', request: { title: 'Tides' } satisfies TestRequest, input: 'The sea.' };
const withKey = (bodyHash: string) => ({ ...order, idempotency: { key: 'key-1', bodyHash } });

describe('submitting a job to a queue that keeps its tasks with the jobs', () => {
  let memory: MemoryStore;

  beforeEach(() => {
    memory = openMemoryStore();
  });

  afterEach(() => memory.close());

  const tasks = () => memory.database.all('SELECT job_id FROM tasks', {}).map((row) => row['job_id']);

  test('when a job is created, its task comes in the same commit', async () => {
    const { queue } = openQueue(memory);
    const seen: unknown[] = [];
    const submission = {
      queue,
      clock: memory.clock,
      store: {
        ...memory.store,
        create(job: Parameters<typeof memory.store.create>[0]) {
          const created = memory.store.create(job);
          void created.then(() => seen.push(...tasks()));
          return created;
        },
      },
    };
    const { job } = await createJob(submission, order);
    expect(seen).toEqual([job.id]);
  });

  test('F02 when the key stands for another body, the refusal leaves no task', async () => {
    const submission = { store: memory.store, clock: memory.clock, queue: openQueue(memory).queue };
    const { job } = await createJob(submission, withKey('body-1'));
    await expect(createJob(submission, withKey('body-2'))).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(tasks()).toEqual([job.id]);
  });

  test('F01 when the same key and body come again, no second task is left', async () => {
    const submission = { store: memory.store, clock: memory.clock, queue: openQueue(memory).queue };
    const { job } = await createJob(submission, withKey('body-1'));
    expect(await createJob(submission, withKey('body-1'))).toMatchObject({ isNew: false });
    expect(tasks()).toEqual([job.id]);
  });
});
