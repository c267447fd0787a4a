import { getEventListeners } from 'node:events';

import { afterEach, describe, expect, jest, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import { buildModelAnswer, buildModelCall } from '../testing/fake-text-model.ts';
import { fault, openBreaker } from '../testing/open-breaker.ts';
import { CallsSuspendedError } from './calls-suspended-error.ts';

const answers = () => buildModelAnswer();

afterEach(() => {
  jest.restoreAllMocks();
});

describe('withCircuitBreaker', () => {
  test.each(['provider-unavailable', 'provider-timeout'] as const)(
    'when five calls in a row end with %s, the sixth is not made and says for how long',
    async (code) => {
      const { provider, adapter, fail } = openBreaker();
      provider.next = () => Promise.reject(fault(code));
      const errors = await fail(6);
      expect(adapter.calls).toHaveLength(5);
      expect(errors[4]).toMatchObject({ message: 'On purpose.' });
      expect(errors[5]).toBeInstanceOf(CallsSuspendedError);
      expect(errors[5]).toMatchObject({
        ...{ code: 'provider-unavailable', isRetryable: true, mayBeBilled: false, retryAfterSeconds: 10 },
        message: 'Calls to fake are suspended for 10 seconds, since it failed the last.',
      });
    },
  );

  test('when some of the suspension has passed, the rest is what it says', async () => {
    const { clock, fail } = openBreaker();
    await fail(5);
    clock.advance(3500);
    expect(await fail(1)).toMatchObject([{ retryAfterSeconds: 7 }]);
  });

  test('when one of the calls between succeeds, calls go on', async () => {
    const { provider, adapter, fail, model } = openBreaker();
    const failing = provider.next;
    await fail(4);
    provider.next = answers;
    await model.generate(buildModelCall());
    provider.next = failing;
    await fail(4);
    expect(adapter.calls).toHaveLength(9);
    expect((await fail(1))[0]).toMatchObject({ message: 'On purpose.' });
  });

  test.each([
    'rate-limited',
    'provider-rejected',
    'credentials-invalid',
    'writing-aborted',
    'deadline-exceeded',
    'cost-limit-reached',
  ] as const)('when many calls end with %s, calls go on', async (code) => {
    const { provider, adapter, fail } = openBreaker();
    provider.next = () => Promise.reject(fault(code));
    await fail(12);
    expect(adapter.calls).toHaveLength(12);
  });

  test('when answers are blocked or cut off, calls go on', async () => {
    const { provider, adapter, fail } = openBreaker();
    provider.next = () => buildModelAnswer({ finish: 'safety' });
    await fail(12);
    expect(adapter.calls).toHaveLength(12);
  });

  test('when the probe succeeds, calls go on, and five more faults suspend them for the first time again', async () => {
    const { clock, provider, adapter, fail, model } = openBreaker();
    const failing = provider.next;
    await fail(5);
    clock.advance(9_999);
    expect((await fail(1))[0]).toBeInstanceOf(CallsSuspendedError);
    clock.advance(1);
    provider.next = answers;
    await expect(model.generate(buildModelCall())).resolves.toEqual(answers());
    provider.next = failing;
    await fail(5);
    expect(adapter.calls).toHaveLength(11);
    expect(await fail(1)).toMatchObject([{ retryAfterSeconds: 10 }]);
  });

  test('when probes go on failing, each suspension is twice as long, up to a minute', async () => {
    const { clock, adapter, fail } = openBreaker();
    await fail(5);
    const seconds: unknown[] = [];
    for (let probe = 0; probe < 5; probe += 1) {
      const [suspended] = await fail(1);
      const retryAfterSeconds = suspended instanceof ContentError ? suspended.retryAfterSeconds : undefined;
      seconds.push(retryAfterSeconds);
      clock.advance((retryAfterSeconds ?? 0) * 1000);
      await fail(1);
    }
    expect(seconds).toEqual([10, 20, 40, 60, 60]);
    expect(adapter.calls).toHaveLength(10);
  });

  test('F24 when the clock is set back an hour during a suspension, that lasts no longer than it was to', async () => {
    const { clock, provider, fail, model } = openBreaker();
    await fail(5);
    clock.step(-3_600_000);
    expect(await fail(1)).toMatchObject([{ retryAfterSeconds: 10 }]);
    clock.advance(10_000);
    provider.next = answers;
    await expect(model.generate(buildModelCall())).resolves.toEqual(answers());
  });

  test("F24 when the machine's clock goes back an hour during a suspension, that ends by the clock that was given", async () => {
    const { clock, provider, fail, model } = openBreaker();
    await fail(5);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
    clock.advance(10_000);
    provider.next = answers;
    await expect(model.generate(buildModelCall())).resolves.toEqual(answers());
  });

  test('when a call has ended, nothing listens to its signal any more', async () => {
    const { provider, model } = openBreaker();
    const { signal } = new AbortController();
    provider.next = answers;
    await model.generate(buildModelCall({ signal }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('when the caller has aborted before, no call is made', async () => {
    const { adapter, model } = openBreaker();
    const call = model.generate(buildModelCall({ signal: AbortSignal.abort() }));
    await expect(call).rejects.toMatchObject({ code: 'writing-aborted' });
    expect(adapter.calls).toHaveLength(0);
  });

  test.each([
    [{ faults: 0 }, 'is 0'],
    [{ faults: 1.5 }, 'is 1.5'],
    [{ suspendSeconds: 0 }, 'suspendSeconds is 0'],
    [{ maxSuspendSeconds: Number.NaN }, 'maxSuspendSeconds is NaN'],
  ])('when it is given %p, it refuses that', (limits, message) => {
    expect(() => openBreaker(limits)).toThrow(message);
  });
});
