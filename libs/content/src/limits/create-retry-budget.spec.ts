import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createManualClock } from '../testing/manual-clock.ts';
import { createRetryBudget, type RetryBudgetLimits } from './create-retry-budget.ts';

function setUp(limits: RetryBudgetLimits = {}) {
  const clock = createManualClock();
  const budget = createRetryBudget({ ...limits, clock });
  return {
    ...{ clock, budget },
    offer(calls: number) {
      for (let call = 0; call < calls; call += 1) budget.offer();
    },
    /** How many of so many tries are granted. */
    spend: (tries: number) => Array.from({ length: tries }, () => budget.spend()).filter(Boolean).length,
  };
}

describe('createRetryBudget', () => {
  test('when a single call fails, there is the reserve of three retries', () => {
    const { offer, spend } = setUp();
    offer(1);
    expect(spend(10)).toBe(3);
  });

  test('F10 when 200 calls fail, there are 20 retries: the reserve is not added', () => {
    const { offer, spend } = setUp();
    offer(200);
    expect(spend(200)).toBe(20);
  });

  test('when ratio and reserve are set, those hold', () => {
    const { offer, spend } = setUp({ ratio: 0.5, reserve: 1 });
    offer(10);
    expect(spend(10)).toBe(5);
    const none = setUp({ ratio: 0, reserve: 0 });
    none.offer(10);
    expect(none.spend(10)).toBe(0);
  });

  test('when five minutes have passed, the reserve is whole again, and the calls of then earn nothing', () => {
    const { clock, offer, spend } = setUp();
    offer(200);
    expect(spend(200)).toBe(20);
    clock.advance(299_999);
    expect(spend(10)).toBe(0);
    clock.advance(1);
    expect(spend(10)).toBe(3);
  });

  test('F24 when the clock is set back an hour, the reserve is whole again after five minutes', () => {
    const { clock, spend } = setUp();
    spend(3);
    clock.step(-3_600_000);
    expect(spend(1)).toBe(0);
    clock.advance(300_000);
    expect(spend(10)).toBe(3);
  });

  test('when calls come and fail at random, the retries stay within the larger of reserve and ratio', () => {
    const runs = fc.array(
      fc.record({ calls: fc.integer({ min: 1, max: 40 }), tries: fc.integer({ min: 0, max: 40 }) }),
    );
    fc.assert(
      fc.property(runs, (runs) => {
        const { offer, spend } = setUp();
        let offered = 0;
        let retried = 0;
        for (const { calls, tries } of runs) {
          offer(calls);
          offered += calls;
          retried += spend(tries);
          expect(retried).toBeLessThanOrEqual(Math.max(3, 0.1 * offered));
        }
      }),
    );
  });

  test.each([
    [{ ratio: -0.1 }, 'is -0.1'],
    [{ reserve: Number.NaN }, 'is NaN'],
  ])('when it is given %p, it refuses that', (limits, message) => {
    expect(() => setUp(limits)).toThrow(message);
  });
});
