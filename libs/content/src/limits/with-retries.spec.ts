import { getEventListeners } from 'node:events';

import { describe, expect, test } from '@jest/globals';

import { ContentError, type ContentErrorCode, type ContentErrorOptions } from '../errors.ts';
import { buildModelAnswer, buildModelCall, createFakeTextModel } from '../testing/fake-text-model.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { watchPromise } from '../testing/watch-promise.ts';
import { CallsSuspendedError } from './calls-suspended-error.ts';
import { createRetryBudget, type RetryBudgetLimits } from './create-retry-budget.ts';
import { type RetryLimits, withRetries } from './with-retries.ts';

const failure = (code: ContentErrorCode = 'provider-unavailable', options: ContentErrorOptions = {}) =>
  new ContentError(code, 'On purpose.', { isRetryable: true, ...options });

const suspended = (retryAfterSeconds: number) =>
  new CallsSuspendedError('Suspended.', { retryAfterSeconds, cause: undefined });

interface Setting extends RetryLimits {
  /** The error of each try; when there is no more, it succeeds. */
  errors: readonly Error[];
  random?: () => number;
  retryBudget?: RetryBudgetLimits;
}

/** A model whose tries end with these errors, and the seconds at which they were made. */
function setUp({ errors, random = () => 1, retryBudget, ...limits }: Setting) {
  const clock = createManualClock(0);
  const seconds: number[] = [];
  const adapter = createFakeTextModel({
    generate(_call, attempt) {
      seconds.push(clock.now() / 1000);
      const error = errors[attempt - 1];
      if (error) throw error;
      return buildModelAnswer();
    },
  });
  const budget = createRetryBudget({ ...retryBudget, clock });
  const model = withRetries(adapter, { ...limits, clock, random, budget });
  return {
    ...{ clock, seconds },
    generate: (signal?: AbortSignal) => watchPromise(model.generate(buildModelCall({ signal }))),
  };
}

/** Lets all waits of a call pass. */
async function run(setting: Setting) {
  const set = setUp(setting);
  const call = set.generate();
  await set.clock.pass(3_600_000);
  return { call, seconds: set.seconds, timers: set.clock.timers };
}

