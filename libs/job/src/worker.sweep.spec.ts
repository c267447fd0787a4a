import { describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import { completed } from './testing/open-job-run.ts';
import { eachWorker } from './testing/open-worker.ts';

describe('createWorker', () => {
  const opened = eachWorker();

  describe('the sweep', () => {
    test('when the worker starts, jobs without a task are enqueued, oldest first', async () => {
      const { enqueued, worker, storedJob } = opened();
      const ids = [await storedJob(), await storedJob()];
      const swept = worker(async () => completed);
      await swept.start();
      expect(enqueued).toEqual(ids);
      await swept.stop(0);
    });

    test('when a job is stored and its enqueue failed, the next sweep enqueues it', async () => {
      const { memory, enqueued, worker, storedJob } = opened();
      const swept = worker(async () => completed);
      await swept.start();
      const id = await storedJob();
      await memory.clock.pass(29_999);
      expect(enqueued).toEqual([]);
      await memory.clock.pass(1);
      expect(enqueued).toEqual([id]);
      await swept.stop(0);
    });

    test('when a worker died, its job is enqueued once its lease is over', async () => {
      const { memory, enqueued, worker, storedJob } = opened();
      const id = await storedJob();
      await memory.store.claim(id, 'worker-2', 45);
      const swept = worker(async () => completed);
      await swept.start();
      await memory.clock.pass(30_000);
      expect(enqueued).toEqual([]);
      await memory.clock.pass(30_000);
      expect(enqueued).toEqual([id]);
      await swept.stop(0);
    });

    test('when the queue is away, the sweep ends at the first that tells so', async () => {
      const { errors, worker, storedJob } = opened();
      await storedJob();
      await storedJob();
      const away = new JobError('queue-unavailable', 'It is away, on purpose.', { isRetryable: true });
      const swept = worker(async () => completed, { queue: { enqueue: () => Promise.reject(away) } });
      await swept.start();
      expect(errors).toEqual([away]);
      await swept.stop(0);
    });

    test('when the queue is down at the start, the worker starts and enqueues the jobs once it is back', async () => {
      const { memory, enqueued, errors, worker, storedJob } = opened();
      let isDown = true;
      const ids = [await storedJob(), await storedJob()];
      const down = new Error('The queue is down, on purpose.');
      const swept = worker(async () => completed, {
        queue: {
          async enqueue(jobId) {
            if (isDown) throw down;
            enqueued.push(jobId);
          },
        },
      });
      await swept.start();
      expect(errors).toContain(down);
      isDown = false;
      await memory.clock.pass(30_000);
      expect(enqueued).toEqual(ids);
      await swept.stop(0);
    });

    test('when one job can not be enqueued, the others are', async () => {
      const { enqueued, errors, worker, storedJob } = opened();
      const ids = [await storedJob(), await storedJob()];
      const swept = worker(async () => completed, {
        queue: {
          async enqueue(jobId) {
            if (jobId === ids[0]) throw new Error('This one is refused, on purpose.');
            enqueued.push(jobId);
          },
        },
      });
      await swept.start();
      expect(enqueued).toEqual([ids[1]]);
      expect(errors).toHaveLength(1);
      await swept.stop(0);
    });

    test('F24 when the clock jumps an hour, living workers may renew their leases before a sweep takes their jobs', async () => {
      const { memory, enqueued, worker, storedJob, heldRecipe } = opened();
      const id = await storedJob();
      const held = heldRecipe();
      const swept = worker(held.recipe);
      await swept.start();
      enqueued.length = 0;
      const delivered = swept.deliver(id);
      await held.begun;
      await memory.clock.pass(29_000);
      memory.clock.step(3_600_000);
      await memory.clock.pass(31_000);
      expect(enqueued).toEqual([]);
      held.end();
      expect(await delivered).toEqual({ outcome: 'done' });
      await swept.stop(0);
    });
  });

  describe('the occasions of the sweep', () => {
    test('when a job waits for ten minutes, it is asked for on one occasion, and then on another', async () => {
      const { memory, occasions, worker, storedJob } = opened();
      memory.clock.step(600_000 - (memory.clock.now() % 600_000));
      await storedJob();
      const swept = worker(async () => completed);
      await swept.start();
      await memory.clock.pass(599_999);
      expect(occasions).toHaveLength(20);
      expect(new Set(occasions).size).toBe(1);
      await memory.clock.pass(1);
      expect(new Set(occasions).size).toBe(2);
      await swept.stop(0);
    });

    test('when two workers sweep at once, they ask on the same occasion, which is no attempt of the job', async () => {
      const { occasions, worker, storedJob } = opened();
      await storedJob();
      const swept = [worker(async () => completed), worker(async () => completed)];
      await Promise.all(swept.map((one) => one.start()));
      expect(occasions).toHaveLength(2);
      expect(new Set(occasions).size).toBe(1);
      expect(occasions[0]).not.toMatch(/^attempt-/);
      await Promise.all(swept.map((one) => one.stop(0)));
    });

    test('when it is to sweep every five seconds, it does', async () => {
      const { memory, enqueued, worker, storedJob } = opened();
      await storedJob();
      const swept = worker(async () => completed, { sweepSeconds: 5 });
      await swept.start();
      await memory.clock.pass(15_000);
      expect(enqueued).toHaveLength(4);
      await swept.stop(0);
    });
  });
});
