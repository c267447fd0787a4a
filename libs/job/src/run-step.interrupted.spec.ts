import { describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import { Interruption } from './interruption.ts';
import { type StepControl, StepFailed } from './job-context.ts';
import type { StepDependencies } from './run-step.ts';
import { eachStepRun } from './testing/open-step-run.ts';
import { settled } from './testing/settled.ts';

const never = () => new Promise<never>(() => {});

describe('runStep, interrupted', () => {
  const stepRun = eachStepRun();

  test('when a step is interrupted because the worker stops, what it used is stored and it has not failed', async () => {
    const { interruption, errors, step, stored, ledger } = stepRun();
    const run = step(async ({ use }) => {
      use({ calls: 1 });
      interruption.abort(new Interruption('stopping'));
      return 'too late';
    });
    await expect(run).rejects.toMatchObject({ name: 'Interruption', reason: 'stopping' });
    expect(await stored()).toMatchObject({ status: 'processing', usage: { calls: 1 } });
    expect(await ledger()).toMatchObject([{ run: 1, outcome: 'interrupted', usage: { calls: 1 } }]);
    expect(errors).toEqual([]);
  });

  test('when work tells what it used as it gives up, that is on the bill', async () => {
    const { memory, step, ledger } = stepRun();
    const begun = Promise.withResolvers<void>();
    const run = step(
      async ({ signal, use }) => {
        const aborted = new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
        begun.resolve();
        try {
          return await aborted;
        } finally {
          use({ costUsd: 5 });
        }
      },
      { timeoutSeconds: 30 },
    );
    const outcome = expect(run).rejects.toBeInstanceOf(StepFailed);
    await begun.promise;
    await memory.clock.pass(30_000);
    await outcome;
    expect(await ledger()).toMatchObject([{ outcome: 'failed', usage: { costUsd: 5 } }]);
  });

  test('when a run outlives its time, its signal is aborted, the step fails as timed out and no timer is left', async () => {
    const { memory, step, stored } = stepRun();
    const timers = memory.clock.timers;
    const seen = Promise.withResolvers<AbortSignal>();
    const run = step(
      ({ signal }) => {
        seen.resolve(signal);
        return never();
      },
      { timeoutSeconds: 30 },
    );
    const outcome = expect(run).rejects.toMatchObject({
      failure: { code: 'step-timed-out', isRetryable: true },
    });
    const signal = await seen.promise;
    await memory.clock.pass(29_999);
    expect(signal.aborted).toBe(false);
    await memory.clock.pass(1);
    await outcome;
    expect(signal.aborted).toBe(true);
    expect(await stored()).toMatchObject({ status: 'failed', error: { code: 'step-timed-out' } });
    expect(memory.clock.timers).toBe(timers);
  });

  test('when a step with a timeout ends in time, no timer is left', async () => {
    const { memory, step } = stepRun();
    const timers = memory.clock.timers;
    await step(async () => 1, { timeoutSeconds: 30 });
    expect(memory.clock.timers).toBe(timers);
  });

  test('when a run that ignores its signal reports after its time, its word changes nothing', async () => {
    const { memory, lease, step } = stepRun();
    const late = Promise.withResolvers<StepControl>();
    const run = step(
      (control) => {
        late.resolve(control);
        return never();
      },
      { timeoutSeconds: 1 },
    );
    const outcome = expect(run).rejects.toThrow(StepFailed);
    await memory.clock.pass(1000);
    await outcome;
    const before = await memory.store.get(lease.jobId);
    (await late.promise).progress(0.9);
    (await late.promise).use({ calls: 100 });
    await memory.clock.pass(1000);
    expect(await memory.store.get(lease.jobId)).toEqual(before);
  });

  test('when the job is interrupted, a step that ignores its signal is given up at once and has not failed', async () => {
    const { interruption, errors, step, stored } = stepRun();
    const begun = Promise.withResolvers<void>();
    const run = step(() => {
      begun.resolve();
      return never();
    });
    await begun.promise;
    interruption.abort(new Interruption('lease-lost'));
    await expect(run).rejects.toMatchObject({ name: 'Interruption', reason: 'lease-lost' });
    expect(await stored()).toMatchObject({ status: 'processing' });
    expect(errors).toEqual([]);
  });

  test('when the job was interrupted before, the step neither runs nor is stored', async () => {
    const { interruption, step, ledger } = stepRun();
    interruption.abort(new Interruption('stopping'));
    let runs = 0;
    await expect(step(async () => (runs += 1))).rejects.toMatchObject({ reason: 'stopping' });
    expect(runs).toBe(0);
    expect(await ledger()).toEqual([]);
  });

  test('when the lease was lost, the step does not run', async () => {
    const { memory, lease, step } = stepRun();
    await memory.store.cancel(lease.jobId);
    let runs = 0;
    await expect(step(async () => (runs += 1))).rejects.toMatchObject({ code: 'lease-lost' });
    expect(runs).toBe(0);
  });

  test('when the lease is lost during a run, its result is refused', async () => {
    const { memory, lease, step, ledger } = stepRun();
    const run = step(async () => {
      await memory.store.cancel(lease.jobId);
      return 'late';
    });
    await expect(run).rejects.toMatchObject({ code: 'lease-lost' });
    expect(await memory.store.stepResult(lease.jobId, 'outline')).toBeUndefined();
    expect(await ledger()).toMatchObject([{ run: 1, outcome: 'in-doubt' }]);
  });

  test('F04 when the lease is lost before the job is interrupted, the run is in doubt with what it had told', async () => {
    const { memory, lease, interruption, step, ledger } = stepRun();
    const begun = Promise.withResolvers<void>();
    const run = step(({ use, progress }) => {
      use({ calls: 3 });
      progress(0.5);
      begun.resolve();
      return never();
    });
    await begun.promise;
    await settled();
    await memory.store.cancel(lease.jobId);
    interruption.abort(new Interruption('lease-lost'));
    await expect(run).rejects.toMatchObject({ name: 'Interruption', reason: 'lease-lost' });
    expect(await ledger()).toMatchObject([{ outcome: 'in-doubt', usage: { calls: 3 } }]);
  });

  test('when a run completes as its job is interrupted, what it brought is kept', async () => {
    const { memory, lease, interruption, step } = stepRun();
    const result = await step(async () => {
      queueMicrotask(() => queueMicrotask(() => interruption.abort(new Interruption('stopping'))));
      return 'paid';
    });
    expect(result).toBe('paid');
    expect(await memory.store.stepResult(lease.jobId, 'outline')).toBe('"paid"');
  });

  /** The store, in which one of the writes of steps is refused as often as is said. */
  function refusing(write: 'startStep' | 'endStep', times: number, isRetryable = true) {
    const { memory } = stepRun();
    let refusals = 0;
    const store: StepDependencies['store'] = {
      ...memory.store,
      async [write](...args: never) {
        if (refusals < times) {
          refusals += 1;
          throw new JobError('store-unavailable', 'The disk is full.', { isRetryable });
        }
        return Reflect.apply(memory.store[write], memory.store, args);
      },
    };
    return { store, refusals: () => refusals };
  }

  test.each(['startStep', 'endStep'] as const)(
    'F06 when the store is away at %s, the step waits for it, runs once, and its result is kept',
    async (write) => {
      const { memory, lease, errors, step, ledger } = stepRun();
      const { store, refusals } = refusing(write, 3);
      let runs = 0;
      const run = step(async () => `paid ${(runs += 1)}`, { store });
      await memory.clock.pass(10_000);
      expect(await run).toBe('paid 1');
      expect(await memory.store.stepResult(lease.jobId, 'outline')).toBe('"paid 1"');
      expect(await ledger()).toMatchObject([{ run: 1, outcome: 'completed' }]);
      expect(runs).toBe(1);
      expect(errors).toHaveLength(3);
      expect(refusals()).toBe(3);
    },
  );

  test('F06 when the store stays away at the end, the step ends with the job, and no timer is left', async () => {
    const { memory, interruption, step, ledger } = stepRun();
    const timers = memory.clock.timers;
    const { store } = refusing('endStep', Number.POSITIVE_INFINITY);
    const run = step(async () => 1, { store });
    const outcome = expect(run).rejects.toMatchObject({ code: 'store-unavailable' });
    await memory.clock.pass(5000);
    interruption.abort(new Interruption('stopping'));
    await outcome;
    expect(memory.clock.timers).toBe(timers);
    expect(await ledger()).toMatchObject([{ outcome: 'running' }]);
  });

  test('F06 when the store is away for progress, the step does not notice', async () => {
    const { memory, errors, step, stored } = stepRun();
    const away = () => Promise.reject(new JobError('store-unavailable', 'Locked.', { isRetryable: true }));
    const run = step(async ({ progress }) => progress(0.5), {
      store: { ...memory.store, saveProgress: away },
    });
    await run;
    expect(await stored()).toMatchObject({ status: 'completed' });
    expect(errors).toEqual([]);
  });

  test('when the store refuses for good, the step is not tried for ever', async () => {
    const { step } = stepRun();
    const { store, refusals } = refusing('startStep', Number.POSITIVE_INFINITY, false);
    await expect(step(async () => 1, { store })).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(refusals()).toBe(1);
  });

  test('when the store fails by a fault of its own, that is not taken for one that is away', async () => {
    const { memory, step } = stepRun();
    const fault = new TypeError('A fault of a test, on purpose.');
    const run = step(async () => 1, { store: { ...memory.store, endStep: () => Promise.reject(fault) } });
    await expect(run).rejects.toBe(fault);
  });
});
