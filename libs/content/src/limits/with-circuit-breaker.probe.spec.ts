import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import type { ModelAnswer, ModelCall } from '../ports/text-model.ts';
import { buildModelAnswer, buildModelCall } from '../testing/fake-text-model.ts';
import { fault, openBreaker } from '../testing/open-breaker.ts';
import { settled } from '../testing/settled.ts';
import { watchPromise } from '../testing/watch-promise.ts';

const answers = () => buildModelAnswer();

describe('withCircuitBreaker, when the suspension is over and several calls come', () => {
  /** The first of three is the probe, and is under way. */
  async function openToProbe() {
    const set = openBreaker();
    await set.fail(5);
    set.clock.advance(10_000);
    const probe = Promise.withResolvers<ModelAnswer>();
    set.provider.next = () => probe.promise;
    const controller = new AbortController();
    const callOf = (overrides: Partial<ModelCall>) =>
      watchPromise(set.model.generate(buildModelCall(overrides)));
    const first = callOf({ signal: controller.signal });
    const others = [callOf({}), callOf({})];
    await settled();
    return { ...set, probe, controller, callOf, first, others };
  }

  test('only one is made, and the others wait', async () => {
    const { adapter, others } = await openToProbe();
    expect(adapter.calls).toHaveLength(6);
    expect(others).toMatchObject([{ state: 'pending' }, { state: 'pending' }]);
  });

  test('and the probe succeeds, the others are made', async () => {
    const { adapter, others, probe, provider } = await openToProbe();
    provider.next = answers;
    probe.resolve(answers());
    await settled();
    expect(adapter.calls).toHaveLength(8);
    expect(others).toMatchObject([{ state: 'fulfilled' }, { state: 'fulfilled' }]);
  });

  test('and the probe fails, the others are not made', async () => {
    const { adapter, others, probe } = await openToProbe();
    probe.reject(fault());
    await settled();
    expect(adapter.calls).toHaveLength(6);
    expect(others).toMatchObject([
      { error: { retryAfterSeconds: 20 } },
      { error: { retryAfterSeconds: 20 } },
    ]);
  });

  test('and the probe is refused with a 429, the provider is there and the others are made', async () => {
    const { adapter, others, probe, provider } = await openToProbe();
    provider.next = answers;
    probe.reject(fault('rate-limited'));
    await settled();
    expect(adapter.calls).toHaveLength(8);
    expect(others).toMatchObject([{ state: 'fulfilled' }, { state: 'fulfilled' }]);
  });

  test("and the probe's caller gives up, the next is the probe, and its failure doubles the first suspension", async () => {
    const { adapter, others, probe, controller, first, provider } = await openToProbe();
    const second = Promise.withResolvers<ModelAnswer>();
    provider.next = () => second.promise;
    controller.abort();
    probe.reject(new ContentError('writing-aborted', 'By the adapter.'));
    await settled();
    expect(first.error).toMatchObject({ code: 'writing-aborted', message: 'By the adapter.' });
    expect(adapter.calls).toHaveLength(7);
    second.reject(fault());
    await settled();
    expect(others).toMatchObject([
      { error: { code: 'provider-unavailable' } },
      { error: { retryAfterSeconds: 20 } },
    ]);
  });

  test('and one that waits is aborted, it ends at once and is not made afterwards', async () => {
    const { adapter, callOf, probe, provider } = await openToProbe();
    const controller = new AbortController();
    const waiting = callOf({ signal: controller.signal });
    controller.abort(fault('deadline-exceeded'));
    await settled();
    expect(waiting.error).toMatchObject({ code: 'deadline-exceeded', mayBeBilled: false });
    provider.next = answers;
    probe.resolve(answers());
    await settled();
    expect(adapter.calls).toHaveLength(8);
  });
});
