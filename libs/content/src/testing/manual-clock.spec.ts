import { describe, expect, test } from '@jest/globals';

import { createManualClock } from './manual-clock.ts';

describe('createManualClock', () => {
  test('when time is moved on, what is due runs in the order of its time, each at its time', () => {
    const clock = createManualClock(1000);
    const ran: [string, number][] = [];
    clock.after(20, () => ran.push(['second', clock.now()]));
    clock.after(10, () => ran.push(['first', clock.now()]));
    clock.after(31, () => ran.push(['too late', clock.now()]));
    clock.advance(30);
    expect(ran).toEqual([
      ['first', 1010],
      ['second', 1020],
    ]);
    expect(clock.now()).toBe(1030);
  });

  test('when a timer sets another that is due in the same move, that runs too', () => {
    const clock = createManualClock(0);
    const ran: number[] = [];
    clock.after(10, () => clock.after(10, () => ran.push(clock.now())));
    clock.advance(20);
    expect(ran).toEqual([20]);
  });

  test('when a timer is cancelled, it does not run and is counted no more', () => {
    const clock = createManualClock();
    const ran: string[] = [];
    const cancel = clock.after(10, () => ran.push('cancelled'));
    clock.after(10, () => ran.push('kept'));
    expect(clock.timers).toBe(2);
    cancel();
    expect(clock.timers).toBe(1);
    clock.advance(10);
    expect(ran).toEqual(['kept']);
  });

  test('when time passes, a timer that is set in a promise after another timer still comes due in it', async () => {
    const clock = createManualClock(0);
    const ran: number[] = [];
    clock.after(10, () => void Promise.resolve().then(() => clock.after(10, () => ran.push(clock.now()))));
    await clock.pass(20);
    expect(ran).toEqual([20]);
  });

  test('when the clock is set back an hour, timers come due after the time they were set for', () => {
    const clock = createManualClock(0);
    const ran: number[] = [];
    clock.after(10, () => ran.push(clock.now()));
    clock.step(-3_600_000);
    clock.advance(10);
    expect(ran).toEqual([-3_599_990]);
  });

  test('when time is to pass backwards, it throws', () => {
    expect(() => createManualClock().advance(-1)).toThrow(RangeError);
  });
});