describe('withRetries', () => {
  test('when the first try succeeds, there is one', async () => {
    const { call, seconds } = await run({ errors: [] });
    expect(call.state).toBe('fulfilled');
    expect(seconds).toEqual([0]);
  });

  test('when three tries fail, the fourth is made, after waits that double', async () => {
    const { call, seconds, timers } = await run({ errors: [failure(), failure(), failure()] });
    expect(call.state).toBe('fulfilled');
    expect(seconds).toEqual([0, 1, 3, 7]);
    expect(timers).toBe(0);
  });

  test('when all fail, there are four tries and the last error goes out', async () => {
    const last = failure('provider-timeout');
    const { call, seconds } = await run({ errors: [failure(), failure(), failure(), last, failure()] });
    expect(call.error).toBe(last);
    expect(seconds).toHaveLength(4);
  });

  test('when other limits are set, those hold', async () => {
    const errors = Array.from({ length: 6 }, () => failure());
    const { seconds } = await run({
      ...{ errors, attempts: 6, baseSeconds: 2, maxSeconds: 5, retryBudget: { reserve: 9 } },
    });
    expect(seconds).toEqual([0, 2, 6, 11, 16, 21]);
  });

  test.each([
    [0, 0],
    [0.25, 2],
    [0.999, 7.992],
  ])('when chance is %p, the wait is that part of the longest', async (chance, wait) => {
    const { seconds } = await run({ errors: [failure()], baseSeconds: 8, random: () => chance });
    expect(seconds).toEqual([0, wait]);
  });

  test.each([
    [failure('provider-rejected', { isRetryable: false })],
    [new Error('Not one of ours.')],
    [Object.assign(new Error('Not one of ours.'), { isRetryable: true })],
  ])('when the error is %p, which is not to be retried, it goes out at once', async (error) => {
    const { call, seconds } = await run({ errors: [error] });
    expect(call.error).toBe(error);
    expect(seconds).toHaveLength(1);
  });

  describe('what the provider asks for', () => {
    test.each(['rate-limited', 'provider-unavailable'] as const)(
      'F10 when %s asks for 58 seconds, the next try is after those and the jitter',
      async (code) => {
        const { seconds } = await run({
          errors: [failure(code, { retryAfterSeconds: 58 })],
          random: () => 0.5,
        });
        expect(seconds).toEqual([0, 58.5]);
      },
    );

    test('when chance gives no jitter, no try is before the time', async () => {
      const errors = [failure('rate-limited', { retryAfterSeconds: 58 })];
      const { seconds } = await run({ errors, random: () => 0 });
      expect(seconds).toEqual([0, 58]);
    });

    test('when it is five minutes, they are waited for; when it is more, the error goes out', async () => {
      const long = await run({ errors: [failure('rate-limited', { retryAfterSeconds: 300 })] });
      expect(long.seconds).toEqual([0, 301]);
      const tooLong = await run({ errors: [failure('rate-limited', { retryAfterSeconds: 301 })] });
      expect(tooLong.seconds).toEqual([0]);
      expect(tooLong.call.error).toMatchObject({ retryAfterSeconds: 301 });
    });
  });

  describe('signal', () => {
    test('F10 when a deadline of 30 seconds ends a wait of 58, it fails then with that, and no try follows', async () => {
      const { clock, seconds, generate } = setUp({
        errors: [failure('rate-limited', { retryAfterSeconds: 58 })],
      });
      const controller = new AbortController();
      const call = generate(controller.signal);
      await clock.pass(30_000);
      expect(call.state).toBe('pending');
      const reason = failure('deadline-exceeded');
      controller.abort(reason);
      await clock.pass(0);
      expect(call.error).toBe(reason);
      expect(clock.timers).toBe(0);
      await clock.pass(60_000);
      expect(seconds).toEqual([0]);
    });

    test('when a wait is over, nothing listens to the signal any more', async () => {
      const { clock, generate } = setUp({ errors: [failure()] });
      const { signal } = new AbortController();
      generate(signal);
      await clock.pass(60_000);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });

    test('when the try itself was ended by the signal, its error goes out though it could be retried', async () => {
      const { clock, seconds, generate } = setUp({ errors: [failure('deadline-exceeded')] });
      const controller = new AbortController();
      const call = generate(controller.signal);
      controller.abort();
      await clock.pass(60_000);
      expect(call.error).toMatchObject({ code: 'deadline-exceeded' });
      expect(seconds).toEqual([0]);
    });
  });

  describe('budget', () => {
    /** The tries that so many calls make that all fail with this error, all at once. */
    async function triesOf(calls: number, error: Error): Promise<number> {
      const { clock, seconds, generate } = setUp({ errors: Array.from({ length: 4 * calls }, () => error) });
      for (let call = 0; call < calls; call += 1) generate();
      await clock.pass(3_600_000);
      return seconds.length;
    }

    test('F10 when 200 calls at once fail, at most a tenth is tried again', async () => {
      expect(await triesOf(200, failure())).toBe(220);
    });

    test('when ten calls at once fail, the reserve of three is used', async () => {
      expect(await triesOf(10, failure('rate-limited'))).toBe(13);
    });

    test('when no try was made because calls are suspended, that costs nothing', async () => {
      expect(await triesOf(10, suspended(10))).toBe(40);
    });

    test('when the provider said when to come again after a 429, that costs nothing', async () => {
      expect(await triesOf(10, failure('rate-limited', { retryAfterSeconds: 5 }))).toBe(40);
    });

    test('when the provider said when to come again after a 503, that costs', async () => {
      expect(await triesOf(10, failure('provider-unavailable', { retryAfterSeconds: 5 }))).toBe(13);
    });
  });

  test.each([
    [{ attempts: 0 }, 'attempts is 0'],
    [{ attempts: 1.5 }, 'attempts is 1.5'],
    [{ baseSeconds: -1 }, 'baseSeconds is -1'],
    [{ maxSeconds: Number.NaN }, 'maxSeconds is NaN'],
    [{ maxRetryAfterSeconds: Number.POSITIVE_INFINITY }, 'maxRetryAfterSeconds is Infinity'],
  ])('when it is given %p, it refuses that', (limits, message) => {
    expect(() => setUp({ errors: [], ...limits })).toThrow(message);
  });
});
