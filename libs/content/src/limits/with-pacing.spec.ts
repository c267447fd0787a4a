import { describe, expect, test } from '@jest/globals';

import { ContentError, type ContentErrorOptions } from '../errors.ts';
import { buildModelAnswer, buildModelCall, createFakeTextModel } from '../testing/fake-text-model.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { settled } from '../testing/settled.ts';
import { watchPromise } from '../testing/watch-promise.ts';
import { CallsSuspendedError } from './calls-suspended-error.ts';
import { createPacer, type PacerLimits } from './create-pacer.ts';
import { type TokenCounting, withPacing } from './with-pacing.ts';

/** A call whose prompt has 400 characters, and whose answer may have 50 tokens. */
const call = () =>
  buildModelCall({
    prompt: { rules: 'r'.repeat(100), shared: 's'.repeat(200), task: 't'.repeat(100) },
    maxOutputTokens: 50,
  });

const usage = { inputTokens: 100, cachedInputTokens: 0, outputTokens: 20, thinkingTokens: 5 };

/** A model whose calls end as the test says. */
function setUp(limits: PacerLimits = {}, counting?: TokenCounting) {
  const clock = createManualClock();
  const ends: PromiseWithResolvers<void>[] = [];
  const adapter = createFakeTextModel({
    async generate() {
      const end = Promise.withResolvers<void>();
      ends.push(end);
      await end.promise;
      return buildModelAnswer({ usage });
    },
  });
  const model = withPacing(adapter, createPacer({ ...limits, clock }), counting);
  return {
    ...{ clock, adapter, ends },
    /** Makes so many calls, and lets those go that may. */
    async make(calls: number, signal?: AbortSignal) {
      const made = Array.from({ length: calls }, () => watchPromise(model.generate({ ...call(), signal })));
      await settled();
      return made;
    },
  };
}

const rateLimited = (options: ContentErrorOptions) =>
  new ContentError('rate-limited', 'Slowly, please.', { isRetryable: true, ...options });

describe('withPacing', () => {
  test('when a call ends, well or badly, another goes', async () => {
    const { adapter, ends, make } = setUp({ concurrency: 1 });
    const calls = await make(3);
    expect(adapter.calls).toHaveLength(1);
    ends[0]?.reject(new ContentError('provider-rejected', 'No.'));
    await settled();
    expect(adapter.calls).toHaveLength(2);
    ends[1]?.resolve();
    await settled();
    expect(adapter.calls).toHaveLength(3);
    expect(calls).toMatchObject([
      { error: { code: 'provider-rejected' } },
      { state: 'fulfilled' },
      { state: 'pending' },
    ]);
  });

  test('when a call is aborted while it waits, it is not made', async () => {
    const { adapter, ends, make } = setUp({ concurrency: 1 });
    const controller = new AbortController();
    await make(1);
    const [waiting] = await make(1, controller.signal);
    controller.abort();
    ends[0]?.resolve();
    await settled();
    expect(waiting?.error).toMatchObject({ code: 'writing-aborted' });
    expect(adapter.calls).toHaveLength(1);
  });

  test.each([
    ['a quarter of the characters and the longest answer', 150, undefined],
    ['a quarter of the characters, if the output is not counted', 100, { countsOutput: false }],
    ['what it is told', 70, { estimateTokens: () => 70 }],
  ])('when a call is estimated, it takes %s', async (_, tokens, counting) => {
    const fits = setUp({ tokensPerMinute: 2 * tokens }, counting);
    await fits.make(2);
    expect(fits.adapter.calls).toHaveLength(2);
    const tooTight = setUp({ tokensPerMinute: 2 * tokens - 1 }, counting);
    await tooTight.make(2);
    expect(tooTight.adapter.calls).toHaveLength(1);
  });

  test.each([
    ['input and output', 120, undefined],
    ['the input alone, if the output is not counted', 100, { countsOutput: false }],
  ])('when a call is answered, it has used %s', async (_, tokens, counting) => {
    const estimateTokens = () => 200;
    const fits = setUp({ tokensPerMinute: 200 + tokens }, { ...counting, estimateTokens });
    await fits.make(2);
    expect(fits.adapter.calls).toHaveLength(1);
    fits.ends[0]?.resolve();
    await settled();
    expect(fits.adapter.calls).toHaveLength(2);
    const tooTight = setUp({ tokensPerMinute: 200 + tokens - 1 }, { ...counting, estimateTokens });
    await tooTight.make(2);
    tooTight.ends[0]?.resolve();
    await settled();
    expect(tooTight.adapter.calls).toHaveLength(1);
  });

  test('F10 when one of several is told to wait for 58 seconds, none of those that wait goes before', async () => {
    const { clock, adapter, ends, make } = setUp({ concurrency: 2 });
    await make(7);
    ends[0]?.reject(rateLimited({ retryAfterSeconds: 58 }));
    ends[1]?.resolve();
    await clock.pass(57_999);
    expect(adapter.calls).toHaveLength(2);
    await clock.pass(1);
    expect(adapter.calls).toHaveLength(4);
  });

  test('when a 429 does not say for how long, the others go on', async () => {
    const { adapter, ends, make } = setUp({ concurrency: 1 });
    await make(2);
    ends[0]?.reject(rateLimited({}));
    await settled();
    expect(adapter.calls).toHaveLength(2);
  });

  test('when another error names a time, the others go on: that is for the circuit breaker', async () => {
    const { adapter, ends, make } = setUp({ concurrency: 1 });
    await make(2);
    ends[0]?.reject(new ContentError('provider-unavailable', 'Down.', { retryAfterSeconds: 58 }));
    await settled();
    expect(adapter.calls).toHaveLength(2);
  });

  test('when a call was not made because calls are suspended, it takes nothing of the minute', async () => {
    const { adapter, ends, make } = setUp({ requestsPerMinute: 1, tokensPerMinute: 150 });
    await make(2);
    ends[0]?.reject(new CallsSuspendedError('Suspended.', { retryAfterSeconds: 10, cause: undefined }));
    await settled();
    expect(adapter.calls).toHaveLength(2);
  });

  test('when a call fails at the provider, it has taken its part of the minute', async () => {
    const { adapter, ends, make } = setUp({ tokensPerMinute: 150 });
    await make(2);
    ends[0]?.reject(new ContentError('provider-unavailable', 'Down.'));
    await settled();
    expect(adapter.calls).toHaveLength(1);
  });
});
