import { getEventListeners } from 'node:events';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import { Interruption } from './interruption.ts';
import { type JobContext, StepFailed } from './job-context.ts';
import type { Job } from './job.ts';
import type { JobStore } from './ports/job-store.ts';
import { type Recipe, runJob } from './run-job.ts';
import { buildNewJob, type TestRequest } from './testing/build-new-job.ts';
import { quotaExceeded } from './testing/job-store-contract/job-store-harness.ts';
import { type MemoryStore, openMemoryStore } from './testing/open-memory-store.ts';
import { settled } from './testing/settled.ts';

const completed = { status: 'completed' } as const;
const never = () => new Promise<never>(() => {});

describe('runJob', () => {
  let memory: MemoryStore;
  let id: string;
  let stopping: AbortController;
  let errors: { error: unknown; step: string | undefined }[];

  beforeEach(async () => {
    memory = openMemoryStore();
    id = (await memory.store.create(buildNewJob({ input: 'The sea.' }))).job.id;
    stopping = new AbortController();
    errors = [];
  });

  afterEach(() => memory.close());

  function run(
    recipe: Recipe<TestRequest>,
    { worker = 'worker-1', store = memory.store }: { worker?: string; store?: JobStore<TestRequest> } = {},
  ) {
    const onError = (error: unknown, _: string, step?: string) => void errors.push({ error, step });
    const dependencies = { store, recipe, clock: memory.clock, worker, leaseSeconds: 9, onError };
    return runJob(dependencies, id, stopping.signal);
  }

  async function stored(): Promise<Job<TestRequest>> {
    const job = await memory.store.get(id);
    if (!job) throw new Error('The job is gone.');
    return job;
  }

  /** A recipe that stays in its only step, deaf to every signal; says when it is there. */
  function stuckRecipe() {
    const begun = Promise.withResolvers<JobContext<TestRequest>>();
    const recipe: Recipe<TestRequest> = async (context) => {
      await context.step('stuck', () => {
        begun.resolve(context);
        return never();
      });
      return completed;
    };
    return { recipe, begun: begun.promise };
  }

  describe('to the end', () => {
    test('when a recipe runs through, it gets job and input, and the job completes', async () => {
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
      await run(async ({ signal }) => {
        signal.addEventListener('abort', () => {});
        expect(getEventListeners(stopping.signal, 'abort')).toHaveLength(1);
        return completed;
      });
      expect(getEventListeners(stopping.signal, 'abort')).toEqual([]);
      expect(await stored()).toMatchObject({ status: 'completed' });
    });

    test('when a recipe says that it ended partly, so does the job', async () => {
      await run(async () => ({ status: 'partial', error: quotaExceeded }));
      expect(await stored()).toMatchObject({ status: 'partial', error: quotaExceeded });
    });

    test('when a step fails and the recipe lets it, the job fails with the failure of the step', async () => {
      const failing = Object.assign(new Error('No calls are left today.'), quotaExceeded);
      const delivery = await run(async ({ step }) => {
        await step('outline', () => Promise.reject(failing));
        return completed;
      });
      expect(delivery).toEqual({ outcome: 'done' });
      expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
      expect(errors).toEqual([{ error: failing, step: 'outline' }]);
    });

    test('when a recipe can do without a step, it goes on', async () => {
      await run(async ({ step }) => {
        const failure = await step('faqs', () => Promise.reject(new Error('x'))).catch(
          (error: unknown) => error,
        );
        return failure instanceof StepFailed ? { status: 'partial', error: failure.failure } : completed;
      });
      expect(await stored()).toMatchObject({ status: 'partial', error: { code: 'internal-error' } });
    });

    test('when a recipe throws, the job fails without showing the error, which is reported', async () => {
      const bug = new TypeError('x is undefined at /home/secret');
      await run(() => Promise.reject(bug));
      expect(await stored()).toMatchObject({ status: 'failed', error: { code: 'internal-error' } });
      expect(errors).toEqual([{ error: bug, step: undefined }]);
    });

    test('when a result is used by the next step, it was stored before', async () => {
      const before = Promise.withResolvers<string | undefined>();
      await run(async ({ step }) => {
        await step('outline', async () => ({ title: 'Tides' }));
        await step('script', async () => before.resolve(await memory.store.stepResult(id, 'outline')));
        return completed;
      });
      expect(await before.promise).toBe('{"title":"Tides"}');
    });

    test('when a recipe asks for one step twice, also at once, it runs once', async () => {
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

    test('when one of two steps side by side fails, the job ends after the other, whose result is kept', async () => {
      const other = Promise.withResolvers<string>();
      const delivered = run(async ({ step }) => {
        await Promise.all([
          step('faqs', () => Promise.reject(Object.assign(new Error('No.'), quotaExceeded))),
          step('script', () => other.promise),
        ]);
        return completed;
      });
      await settled();
      expect(await stored()).toMatchObject({ status: 'processing' });
      other.resolve('paid');
      expect(await delivered).toEqual({ outcome: 'done' });
      expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
      expect(await memory.store.stepResult(id, 'script')).toBe('"paid"');
    });
  });

  describe('again', () => {
    test('F12 when a failed job is retried, only the step that failed runs again', async () => {
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
      await memory.store.claim(id, 'worker-2', 6);
      expect(await run(async () => completed)).toEqual({ outcome: 'again', afterSeconds: 6 });
      expect(await stored()).toMatchObject({ status: 'processing' });
    });

    test.each([
      ['ended', async () => void (await memory.store.cancel(id))],
      ['gone', () => memory.store.delete(id)],
    ])('F08 when the job is %s, the delivery is done and the recipe does not run', async (_, end) => {
      await end();
      let runs = 0;
      const delivery = await run(async () => {
        runs += 1;
        return completed;
      });
      expect(delivery).toEqual({ outcome: 'done' });
      expect(runs).toBe(0);
    });

    test('F06 when the store is away at the end, the run asks for redelivery, which repeats no step', async () => {
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

  describe('with its lease', () => {
    test('when a step takes ten leases long, the job is not taken by another', async () => {
      const { recipe, begun } = stuckRecipe();
      void run(recipe);
      await begun;
      await memory.clock.pass(90_000);
      expect(await memory.store.claim(id, 'worker-2', 9)).toMatchObject({ outcome: 'leased-elsewhere' });
    });

    test.each([
      ['cancelled', async () => void (await memory.store.cancel(id))],
      ['deleted', () => memory.store.delete(id)],
    ])(
      'when the job is %s during a run, its signal aborts and the run ends without a timer',
      async (_, end) => {
        const { recipe, begun } = stuckRecipe();
        const delivered = run(recipe);
        const { signal } = await begun;
        await end();
        const before = await memory.store.get(id);
        expect(await delivered).toMatchObject({ outcome: 'again' });
        expect(signal.reason).toMatchObject({ name: 'Interruption', reason: 'lease-lost' });
        expect(await memory.store.get(id)).toEqual(before);
        expect(memory.clock.timers).toBe(0);
        expect(errors).toEqual([]);
      },
    );

    test('when the job is cancelled and the recipe ignores it, its later steps do not run', async () => {
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
      memory.database.run(`UPDATE jobs SET lease_worker = 'worker-2', lease_token = lease_token + 1`, {});
    }

    test('F04 when another process took the job over, the run is aborted at the next renewal', async () => {
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

    test('F04 when a write of one step is refused, the steps beside it end too', async () => {
      const delivered = run(async ({ step }) => {
        await Promise.all([step('stuck', never), step('script', async () => takeOverSilently())]);
        return completed;
      });
      expect(await delivered).toMatchObject({ outcome: 'again' });
      expect(await memory.store.stepResult(id, 'script')).toBeUndefined();
      expect(memory.clock.timers).toBe(0);
    });

    test('when a renewal fails because the store is away, it is reported and the run goes on', async () => {
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
