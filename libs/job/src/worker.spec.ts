import { describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import type { JobStore } from './ports/job-store.ts';
import type { TestRequest } from './testing/build-new-job.ts';
import { completed, never } from './testing/open-job-run.ts';
import { eachWorker } from './testing/open-worker.ts';
import { settled } from './testing/settled.ts';

describe('createWorker', () => {
  const opened = eachWorker();

  describe('with a limit', () => {
    test('when as many jobs run as may, another delivery comes again in a second and its job is not claimed', async () => {
      const { memory, worker, storedJob } = opened();
      const ids = [await storedJob(), await storedJob(), await storedJob()];
      const end = Promise.withResolvers<void>();
      let running = 0;
      const limited = worker(
        async () => {
          running += 1;
          await end.promise;
          return completed;
        },
        { concurrency: 2 },
      );
      const delivered = ids.slice(0, 2).map((id) => limited.deliver(id));
      expect(await limited.deliver(String(ids[2]))).toEqual({ outcome: 'again', afterSeconds: 1 });
      await settled();
      expect(running).toBe(2);
      expect(await memory.store.get(String(ids[2]))).toMatchObject({ status: 'pending' });
      end.resolve();
      expect(await Promise.all(delivered)).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
      expect(await limited.deliver(String(ids[2]))).toEqual({ outcome: 'done' });
      expect(running).toBe(3);
    });

    test('when a run throws, its place is free again', async () => {
      const { memory, worker, storedJob } = opened();
      const [first, second] = [await storedJob(), await storedJob()];
      const away = new JobError('store-unavailable', 'Locked.', { isRetryable: true });
      let isAway = true;
      const store: JobStore<TestRequest> = {
        ...memory.store,
        claim: (...args) => (isAway ? Promise.reject(away) : memory.store.claim(...args)),
      };
      const limited = worker(async () => completed, { concurrency: 1, store });
      await expect(limited.deliver(first)).rejects.toBe(away);
      isAway = false;
      expect(await limited.deliver(second)).toEqual({ outcome: 'done' });
    });

    test('when no limit is given, as many run as are delivered', async () => {
      const { worker, storedJob } = opened();
      const end = Promise.withResolvers<void>();
      let running = 0;
      const unlimited = worker(async () => {
        running += 1;
        await end.promise;
        return completed;
      });
      const ids = await Promise.all(Array.from({ length: 20 }, storedJob));
      const delivered = ids.map((id) => unlimited.deliver(id));
      await settled();
      expect(running).toBe(20);
      end.resolve();
      await Promise.all(delivered);
    });

    test('F08 when one job is delivered twice at once, it runs once', async () => {
      const { worker, storedJob } = opened();
      const id = await storedJob();
      const end = Promise.withResolvers<void>();
      let runs = 0;
      const twice = worker(async () => {
        runs += 1;
        await end.promise;
        return completed;
      });
      const first = twice.deliver(id);
      await settled();
      expect(await twice.deliver(id)).toMatchObject({ outcome: 'again' });
      end.resolve();
      expect(await first).toEqual({ outcome: 'done' });
      expect(await twice.deliver(id)).toEqual({ outcome: 'done' });
      expect(runs).toBe(1);
    });
  });

  describe('stopping', () => {
    test('F05 when a job ends within the grace, it completes, and no timer is left', async () => {
      const { memory, worker, storedJob, heldRecipe } = opened();
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
      const { memory, worker, storedJob, heldRecipe } = opened();
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

    test('F05 when it has stopped, the lease of the job that it interrupted is free already', async () => {
      const { memory, worker, storedJob, heldRecipe } = opened();
      const held = heldRecipe();
      const stopped = worker(held.recipe);
      void stopped.deliver(await storedJob());
      await held.begun;
      const leaseAtStop = stopped
        .stop(0)
        .then(() => memory.database.one('SELECT lease_worker FROM jobs', {}));
      await memory.clock.pass(0);
      expect(await leaseAtStop).toEqual({ lease_worker: null });
    });

    test('F05 when a job can not even be released, it stops two seconds after the grace, and the lease runs out', async () => {
      const { memory, worker, storedJob, heldRecipe } = opened();
      const held = heldRecipe();
      const store = { ...memory.store, release: never };
      const stopped = worker(held.recipe, { store });
      void stopped.deliver(await storedJob());
      await held.begun;
      let hasStopped = false;
      void stopped.stop(5).then(() => (hasStopped = true));
      await memory.clock.pass(6999);
      expect(hasStopped).toBe(false);
      await memory.clock.pass(1);
      await settled();
      expect(hasStopped).toBe(true);
      expect(memory.clock.timers).toBe(0);
      await memory.clock.pass(9000);
      expect(await memory.store.waiting(10)).toHaveLength(1);
    });

    test('when it is stopping, what is delivered is not begun and is to come again', async () => {
      const { memory, worker, storedJob } = opened();
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
      const { memory, worker } = opened();
      const stopped = worker(async () => completed);
      await stopped.start();
      await stopped.stop(10);
      expect(memory.clock.timers).toBe(0);
    });

    test('when it stops in the middle of a sweep, the rest of it is left and stop waits for what is under way', async () => {
      const { worker, storedJob } = opened();
      const enqueuing = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const asked: string[] = [];
      const first = await storedJob();
      await storedJob();
      const stopped = worker(async () => completed, {
        queue: {
          enqueue(jobId) {
            asked.push(jobId);
            enqueuing.resolve();
            return goOn.promise;
          },
        },
      });
      const start = stopped.start();
      await enqueuing.promise;
      let hasStopped = false;
      const stop = stopped.stop(1).then(() => (hasStopped = true));
      await settled();
      expect(hasStopped).toBe(false);
      goOn.resolve();
      await Promise.all([start, stop]);
      expect(asked).toEqual([first]);
    });

    test('when it stops while the first sweep is under way, no later sweep is set', async () => {
      const { memory, worker, storedJob } = opened();
      const enqueuing = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      await storedJob();
      const stopped = worker(async () => completed, {
        queue: {
          enqueue() {
            enqueuing.resolve();
            return goOn.promise;
          },
        },
      });
      const start = stopped.start();
      await enqueuing.promise;
      const stop = stopped.stop(1);
      goOn.resolve();
      await Promise.all([start, stop]);
      expect(memory.clock.timers).toBe(0);
    });
  });
});
