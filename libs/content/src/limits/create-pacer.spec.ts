import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createManualClock } from '../testing/manual-clock.ts';
import { openPacer } from '../testing/open-pacer.ts';
import { settled } from '../testing/settled.ts';
import { createPacer } from './create-pacer.ts';

describe('createPacer', () => {
  describe('concurrency', () => {
    test('when nothing is said, eight go at once', async () => {
      const { enter, gone } = openPacer();
      for (let call = 1; call <= 10; call += 1) enter(`call ${call}`);
      await settled();
      expect(gone()).toHaveLength(8);
    });

    test('when one ends, the one that came first of those that wait goes', async () => {
      const { enter, gone, turn } = openPacer({ concurrency: 2 });
      for (const name of ['a', 'b', 'c', 'd']) enter(name);
      await settled();
      turn('b').end();
      await settled();
      expect(gone()).toEqual([
        ['a', 0],
        ['b', 0],
        ['c', 0],
      ]);
    });

    test('when there are only such limits, no timer is set', async () => {
      const { clock, enter } = openPacer({ concurrency: 1 });
      enter('a');
      enter('b');
      await settled();
      expect(clock.timers).toBe(0);
    });
  });

  describe('requests a minute', () => {
    test('when the minute is full, the next goes a minute and a second after the first, and no timer is left', async () => {
      const { clock, enter, gone } = openPacer({ requestsPerMinute: 2 });
      enter('a');
      await clock.pass(20_000);
      enter('b');
      enter('c');
      enter('d');
      await clock.pass(60_999);
      expect(gone()).toHaveLength(3);
      await clock.pass(1);
      expect(gone()).toEqual([
        ['a', 0],
        ['b', 20],
        ['c', 61],
        ['d', 81],
      ]);
      expect(clock.timers).toBe(0);
    });

    test('when a request was withdrawn, another may go in its place', async () => {
      const { enter, gone, turn } = openPacer({ requestsPerMinute: 1, tokensPerMinute: 10 });
      enter('a', { tokens: 10 });
      enter('b', { tokens: 10 });
      await settled();
      turn('a').withdraw();
      turn('a').end();
      await settled();
      expect(gone()).toEqual([
        ['a', 0],
        ['b', 0],
      ]);
    });

    test('F24 when the clock is set back an hour, none waits for more than a minute and a second', async () => {
      const { clock, enter, gone } = openPacer({ requestsPerMinute: 1 });
      enter('a');
      await clock.pass(1000);
      clock.step(-3_600_000);
      enter('b');
      await clock.pass(61_000);
      expect(gone()).toHaveLength(2);
    });
  });

  describe('tokens a minute', () => {
    test('when the estimates fill the minute, the next waits', async () => {
      const { clock, enter, gone } = openPacer({ tokensPerMinute: 100 });
      enter('a', { tokens: 60 });
      enter('b', { tokens: 40 });
      enter('c', { tokens: 1 });
      await clock.pass(61_000);
      expect(gone()).toEqual([
        ['a', 0],
        ['b', 0],
        ['c', 61],
      ]);
    });

    test('when a call used less than was estimated, the next goes as soon as that is known', async () => {
      const { enter, gone, turn } = openPacer({ tokensPerMinute: 100 });
      enter('a', { tokens: 90 });
      enter('b', { tokens: 50 });
      await settled();
      expect(gone()).toHaveLength(1);
      turn('a').correct(50);
      turn('a').end();
      await settled();
      expect(gone()).toHaveLength(2);
    });

    test('when a call used more than was estimated, the next waits for that too', async () => {
      const { clock, enter, gone, turn } = openPacer({ tokensPerMinute: 100 });
      enter('a', { tokens: 10 });
      await settled();
      turn('a').correct(60);
      turn('a').end();
      enter('b', { tokens: 50 });
      await clock.pass(60_999);
      expect(gone()).toHaveLength(1);
    });

    test('when a call needs more than a minute allows, it goes alone when the window is empty', async () => {
      const { clock, enter, gone } = openPacer({ tokensPerMinute: 100 });
      enter('small', { tokens: 1 });
      enter('huge', { tokens: 500 });
      enter('next', { tokens: 1 });
      await clock.pass(122_000);
      expect(gone()).toEqual([
        ['small', 0],
        ['huge', 61],
        ['next', 122],
      ]);
    });

    test('when a small call comes after one that waits for tokens, it does not overtake', async () => {
      const { clock, enter, gone } = openPacer({ tokensPerMinute: 100 });
      enter('a', { tokens: 50 });
      enter('large', { tokens: 60 });
      enter('small', { tokens: 1 });
      await clock.pass(60_999);
      expect(gone()).toEqual([['a', 0]]);
    });
  });

  test('when calls come, take and use at random, no 60 seconds see more than the limits, and all are let go', async () => {
    const calls = fc.array(
      fc.record({
        /** Milliseconds after the one before. */
        gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30_000 })),
        /** Milliseconds that it takes. */
        takes: fc.integer({ min: 0, max: 90_000 }),
        estimate: fc.integer({ min: 1, max: 60 }),
        /** The share of the estimate that it uses. */
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const limits = fc.record({
      concurrency: fc.integer({ min: 1, max: 4 }),
      requestsPerMinute: fc.integer({ min: 1, max: 5 }),
      tokensPerMinute: fc.integer({ min: 60, max: 120 }),
    });
    await fc.assert(
      fc.asyncProperty(calls, limits, async (calls, limits) => {
        const clock = createManualClock(0);
        const pacer = createPacer({ ...limits, clock });
        const requests: { at: number; used: number }[] = [];
        let underWay = 0;
        let most = 0;
        let delay = 0;
        for (const { gap, takes, estimate, share } of calls) {
          delay += gap;
          clock.after(delay, async () => {
            const turn = await pacer.enter(estimate);
            requests.push({ at: clock.now(), used: Math.floor(estimate * share) });
            most = Math.max(most, (underWay += 1));
            clock.after(takes, () => {
              underWay -= 1;
              turn.correct(Math.floor(estimate * share));
              turn.end();
            });
          });
        }
        while (clock.timers > 0) await clock.pass(30_000);
        expect(requests).toHaveLength(calls.length);
        expect(most).toBeLessThanOrEqual(limits.concurrency);
        const windows = requests.map(({ at: start }) =>
          requests.filter(({ at }) => at >= start && at < start + 60_000),
        );
        expect(Math.max(...windows.map((window) => window.length))).toBeLessThanOrEqual(
          limits.requestsPerMinute,
        );
        const tokens = windows.map((window) => window.reduce((sum, { used }) => sum + used, 0));
        expect(Math.max(...tokens)).toBeLessThanOrEqual(limits.tokensPerMinute);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [{ concurrency: 0 }, 'concurrency is 0'],
    [{ concurrency: 2.5 }, 'concurrency is 2.5'],
    [{ requestsPerMinute: -1 }, 'requestsPerMinute is -1'],
    [{ tokensPerMinute: Number.NaN }, 'tokensPerMinute is NaN'],
    [{ maxPauseSeconds: -1 }, 'maxPauseSeconds is -1'],
  ])('when it is given %p, it refuses that', (limits, message) => {
    expect(() => openPacer(limits)).toThrow(message);
  });
});
