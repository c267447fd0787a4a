import { getEventListeners } from 'node:events';

import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import type { ModelCall } from '../ports/text-model.ts';
import { buildModelAnswer, buildModelCall, createFakeTextModel } from '../testing/fake-text-model.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { watchPromise } from '../testing/watch-promise.ts';
import { withTimeout } from './with-timeout.ts';

const never = () => new Promise<never>(() => {});

function setUp({
  generate = never,
  seconds,
}: { generate?: (call: ModelCall) => Promise<never>; seconds?: number } = {}) {
  const clock = createManualClock();
  const adapter = createFakeTextModel({ generate });
  return { clock, adapter, model: withTimeout(adapter, { clock, seconds }) };
}

describe('withTimeout', () => {
  test('when the answer comes in time, it is passed on and the timer is cleared', async () => {
    const clock = createManualClock();
    const answer = buildModelAnswer({ text: '{"done":true}' });
    const model = withTimeout(createFakeTextModel({ generate: () => answer }), { clock });
    await expect(model.generate(buildModelCall())).resolves.toEqual(answer);
    expect(clock.timers).toBe(0);
  });

  test('when a call has ended, nothing listens to its signal any more', async () => {
    const { signal } = new AbortController();
    const adapter = createFakeTextModel({ generate: () => buildModelAnswer() });
    await withTimeout(adapter, { clock: createManualClock() }).generate(buildModelCall({ signal }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('when it wraps a model, it keeps what is said about it', () => {
    const facts = { provider: 'p', model: 'm', contextTokens: 5, maxOutputTokens: 3 };
    expect(withTimeout(createFakeTextModel(facts), { clock: createManualClock() })).toMatchObject(facts);
  });

  test('F10 when the provider hangs and ignores the signal, it ends after 120 seconds with provider-timeout', async () => {
    const { clock, model } = setUp();
    const call = watchPromise(model.generate(buildModelCall()));
    await clock.pass(119_999);
    expect(call.state).toBe('pending');
    await clock.pass(1);
    expect(call.error).toMatchObject({ code: 'provider-timeout', isRetryable: true, mayBeBilled: true });
    expect(clock.timers).toBe(0);
  });

  test('when another timeout is set, that one holds and stands in the message', async () => {
    const { clock, model } = setUp({ seconds: 7 });
    const call = watchPromise(model.generate(buildModelCall()));
    await clock.pass(7000);
    expect(call.error).toMatchObject({ message: expect.stringContaining('7 seconds') });
  });

  test('when the time is up, the signal that the adapter got says so', async () => {
    const { clock, model, adapter } = setUp();
    watchPromise(model.generate(buildModelCall()));
    await clock.pass(120_000);
    expect(adapter.calls[0]?.signal?.reason).toMatchObject({ code: 'provider-timeout' });
  });

  test('when the adapter ends by the signal with an error of its own, the timeout is what is reported', async () => {
    const generate = ({ signal }: ModelCall) =>
      new Promise<never>((_, reject) =>
        signal?.addEventListener('abort', () =>
          reject(new ContentError('writing-aborted', 'By the adapter.')),
        ),
      );
    const { clock, model } = setUp({ generate });
    const call = watchPromise(model.generate(buildModelCall()));
    await clock.pass(120_000);
    expect(call.error).toMatchObject({ code: 'provider-timeout' });
  });

  test('when the caller aborts during the call, it ends with writing-aborted, perhaps billed, and the adapter hears of it', async () => {
    const { clock, model, adapter } = setUp();
    const controller = new AbortController();
    const call = watchPromise(model.generate(buildModelCall({ signal: controller.signal })));
    controller.abort('enough');
    await clock.pass(0);
    expect(call.error).toMatchObject({ code: 'writing-aborted', isRetryable: true, mayBeBilled: true });
    expect(adapter.calls[0]?.signal?.reason).toBe('enough');
    expect(clock.timers).toBe(0);
  });

  test('when the caller aborts with an error of ours, that goes out, perhaps billed', async () => {
    const { clock, model } = setUp();
    const controller = new AbortController();
    const call = watchPromise(model.generate(buildModelCall({ signal: controller.signal })));
    controller.abort(new ContentError('deadline-exceeded', 'Too late.', { isRetryable: true }));
    await clock.pass(0);
    expect(call.error).toMatchObject({ code: 'deadline-exceeded', isRetryable: true, mayBeBilled: true });
  });

  test('when the caller has aborted before, no call is made and nothing can be billed', async () => {
    const { model, adapter } = setUp();
    await expect(model.generate(buildModelCall({ signal: AbortSignal.abort() }))).rejects.toMatchObject({
      code: 'writing-aborted',
      mayBeBilled: false,
    });
    expect(adapter.calls).toHaveLength(0);
  });

  test('when the adapter fails, its error goes out as it is and the timer is cleared', async () => {
    const error = new ContentError('provider-rejected', 'No.');
    const { clock, model } = setUp({ generate: () => Promise.reject(error) });
    await expect(model.generate(buildModelCall())).rejects.toBe(error);
    expect(clock.timers).toBe(0);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'when it is given %p seconds, it refuses them',
    (seconds) => {
      expect(() => setUp({ seconds })).toThrow(`is ${seconds}`);
    },
  );
});
