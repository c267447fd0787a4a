import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import type { ModelAnswer, ModelCall, TextModel } from '../ports/text-model.ts';
import { buildModelAnswer, buildModelCall, createFakeTextModel } from '../testing/fake-text-model.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { watchPromise } from '../testing/watch-promise.ts';
import { createLimitedModel, type ProviderLimits } from './create-limited-model.ts';
import { decorateModel } from './decorate-model.ts';

const unavailable = () => new ContentError('provider-unavailable', 'Down.', { isRetryable: true });
const fail = () => Promise.reject(unavailable());
const hang = () => new Promise<never>(() => {});

/** A limited model, and what went through its meter. */
function setUp(generate: (call: ModelCall) => Promise<ModelAnswer>, limits: ProviderLimits = {}) {
  const clock = createManualClock(0);
  const metered: string[] = [];
  const meter = (model: TextModel) =>
    decorateModel(model, async (call) => {
      metered.push('asked');
      return model.generate(call).finally(() => metered.push('ended'));
    });
  const adapter = createFakeTextModel({
    provider: 'p',
    model: 'm',
    contextTokens: 5,
    maxOutputTokens: 3,
    generate,
  });
  const model = createLimitedModel(adapter, { ...limits, clock, random: () => 0, meter });
  const make = (calls: number) =>
    Array.from({ length: calls }, () => watchPromise(model.generate(buildModelCall())));
  return { clock, adapter, metered, model, make };
}

describe('createLimitedModel', () => {
  test('when it wraps a model, it keeps what is said about it', () => {
    expect(setUp(hang).model).toMatchObject({
      provider: 'p',
      model: 'm',
      contextTokens: 5,
      maxOutputTokens: 3,
    });
  });

  test('when nothing is said, eight calls are under way at once, two minutes each', async () => {
    const { clock, adapter, make } = setUp(hang, { retries: { attempts: 1 } });
    const calls = make(9);
    await clock.pass(119_999);
    expect(adapter.calls).toHaveLength(8);
    expect(calls).toMatchObject(Array.from({ length: 9 }, () => ({ state: 'pending' })));
    await clock.pass(1);
    expect(calls[0]?.error).toMatchObject({ code: 'provider-timeout' });
  });

  test('when a call is retried, each try is metered', async () => {
    const { clock, metered, make } = setUp(fail);
    make(1);
    await clock.pass(60_000);
    expect(metered).toEqual(['asked', 'ended', 'asked', 'ended', 'asked', 'ended', 'asked', 'ended']);
  });

  test('when a call waits for its turn, it has been metered, and its timeout has not begun', async () => {
    const { clock, adapter, metered, make } = setUp(hang, {
      ...{ pacing: { concurrency: 1 }, retries: { attempts: 1 }, timeoutSeconds: 50 },
    });
    const calls = make(2);
    await clock.pass(50_000);
    expect(metered).toEqual(['asked', 'asked', 'ended']);
    expect(adapter.calls).toHaveLength(2);
    await clock.pass(49_999);
    expect(calls[1]?.state).toBe('pending');
    await clock.pass(1);
    expect(calls[1]?.error).toMatchObject({ code: 'provider-timeout' });
  });

  test('when the provider goes down while calls are queued, those are not made', async () => {
    const { clock, adapter, make } = setUp(fail, { pacing: { concurrency: 1 }, retries: { attempts: 1 } });
    const calls = make(9);
    await clock.pass(0);
    expect(adapter.calls).toHaveLength(5);
    expect(calls[8]?.error).toMatchObject({ name: 'CallsSuspendedError', retryAfterSeconds: 10 });
  });

  test('when timeouts come in a row, they suspend calls', async () => {
    const { clock, adapter, make } = setUp(hang, { breaker: { faults: 2 }, retries: { attempts: 1 } });
    make(2);
    await clock.pass(120_000);
    make(1);
    await clock.pass(0);
    expect(adapter.calls).toHaveLength(2);
  });

  test('when the retry budget is empty, a failed call is not tried again', async () => {
    const { clock, adapter, make } = setUp(fail, { retryBudget: { ratio: 0, reserve: 0 } });
    make(1);
    await clock.pass(60_000);
    expect(adapter.calls).toHaveLength(1);
  });

  test('when the output is not to be counted, it is not', async () => {
    const pacing = { tokensPerMinute: 40, countsOutput: false };
    const { clock, adapter, make } = setUp(async () => buildModelAnswer(), { pacing });
    make(2);
    await clock.pass(0);
    expect(adapter.calls).toHaveLength(2);
  });

  test.each([
    [{ timeoutSeconds: 0 }, 'is 0'],
    [{ breaker: { faults: -1 } }, 'is -1'],
    [{ pacing: { concurrency: 0.5 } }, 'is 0.5'],
    [{ retries: { attempts: -2 } }, 'is -2'],
    [{ retryBudget: { ratio: Number.NaN } }, 'is NaN'],
  ])('when it is given %p, it refuses that', (limits, message) => {
    expect(() => setUp(hang, limits)).toThrow(message);
  });
});
