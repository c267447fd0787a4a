import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import { Interruption } from './interruption.ts';
import { StepFailed, type StepControl, type StepOptions } from './job-context.ts';
import type { Lease } from './ports/job-store.ts';
import { runStep, type StepDependencies } from './run-step.ts';
import type { StepSummary } from './step.ts';
import { buildNewJob } from './testing/build-new-job.ts';
import { buildStepWrite } from './testing/build-step-write.ts';
import { leaseOf } from './testing/job-store-contract/job-store-harness.ts';
import { type MemoryStore, openMemoryStore } from './testing/open-memory-store.ts';
import { settled } from './testing/settled.ts';

class ProviderError extends Error {
  readonly code = 'provider-busy';
  readonly isRetryable: boolean;
  constructor(isRetryable: boolean) {
    super('The provider is busy.');
    this.isRetryable = isRetryable;
  }
}

describe('runStep', () => {
  let memory: MemoryStore;
  let lease: Lease;
  let interruption: AbortController;
  let errors: unknown[];

  beforeEach(async () => {
    memory = openMemoryStore();
    const { job } = await memory.store.create(buildNewJob());
    lease = leaseOf(await memory.store.claim(job.id, 'worker-1', 10));
    interruption = new AbortController();
    errors = [];
  });

  afterEach(() => memory.close());

  /** Runs the step `outline` in the given attempt. */
  function step<Result>(
    run: (control: StepControl) => Promise<Result>,
    options: StepOptions & { attempt?: number; stored?: StepSummary; store?: StepDependencies['store'] } = {},
  ): Promise<Result> {
    const { attempt = 1, stored, store = memory.store, ...stepOptions } = options;
    const dependencies = {
      ...{ store, clock: memory.clock, lease, attempt, signal: interruption.signal },
      onError: (error: unknown) => void errors.push(error),
    };
    return runStep(dependencies, stored, 'outline', run, stepOptions);
  }

  /** The step as it is stored. */
  async function stored(): Promise<StepSummary> {
    const found = (await memory.store.get(lease.jobId))?.steps.find(({ name }) => name === 'outline');
    if (!found) throw new Error('The step was never stored.');
    return found;
  }

  const never = () => new Promise<never>(() => {});

  test('when a step runs, it is stored as processing before and with its result when it is answered', async () => {
    const during = Promise.withResolvers<StepSummary>();
    const startedAt = memory.clock.now();
    const result = await step(async () => {
      during.resolve(await stored());
      memory.clock.advance(5);
      return { title: 'Tides' };
    });
    expect(await during.promise).toMatchObject({ status: 'processing', progress: 0, startedAt });
    expect(result).toEqual({ title: 'Tides' });
    expect(await stored()).toEqual({
      ...{ name: 'outline', status: 'completed', progress: 1, attempt: 1, usage: {} },
      ...{ startedAt, finishedAt: startedAt + 5 },
    });
    expect(await memory.store.stepResult(lease.jobId, 'outline')).toBe('{"title":"Tides"}');
  });

  test('when a step has completed before, its result is answered and it does not run', async () => {
    let runs = 0;
    const run = async () => ({ run: (runs += 1) });
    await step(run);
    expect(await step(run, { stored: await stored() })).toEqual({ run: 1 });
    expect(runs).toBe(1);
  });

  test('when a step that returns nothing has completed before, it does not run again', async () => {
    let runs = 0;
    const run = async (): Promise<void> => void (runs += 1);
    await step(run);
    await step(run, { stored: await stored() });
    expect(runs).toBe(1);
  });

  test('when a step was left in the middle, it runs again', async () => {
    await memory.store.saveStep(lease, buildStepWrite());
    expect(await step(async () => 'ran', { stored: await stored() })).toBe('ran');
  });

  test('when a step failed earlier in this attempt, it fails the same way without running', async () => {
    const failing = async () => {
      throw new ProviderError(true);
    };
    await expect(step(failing)).rejects.toThrow(StepFailed);
    let runs = 0;
    const again = step(async () => (runs += 1), { stored: await stored() });
    await expect(again).rejects.toMatchObject({
      ...{ name: 'StepFailed', step: 'outline', failure: { code: 'provider-busy' } },
    });
    expect(runs).toBe(0);
  });

  test('when a step failed in an earlier attempt, it runs again', async () => {
    const failed = buildStepWrite({ status: 'failed', attempt: 1, error: new ProviderError(true) });
    const result = await step(async () => 'ran', { stored: failed, attempt: 2 });
    expect(result).toBe('ran');
    expect(await stored()).toMatchObject({ status: 'completed', attempt: 2 });
  });

  test('when a step fails, its failure is stored and the error that caused it is reported', async () => {
    const cause = new Error('key=secret');
    const run = step(async () => {
      throw cause;
    });
    await expect(run).rejects.toMatchObject({ step: 'outline', failure: { code: 'internal-error' } });
    expect(await stored()).toMatchObject({
      ...{ status: 'failed', finishedAt: memory.clock.now() },
      error: { code: 'internal-error', message: 'An unexpected error happened; see the log.' },
    });
    expect(errors).toEqual([cause]);
  });

  test('when three runs are allowed and two fail retryably, the third one counts', async () => {
    let runs = 0;
    const result = await step(
      async () => {
        runs += 1;
        if (runs < 3) throw new ProviderError(true);
        return runs;
      },
      { attempts: 3 },
    );
    expect(result).toBe(3);
    expect(await stored()).toMatchObject({ status: 'completed' });
    expect(errors).toHaveLength(2);
  });

  test.each([
    { attempts: undefined, isRetryable: true, expected: 1 },
    { attempts: 3, isRetryable: true, expected: 3 },
    { attempts: 3, isRetryable: false, expected: 1 },
  ])(
    'when each run fails, retryable $isRetryable, with attempts $attempts, it runs $expected times',
    async ({ attempts, isRetryable, expected }) => {
      let runs = 0;
      const run = step(
        async () => {
          runs += 1;
          throw new ProviderError(isRetryable);
        },
        { ...(attempts && { attempts }) },
      );
      await expect(run).rejects.toMatchObject({ failure: { code: 'provider-busy', isRetryable } });
      expect(runs).toBe(expected);
    },
  );

  test('when usage is told in several runs and attempts, it is summed and kept', async () => {
    await step(
      async ({ use }) => {
        use({ calls: 1, tokens: 10 });
        throw new ProviderError(true);
      },
      { attempts: 2 },
    ).catch(() => undefined);
    expect((await stored()).usage).toEqual({ calls: 2, tokens: 20 });
    await step(async ({ use }) => use({ calls: 1, characters: 5 }), { stored: await stored(), attempt: 2 });
    expect((await stored()).usage).toEqual({ calls: 3, tokens: 20, characters: 5 });
  });

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

  test('when progress is reported, it is stored with what was used so far', async () => {
    const during = Promise.withResolvers<StepSummary>();
    await step(async ({ progress, use }) => {
      use({ calls: 1 });
      progress(0.5);
      await settled();
      during.resolve(await stored());
    });
    expect(await during.promise).toMatchObject({ progress: 0.5, usage: { calls: 1 } });
    expect(await stored()).toMatchObject({ status: 'completed', progress: 1 });
  });

  test('when a result is no JSON, the step fails', async () => {
    await expect(step(async () => ({ amount: 1n }))).rejects.toThrow(StepFailed);
    expect(await stored()).toMatchObject({ status: 'failed', error: { code: 'internal-error' } });
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
