import { getEventListeners } from 'node:events';

import { describe, expect, test } from '@jest/globals';

import { Interruption } from './interruption.ts';
import { StepFailed, type StepOptions } from './job-context.ts';
import { eachStepRun } from './testing/open-step-run.ts';
import { ProviderError } from './testing/provider-error.ts';

describe('runStep, again after a failure', () => {
  const stepRun = eachStepRun();

  /** Runs the step until it fails for good, and answers when each run began, in seconds after the first. */
  async function secondsOfRuns(
    options: StepOptions & { random?: () => number },
    error = new ProviderError(),
  ) {
    const { memory, step } = stepRun();
    const times: number[] = [];
    const run = step(() => {
      times.push(memory.clock.now());
      return Promise.reject(error);
    }, options);
    const outcome = expect(run).rejects.toMatchObject({ name: 'StepFailed' });
    await memory.clock.pass(1_000_000);
    await outcome;
    return times.map((time) => (time - Number(times[0])) / 1000);
  }

  test('when three runs are allowed and two fail retryably, the third one counts', async () => {
    const { memory, errors, step, stored, ledger } = stepRun();
    let runs = 0;
    const run = step(
      async () => {
        runs += 1;
        if (runs < 3) throw new ProviderError();
        return runs;
      },
      { retry: { attempts: 3 } },
    );
    await memory.clock.pass(60_000);
    expect(await run).toBe(3);
    const completed = await stored();
    expect(completed).toMatchObject({ status: 'completed', runs: 3 });
    expect(completed).not.toHaveProperty('error');
    expect((await ledger()).map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'completed']);
    expect(errors).toHaveLength(2);
  });

  test.each([
    { retry: undefined, isRetryable: true, expected: 1 },
    { retry: {}, isRetryable: true, expected: 3 },
    { retry: { attempts: 5 }, isRetryable: true, expected: 5 },
    { retry: { attempts: 5 }, isRetryable: false, expected: 1 },
  ])(
    'when each run fails, retryable $isRetryable, with policy $retry, it runs $expected times',
    async ({ retry, isRetryable, expected }) => {
      const { stored } = stepRun();
      const runs = await secondsOfRuns({ ...(retry && { retry }) }, new ProviderError({ isRetryable }));
      expect(runs).toHaveLength(expected);
      expect(await stored()).toMatchObject({ status: 'failed', runs: expected, error: { isRetryable } });
    },
  );

  test('when chance has it so, the delays are half of what they may be, and grow to half of the cap', async () => {
    const retry = { attempts: 6, baseSeconds: 2, maxSeconds: 10 };
    expect(await secondsOfRuns({ retry, random: () => 0.5 })).toEqual([0, 1, 3, 7, 12, 17]);
  });

  test('F10 when the provider asks for 58 seconds, no run comes before, and chance spreads them after', async () => {
    const asking = new ProviderError({ retryAfterSeconds: 58 });
    const retry = { attempts: 3, baseSeconds: 4 };
    expect(await secondsOfRuns({ retry, random: () => 0.25 }, asking)).toEqual([0, 59, 119]);
  });

  test('F10 when the provider asks for longer than is allowed, the step fails at once', async () => {
    const { stored, ledger } = stepRun();
    const asking = new ProviderError({ retryAfterSeconds: 61 });
    expect(await secondsOfRuns({ retry: { attempts: 3, maxRetryAfterSeconds: 60 } }, asking)).toEqual([0]);
    expect(await stored()).toMatchObject({ status: 'failed', error: { code: 'provider-busy' } });
    expect(await ledger()).toMatchObject([{ outcome: 'failed' }]);
  });

  test('when it waits for its next run, it is still under way, and the run before is closed', async () => {
    const { memory, step, stored, ledger } = stepRun();
    const failing = step(() => Promise.reject(new ProviderError()), {
      retry: { attempts: 2, baseSeconds: 60, maxSeconds: 60 },
    });
    const outcome = expect(failing).rejects.toThrow(StepFailed);
    await memory.clock.pass(29_000);
    expect(await stored()).toMatchObject({ status: 'processing', runs: 1 });
    expect(await ledger()).toMatchObject([{ run: 1, outcome: 'failed' }]);
    await memory.clock.pass(1000);
    await outcome;
    expect(await stored()).toMatchObject({ status: 'failed', runs: 2 });
  });

  test('F05 when the job is interrupted while it waits, it ends at once without another run, timer or listener', async () => {
    const { memory, interruption, step, ledger } = stepRun();
    const timers = memory.clock.timers;
    let runs = 0;
    const waiting = step(
      () => {
        runs += 1;
        return Promise.reject(new ProviderError());
      },
      { retry: { attempts: 2, baseSeconds: 600 } },
    );
    const outcome = expect(waiting).rejects.toMatchObject({ name: 'Interruption', reason: 'stopping' });
    await memory.clock.pass(1000);
    interruption.abort(new Interruption('stopping'));
    await outcome;
    expect(runs).toBe(1);
    expect(await ledger()).toMatchObject([{ run: 1, outcome: 'failed' }]);
    expect(memory.clock.timers).toBe(timers);
    expect(getEventListeners(interruption.signal, 'abort')).toEqual([]);
  });

  test('when a run is timed out and another is allowed, the other has its full time', async () => {
    const { memory, step, ledger } = stepRun();
    let runs = 0;
    const run = step(
      () => {
        runs += 1;
        return runs === 1
          ? new Promise<never>(() => {})
          : new Promise<string>((resolve) => memory.clock.after(29_000, () => resolve('ran')));
      },
      { timeoutSeconds: 30, retry: { attempts: 2, baseSeconds: 0 } },
    );
    await memory.clock.pass(59_000);
    expect(await run).toBe('ran');
    expect((await ledger()).map(({ outcome }) => outcome)).toEqual(['failed', 'completed']);
  });

  test('when a policy makes no sense, the step does not begin', async () => {
    const { step, ledger } = stepRun();
    let runs = 0;
    const run = step(async () => (runs += 1), { retry: { attempts: 0 } });
    await expect(run).rejects.toMatchObject({ name: 'RangeError' });
    expect(runs).toBe(0);
    expect(await ledger()).toEqual([]);
  });
});
