import { describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import { Interruption } from './interruption.ts';
import type { JobStore } from './ports/job-store.ts';
import type { TestRequest } from './testing/build-new-job.ts';
import { completed, eachJobRun, type JobRun, never } from './testing/open-job-run.ts';

describe('runJob, interrupted', () => {
  const jobRun = eachJobRun();

  describe('with its lease', () => {
    test('when a step takes ten leases long, the job is not taken by another', async () => {
      const { memory, id, run, stuckRecipe } = jobRun();
      const { recipe, begun } = stuckRecipe();
      void run(recipe);
      await begun;
      await memory.clock.pass(90_000);
      expect(await memory.store.claim(id, 'worker-2', 9)).toMatchObject({ outcome: 'leased-elsewhere' });
    });

    test.each([
      ['cancelled', async ({ memory, id }: JobRun) => void (await memory.store.cancel(id))],
      ['deleted', ({ memory, id }: JobRun) => memory.store.delete(id)],
    ])(
      'when the job is %s during a run, its signal aborts and the run ends without a timer',
      async (_, end) => {
        const { memory, id, errors, run, stuckRecipe } = jobRun();
        const { recipe, begun } = stuckRecipe();
        const delivered = run(recipe);
        const { signal } = await begun;
        await end(jobRun());
        const before = await memory.store.get(id);
        expect(await delivered).toMatchObject({ outcome: 'again' });
        expect(signal.reason).toMatchObject({ name: 'Interruption', reason: 'lease-lost' });
        expect(await memory.store.get(id)).toEqual(before);
        expect(memory.clock.timers).toBe(0);
        expect(errors).toEqual([]);
      },
    );

    test('when the job is cancelled and the recipe ignores it, its later steps do not run', async () => {
      const { memory, id, run, stored } = jobRun();
      let runs = 0;
      const goOn = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const later = Promise.withResolvers<unknown>();
      const delivered = run(async ({ step }) => {
        begun.resolve();
        await goOn.promise;
        await step('later', async () => (runs += 1)).catch(later.resolve);
        return completed;
      });
      await begun.promise;
      await memory.store.cancel(id);
      expect(await delivered).toMatchObject({ outcome: 'again' });
      goOn.resolve();
      expect(await later.promise).toMatchObject({ reason: 'lease-lost' });
      expect(runs).toBe(0);
      expect(await stored()).toMatchObject({ status: 'cancelled', steps: [] });
    });

    /** As another process does it: nobody here is told. */
    function takeOverSilently(): void {
      const { memory } = jobRun();
      memory.database.run(`UPDATE jobs SET lease_worker = 'worker-2', lease_token = lease_token + 1`, {});
    }

    test('F04 when another process took the job over, the run is aborted at the next renewal', async () => {
      const { memory, errors, run, stuckRecipe } = jobRun();
      const { recipe, begun } = stuckRecipe();
      const delivered = run(recipe);
      const { signal } = await begun;
      takeOverSilently();
      await memory.clock.pass(2999);
      expect(signal.aborted).toBe(false);
      await memory.clock.pass(1);
      expect(await delivered).toMatchObject({ outcome: 'again' });
      expect(signal.reason).toMatchObject({ reason: 'lease-lost' });
      expect(errors).toEqual([]);
    });

    test('F04 when the job was taken over and the later holder writes here, the run is aborted at once', async () => {
      const { memory, id, run, stuckRecipe } = jobRun();
      const { recipe, begun } = stuckRecipe();
      const delivered = run(recipe);
      await begun;
      takeOverSilently();
      await memory.store.startStep({ jobId: id, worker: 'worker-2', token: 2 }, { step: 'later', run: 1 });
      expect(await delivered).toMatchObject({ outcome: 'again' });
    });

    test('F04 when a write of one step is refused, the steps beside it end too', async () => {
      const { memory, id, run } = jobRun();
      const delivered = run(async ({ step }) => {
        await Promise.all([step('stuck', never), step('script', async () => takeOverSilently())]);
        return completed;
      });
      expect(await delivered).toMatchObject({ outcome: 'again' });
      expect(await memory.store.stepResult(id, 'script')).toBeUndefined();
      expect(memory.clock.timers).toBe(0);
    });

    test('when a renewal fails because the store is away, it is reported and the run goes on', async () => {
      const { memory, errors, run, stuckRecipe } = jobRun();
      let renewals = 0;
      const store: JobStore<TestRequest> = {
        ...memory.store,
        async renew(...args) {
          renewals += 1;
          if (renewals === 1) throw new JobError('store-unavailable', 'Locked.', { isRetryable: true });
          return memory.store.renew(...args);
        },
      };
      const { recipe, begun } = stuckRecipe();
      void run(recipe, { store });
      const { signal } = await begun;
      await memory.clock.pass(6000);
      expect(renewals).toBe(2);
      expect(signal.aborted).toBe(false);
      expect(errors).toMatchObject([{ error: { code: 'store-unavailable' } }]);
    });
  });

  describe('when the worker stops', () => {
    test('F05 when it stops during a step, the lease is given back and what was used is kept', async () => {
      const { memory, id, stopping, run, stored } = jobRun();
      const begun = Promise.withResolvers<void>();
      const delivered = run(async ({ step }) => {
        await step('script', ({ use }) => {
          use({ calls: 1 });
          begun.resolve();
          return never();
        });
        return completed;
      });
      await begun.promise;
      stopping.abort(new Interruption('stopping'));
      expect(await delivered).toEqual({ outcome: 'again', afterSeconds: 0 });
      expect(await stored()).toMatchObject({ status: 'processing', steps: [{ usage: { calls: 1 } }] });
      expect(await memory.store.claim(id, 'worker-2', 9)).toMatchObject({ outcome: 'claimed' });
      expect(memory.clock.timers).toBe(0);
    });

    test('F05 when it has stopped before the job was claimed, the recipe is not begun and the lease given back', async () => {
      const { memory, id, stopping, run } = jobRun();
      stopping.abort(new Interruption('stopping'));
      let runs = 0;
      const delivery = await run(async () => {
        runs += 1;
        return completed;
      });
      expect(delivery).toEqual({ outcome: 'again', afterSeconds: 0 });
      expect(runs).toBe(0);
      expect(await memory.store.waiting(10)).toEqual([id]);
    });

    test('F05 when the recipe ignores that it is to end, the lease is given back all the same', async () => {
      const { memory, id, stopping, run } = jobRun();
      const begun = Promise.withResolvers<void>();
      const delivered = run(() => {
        begun.resolve();
        return never();
      });
      await begun.promise;
      stopping.abort(new Interruption('stopping'));
      expect(await delivered).toEqual({ outcome: 'again', afterSeconds: 0 });
      expect(await memory.store.claim(id, 'worker-2', 9)).toMatchObject({ outcome: 'claimed' });
      expect(memory.clock.timers).toBe(0);
    });
  });
});
