import { getEventListeners } from 'node:events';

import { describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import type { JobContext } from './job-context.ts';
import type { JobStore } from './ports/job-store.ts';
import type { Recipe } from './run-job.ts';
import type { TestRequest } from './testing/build-new-job.ts';
import { quotaExceeded } from './testing/job-store-contract/job-store-harness.ts';
import { completed, eachJobRun, type JobRun } from './testing/open-job-run.ts';

describe('runJob', () => {
  const jobRun = eachJobRun();

  describe('to the end', () => {
    test('when a recipe runs through, it gets job and input, and the job completes', async () => {
      const { memory, id, run, stored } = jobRun();
      const seen = Promise.withResolvers<JobContext<TestRequest>>();
      const delivery = await run(async (context) => {
        seen.resolve(context);
        await context.step('outline', async () => 1);
        return completed;
      });
      expect(delivery).toEqual({ outcome: 'done' });
      expect(await seen.promise).toMatchObject({ job: { id, status: 'processing' }, input: 'The sea.' });
      expect(await stored()).toMatchObject({ status: 'completed', steps: [{ name: 'outline' }] });
      expect(memory.clock.timers).toBe(0);
    });

    test('when a run has ended, nothing of it listens to the worker, whatever the recipe left behind', async () => {
      const { stopping, run, stored } = jobRun();
      await run(async ({ signal }) => {
        signal.addEventListener('abort', () => {});
        expect(getEventListeners(stopping.signal, 'abort')).toHaveLength(1);
        return completed;
      });
      expect(getEventListeners(stopping.signal, 'abort')).toEqual([]);
      expect(await stored()).toMatchObject({ status: 'completed' });
    });

    test('when a recipe throws, the job fails without showing the error, which is reported', async () => {
      const { errors, run, stored } = jobRun();
      const bug = new TypeError('x is undefined at /home/secret');
      await run(() => Promise.reject(bug));
      expect(await stored()).toMatchObject({ status: 'failed', error: { code: 'internal-error' } });
      expect(errors).toEqual([{ error: bug, step: undefined }]);
    });

    test('when a result is used by the next step, it was stored before', async () => {
      const { memory, id, run } = jobRun();
      const before = Promise.withResolvers<string | undefined>();
      await run(async ({ step }) => {
        await step('outline', async () => ({ title: 'Tides' }));
        await step('script', async () => before.resolve(await memory.store.stepResult(id, 'outline')));
        return completed;
      });
      expect(await before.promise).toBe('{"title":"Tides"}');
    });

    test('when a recipe asks for one step twice, also at once, it runs once', async () => {
      const { run } = jobRun();
      let runs = 0;
      const count = async () => (runs += 1);
      const results = Promise.withResolvers<number[]>();
      await run(async ({ step }) => {
        const atOnce = await Promise.all([step('outline', count), step('outline', count)]);
        results.resolve([...atOnce, await step('outline', count)]);
        return completed;
      });
      expect(await results.promise).toEqual([1, 1, 1]);
    });
  });

  describe('again', () => {
    test('F12 when a failed job is retried, only the step that failed runs again', async () => {
      const { memory, id, run, stored } = jobRun();
      const ran: string[] = [];
      const recipe: Recipe<TestRequest> = async ({ step, job }) => {
        for (const name of ['outline', 'faqs', 'script']) {
          await step(name, async () => {
            ran.push(`${name} ${job.attempt}`);
            if (name === 'faqs' && job.attempt === 1) throw Object.assign(new Error('No.'), quotaExceeded);
          });
        }
        return completed;
      };
      await run(recipe);
      await memory.store.retry(id);
      await run(recipe);
      expect(ran).toEqual(['outline 1', 'faqs 1', 'faqs 2', 'script 2']);
      expect(await stored()).toMatchObject({ status: 'completed', attempt: 2 });
    });

    test('when the worker died after a step had failed, the next one does not run it again in this attempt', async () => {
      const { memory, run, stored, stuckRecipe } = jobRun();
      const ran: string[] = [];
      const dying = stuckRecipe();
      const faqs = async () => {
        ran.push('faqs');
        throw Object.assign(new Error('No.'), quotaExceeded);
      };
      void run(async (context) => {
        await context.step('faqs', faqs).catch(() => undefined);
        return dying.recipe(context);
      });
      await dying.begun;
      memory.clock.step(9000);
      const delivery = await run(
        async ({ step }) => {
          await step('faqs', faqs);
          return completed;
        },
        { worker: 'worker-2' },
      );
      expect(delivery).toEqual({ outcome: 'done' });
      expect(ran).toEqual(['faqs']);
      expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
    });

    test('when the job is running elsewhere, it is to be delivered again when that lease is over', async () => {
      const { memory, id, run, stored } = jobRun();
      await memory.store.claim(id, 'worker-2', 6);
      expect(await run(async () => completed)).toEqual({ outcome: 'again', afterSeconds: 6 });
      expect(await stored()).toMatchObject({ status: 'processing' });
    });

    test.each([
      ['ended', async ({ memory, id }: JobRun) => void (await memory.store.cancel(id))],
      ['gone', ({ memory, id }: JobRun) => memory.store.delete(id)],
    ])('F08 when the job is %s, the delivery is done and the recipe does not run', async (_, end) => {
      const { run } = jobRun();
      await end(jobRun());
      let runs = 0;
      const delivery = await run(async () => {
        runs += 1;
        return completed;
      });
      expect(delivery).toEqual({ outcome: 'done' });
      expect(runs).toBe(0);
    });

    test('F06 when the store is away at the end, the run asks for redelivery, which repeats no step', async () => {
      const { memory, run, stored } = jobRun();
      let runs = 0;
      let isAway = true;
      const store: JobStore<TestRequest> = {
        ...memory.store,
        async finish(...args) {
          if (isAway) throw new JobError('store-unavailable', 'The disk is full.', { isRetryable: true });
          return memory.store.finish(...args);
        },
      };
      const recipe: Recipe<TestRequest> = async ({ step }) => {
        await step('outline', async () => (runs += 1));
        return completed;
      };
      await expect(run(recipe, { store })).rejects.toMatchObject({ code: 'store-unavailable' });
      isAway = false;
      memory.clock.advance(9000);
      expect(await run(recipe, { store })).toEqual({ outcome: 'done' });
      expect(await stored()).toMatchObject({ status: 'completed' });
      expect(runs).toBe(1);
    });
  });
});
