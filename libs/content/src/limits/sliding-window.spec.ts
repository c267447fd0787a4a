import { describe, expect, test } from '@jest/globals';

import { createManualClock } from '../testing/manual-clock.ts';
import { SlidingWindow } from './sliding-window.ts';

function setUp() {
  const clock = createManualClock();
  return { clock, window: new SlidingWindow(clock, 1000) };
}

describe('SlidingWindow', () => {
  test('when the window has passed, what was added counts no more', () => {
    const { clock, window } = setUp();
    window.add(3);
    clock.advance(600);
    window.add(4);
    expect(window.total).toBe(7);
    clock.advance(400);
    expect(window.total).toBe(4);
    clock.advance(600);
    expect(window.total).toBe(0);
  });

  test('when an entry is corrected or removed, the sum follows', () => {
    const { window } = setUp();
    const corrected = window.add(3);
    const removed = window.add(10);
    corrected.amount = 5;
    removed.remove();
    expect(window.total).toBe(5);
  });

  test('when there is room, none is to be waited for', () => {
    const { window } = setUp();
    window.add(3);
    expect(window.millisecondsUntilRoom(7, 10)).toBe(0);
  });

  test('when there is none, the wait is until enough of the oldest has passed', () => {
    const { clock, window } = setUp();
    for (const amount of [3, 3, 4]) {
      window.add(amount);
      clock.advance(100);
    }
    expect(window.millisecondsUntilRoom(3, 10)).toBe(700);
    expect(window.millisecondsUntilRoom(4, 10)).toBe(800);
  });

  test('when an amount is above the limit by itself, the wait is until the window is empty', () => {
    const { clock, window } = setUp();
    window.add(1);
    clock.advance(100);
    window.add(1);
    expect(window.millisecondsUntilRoom(11, 10)).toBe(1000);
    clock.advance(1000);
    expect(window.millisecondsUntilRoom(11, 10)).toBe(0);
  });

  test('F24 when the clock is set back an hour, an entry counts for one window more at most', () => {
    const { clock, window } = setUp();
    window.add(3);
    clock.step(-3_600_000);
    expect(window.total).toBe(3);
    expect(window.millisecondsUntilRoom(10, 10)).toBe(1000);
    clock.advance(1000);
    expect(window.total).toBe(0);
  });
});
