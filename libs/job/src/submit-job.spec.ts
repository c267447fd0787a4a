import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createJob, retryJob } from './submit-job.ts';
import type { TaskOrder } from './ports/task-queue.ts';
import type { TestRequest } from './testing/build-new-job.ts';
import { leaseOf, quotaExceeded } from './testing/job-store-contract/job-store-harness.ts';
import { type MemoryStore, openMemoryStore } from './testing/open-memory-store.ts';

const order = { owner: 'ann', request: { title: 'Tides' } satisfies TestRequest, input: 'The sea.' };

describe('submitting a job', () => {
  let memory: MemoryStore;

  beforeEach(() => {
    memory = openMemoryStore();
  });

  afterEach(() => memory.close());

  /** A queue that records, or one that is down. */
  function submission(down?: Error) {
    const enqueued: string[] = [];
    const orders: TaskOrder[] = [];
    const queueErrors: { error: unknown; jobId: string }[] = [];
    const queue = {
      async enqueue(jobId: string, order: TaskOrder) {
        if (down) throw down;
        enqueued.push(jobId);
        orders.push(order);
      },
    };
    const onQueueError = (error: unknown, jobId: string) => void queueErrors.push({ error, jobId });
    return { store: memory.store, clock: memory.clock, queue, onQueueError, enqueued, orders, queueErrors };
  }

  test('when a job is created, it is stored and sent once, with an id of its time', async () => {
    const to = submission();
    const { job, isNew } = await createJob(to, order);
    expect(isNew).toBe(true);
    expect(await memory.store.get(job.id)).toEqual(job);
    expect(await memory.store.input(job.id)).toBe('The sea.');
    expect(to.enqueued).toEqual([job.id]);
    expect(Number.parseInt(job.id.replaceAll('-', '').slice(0, 12), 16)).toBe(memory.clock.now());
  });

  test('F01 when the same key and body come again, the first job is answered and not sent again', async () => {
    const to = submission();
    const withKey = { ...order, idempotency: { key: 'key-1', bodyHash: 'body-1' } };
    const first = await createJob(to, withKey);
    const second = await createJob(to, withKey);
    expect(second).toEqual({ job: first.job, isNew: false });
    expect(to.enqueued).toEqual([first.job.id]);
  });

  test('when the queue is down, the job is accepted all the same, the error told, and the job waits', async () => {
    const down = new Error('The queue is down, on purpose.');
    const to = submission(down);
    const { job } = await createJob(to, order);
    expect(to.queueErrors).toEqual([{ error: down, jobId: job.id }]);
    expect(await memory.store.waiting(10)).toEqual([job.id]);
  });

  test('when a failed job is retried, it is pending in a new attempt and sent', async () => {
    const to = submission();
    const { job } = await createJob(to, order);
    const lease = leaseOf(await memory.store.claim(job.id, 'worker-1', 10));
    await memory.store.finish(lease, { status: 'failed', error: quotaExceeded });
    expect(await retryJob(to, job.id)).toMatchObject({ status: 'pending', attempt: 2 });
    expect(to.enqueued).toEqual([job.id, job.id]);
    expect(to.orders).toEqual([{ occasion: 'attempt-1' }, { occasion: 'attempt-2' }]);
  });

  test('when a job may not be retried, it is not sent', async () => {
    const to = submission();
    const { job } = await createJob(to, order);
    await expect(retryJob(to, job.id)).rejects.toMatchObject({ code: 'job-not-retryable' });
    expect(to.enqueued).toEqual([job.id]);
  });
});
