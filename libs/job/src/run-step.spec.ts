import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { StepFailed } from './job-context.ts';
import type { StepSummary } from './step.ts';
import { buildStepWrite } from './testing/build-step-write.ts';
import { openStepRun, type StepRun } from './testing/open-step-run.ts';
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
  let memory: StepRun['memory'];
  let lease: StepRun['lease'];
  let errors: StepRun['errors'];
  let step: StepRun['step'];
  let stored: StepRun['stored'];

  beforeEach(async () => {
    ({ memory, lease, errors, step, stored } = await openStepRun());
  });

  afterEach(() => memory.close());

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
});
