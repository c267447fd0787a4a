import { beforeEach, describe, expect, test } from '@jest/globals';

import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { repeatCall } from './repeat-call.ts';

describe('repeatCall', () => {
  let clock: ManualClock;
  let times: number[];
  let start: number;

  beforeEach(() => {
    clock = createManualClock();
    start = clock.now();
    times = [];
  });

  /** Fails as often as said, then says on which call it succeeded. */
  function failing(failures: number) {
    return async () => {
      times.push(clock.now() - start);
      if (times.length <= failures) throw new Error(`Failure ${times.length}.`);
      return times.length;
    };
  }

  const repetition = (overrides: { attempts?: number; random?: number; isRetryable?: boolean } = {}) => ({
    clock,
    attempts: overrides.attempts ?? 3,
    random: () => overrides.random ?? 1,
    isRetryable: () => overrides.isRetryable ?? true,
  });

  test('when it fails twice, the third call answers, after 200 ms and 400 ms at most', async () => {
    const result = repeatCall(repetition(), failing(2));
    await clock.pass(10_000);
    expect(await result).toBe(3);
    expect(times).toEqual([0, 200, 600]);
  });

  test('when it always fails, the last error is thrown after as many calls as allowed', async () => {
    const result = repeatCall(repetition(), failing(9)).catch((error: unknown) => error);
    await clock.pass(10_000);
    expect(await result).toMatchObject({ message: 'Failure 3.' });
    expect(times).toHaveLength(3);
  });

  test('when the pauses have grown, they stay at 2 s', async () => {
    const result = repeatCall(repetition({ attempts: 7 }), failing(6));
    await clock.pass(60_000);
    expect(await result).toBe(7);
    expect(times).toEqual([0, 200, 600, 1400, 3000, 5000, 7000]);
  });

  test('when chance says so, it waits for a part of the pause only', async () => {
    const result = repeatCall(repetition({ random: 0.25 }), failing(2));
    await clock.pass(10_000);
    await result;
    expect(times).toEqual([0, 50, 150]);
  });

  test('when a failure is final, it is thrown at once and no timer is left', async () => {
    await expect(repeatCall(repetition({ isRetryable: false }), failing(1))).rejects.toThrow('Failure 1.');
    expect(times).toEqual([0]);
    expect(clock.timers).toBe(0);
  });
});
