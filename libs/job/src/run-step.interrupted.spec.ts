import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import { Interruption } from './interruption.ts';
import { type StepControl, StepFailed } from './job-context.ts';
import type { StepDependencies } from './run-step.ts';
import { openStepRun, type StepRun } from './testing/open-step-run.ts';

const never = () => new Promise<never>(() => {});

describe('runStep, interrupted', () => {
  let memory: StepRun['memory'];
  let lease: StepRun['lease'];
  let interruption: StepRun['interruption'];
  let errors: StepRun['errors'];
  let step: StepRun['step'];
  let stored: StepRun['stored'];

  beforeEach(async () => {
    ({ memory, lease, interruption, errors, step, stored } = await openStepRun());
  });

  afterEach(() => memory.close());

  test('when a step is interrupted because the worker stops, what it used is stored and it has not failed', async () => {
    const run = step(async ({ use }) => {
      use({ calls: 1 });
      interruption.abort(new Interruption('stopping'));
      return 'too late';
    });
    await expect(run).rejects.toMatchObject({ name: 'Interruption', reason: 'stopping' });
    expect(await stored()).toMatchObject({ status: 'processing', usage: { calls: 1 } });
    expect(errors).toEqual([]);
  });

  test('when a run outlives its time, its signal is aborted, the step fails as timed out and no timer is left', async () => {
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

  test('when a run is timed out and another is allowed, the other has its full time', async () => {
    let runs = 0;
    const run = step(
      () => {
        runs += 1;
        return runs === 1
          ? never()
          : new Promise<string>((resolve) => memory.clock.after(29_000, () => resolve('ran')));
      },
      { timeoutSeconds: 30, attempts: 2 },
    );
    await memory.clock.pass(59_000);
    expect(await run).toBe('ran');
  });

  test('when a step with a timeout ends in time, no timer is left', async () => {
    const timers = memory.clock.timers;
    await step(async () => 1, { timeoutSeconds: 30 });
    expect(memory.clock.timers).toBe(timers);
  });

  test('when a run that ignores its signal reports after its time, its word changes nothing', async () => {
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
    interruption.abort(new Interruption('stopping'));
    let runs = 0;
    await expect(step(async () => (runs += 1))).rejects.toMatchObject({ reason: 'stopping' });
    expect(runs).toBe(0);
    expect((await memory.store.get(lease.jobId))?.steps).toEqual([]);
  });

  test('when the lease was lost, the step does not run', async () => {
    await memory.store.cancel(lease.jobId);
    let runs = 0;
    await expect(step(async () => (runs += 1))).rejects.toMatchObject({ code: 'lease-lost' });
    expect(runs).toBe(0);
  });

  test('when the lease is lost during a run, its result is refused', async () => {
    const run = step(async () => {
      await memory.store.cancel(lease.jobId);
      return 'late';
    });
    await expect(run).rejects.toMatchObject({ code: 'lease-lost' });
    expect(await memory.store.stepResult(lease.jobId, 'outline')).toBeUndefined();
  });

  test('F06 when the store is away as a step ends, its result is kept and stored later, and it runs once', async () => {
    let refusals = 3;
    const store: StepDependencies['store'] = {
      stepResult: (...args) => memory.store.stepResult(...args),
      async saveStep(...args) {
        if (args[1].status === 'completed' && refusals > 0) {
          refusals -= 1;
          throw new JobError('store-unavailable', 'The disk is full.', { isRetryable: true });
        }
        return memory.store.saveStep(...args);
      },
    };
    let runs = 0;
    const run = step(async () => `paid ${(runs += 1)}`, { store });
    await memory.clock.pass(10_000);
    expect(await run).toBe('paid 1');
    expect(await memory.store.stepResult(lease.jobId, 'outline')).toBe('"paid 1"');
    expect(runs).toBe(1);
    expect(errors).toHaveLength(3);
    expect(refusals).toBe(0);
  });

  test('F06 when the store stays away until the job is interrupted, the step ends and no timer is left', async () => {
    const timers = memory.clock.timers;
    const store: StepDependencies['store'] = {
      stepResult: (...args) => memory.store.stepResult(...args),
      saveStep: async () => {
        throw new JobError('store-unavailable', 'The disk is full.', { isRetryable: true });
      },
    };
    const run = step(async () => 1, { store });
    const outcome = expect(run).rejects.toMatchObject({ code: 'store-unavailable' });
    await memory.clock.pass(5000);
    interruption.abort(new Interruption('stopping'));
    await outcome;
    expect(memory.clock.timers).toBe(timers);
  });

  test('when the store refuses for good, the step is not tried for ever', async () => {
    const store: StepDependencies['store'] = {
      stepResult: (...args) => memory.store.stepResult(...args),
      saveStep: async () => {
        throw new JobError('store-unavailable', 'The file is no database.');
      },
    };
    await expect(step(async () => 1, { store })).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
