import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { TaskQueue } from './ports/task-queue.ts';
import type { Recipe } from './run-job.ts';
import { buildNewJob, type TestRequest } from './testing/build-new-job.ts';
import { type MemoryStore, openMemoryStore } from './testing/open-memory-store.ts';
import { createWorker } from './worker.ts';

const completed = { status: 'completed' } as const;

describe('createWorker', () => {
  let memory: MemoryStore;
  let enqueued: string[];
  let errors: unknown[];

  beforeEach(() => {
    memory = openMemoryStore();
    enqueued = [];
    errors = [];
  });

  afterEach(() => memory.close());

  const recording: TaskQueue = { enqueue: async (jobId) => void enqueued.push(jobId) };

  function worker(recipe: Recipe<TestRequest>, queue: TaskQueue = recording) {
    return createWorker<TestRequest>({
      ...{ store: memory.store, queue, recipe, clock: memory.clock, worker: 'worker-1', leaseSeconds: 9 },
      onError: (error) => void errors.push(error),
    });
  }

  const storedJob = async () => (await memory.store.create(buildNewJob())).job.id;

  /** A recipe that ends when it is told to, and says when it has begun. */
  function heldRecipe() {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const recipe: Recipe<TestRequest> = async () => {
      begun.resolve();
      await end.promise;
      return completed;
    };
    return { recipe, begun: begun.promise, end: end.resolve };
  }

  describe('the sweep', () => {
    test('when the worker starts, jobs without a task are enqueued, oldest first', async () => {
      const ids = [await storedJob(), await storedJob()];
      const swept = worker(async () => completed);
      await swept.start();
      expect(enqueued).toEqual(ids);
      await swept.stop(0);
    });

    test('when a job is stored and its enqueue failed, the next sweep enqueues it', async () => {
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

    test('when the queue is down at the start, the worker starts and enqueues the jobs once it is back', async () => {
      let isDown = true;
      const ids = [await storedJob(), await storedJob()];
      const down = new Error('The queue is down, on purpose.');
      const swept = worker(async () => completed, {
        async enqueue(jobId) {
          if (isDown) throw down;
          enqueued.push(jobId);
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
      const ids = [await storedJob(), await storedJob()];
      const swept = worker(async () => completed, {
        async enqueue(jobId) {
          if (jobId === ids[0]) throw new Error('This one is refused, on purpose.');
          enqueued.push(jobId);
        },
      });
      await swept.start();
      expect(enqueued).toEqual([ids[1]]);
      expect(errors).toHaveLength(1);
      await swept.stop(0);
    });

    test('F24 when the clock jumps an hour, living workers may renew their leases before a sweep takes their jobs', async () => {
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

  describe('stopping', () => {
    test('F05 when a job ends within the grace, it completes, and no timer is left', async () => {
      const id = await storedJob();
      const held = heldRecipe();
      const stopped = worker(held.recipe);
      await stopped.start();
      const delivered = stopped.deliver(id);
      await held.begun;
      const stop = stopped.stop(10);
      await memory.clock.pass(9000);
      held.end();
      await stop;
      expect(await delivered).toEqual({ outcome: 'done' });
      expect(await memory.store.get(id)).toMatchObject({ status: 'completed' });
      expect(memory.clock.timers).toBe(0);
    });

    test('F05 when a job outlives the grace, it is released then and not before, and no timer is left', async () => {
      const id = await storedJob();
      const held = heldRecipe();
      const stopped = worker(held.recipe);
      await stopped.start();
      const delivered = stopped.deliver(id);
      await held.begun;
      const stop = stopped.stop(10);
      await memory.clock.pass(9999);
      expect(await memory.store.claim(id, 'worker-2', 9)).toMatchObject({ outcome: 'leased-elsewhere' });
      await memory.clock.pass(1);
      await stop;
      expect(await delivered).toMatchObject({ outcome: 'again' });
      expect(await memory.store.waiting(10)).toEqual([id]);
      expect(memory.clock.timers).toBe(0);
    });

    test('when it is stopping, what is delivered is not begun and is to come again', async () => {
      const id = await storedJob();
      let runs = 0;
      const stopped = worker(async () => {
        runs += 1;
        return completed;
      });
      await stopped.stop(0);
      expect(await stopped.deliver(id)).toMatchObject({ outcome: 'again' });
      expect(runs).toBe(0);
      expect(await memory.store.get(id)).toMatchObject({ status: 'pending' });
    });

    test('when nothing runs, it stops at once', async () => {
      const stopped = worker(async () => completed);
      await stopped.start();
      await stopped.stop(10);
      expect(memory.clock.timers).toBe(0);
    });

    test('when it stops while the first sweep is under way, no later sweep is set', async () => {
      const enqueuing = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      await storedJob();
      const stopped = worker(async () => completed, {
        enqueue() {
          enqueuing.resolve();
          return goOn.promise;
        },
      });
      const start = stopped.start();
      await enqueuing.promise;
      await stopped.stop(0);
      goOn.resolve();
      await start;
      expect(memory.clock.timers).toBe(0);
    });
  });
});
