import { getEventListeners } from 'node:events';

import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import { openPacer } from '../testing/open-pacer.ts';
import { settled } from '../testing/settled.ts';

describe('createPacer', () => {
  describe('pause', () => {
    test('F10 when the provider asks for 58 seconds, no call goes before', async () => {
      const { clock, pacer, enter, gone } = openPacer();
      pacer.pause(58);
      enter('a');
      enter('b');
      await clock.pass(57_999);
      expect(gone()).toEqual([]);
      await clock.pass(1);
      expect(gone()).toEqual([
        ['a', 58],
        ['b', 58],
      ]);
    });

    test('when a shorter pause is asked for during a longer one, the longer holds', async () => {
      const { clock, pacer, enter, gone } = openPacer();
      pacer.pause(10);
      pacer.pause(1);
      enter('a');
      await clock.pass(10_000);
      expect(gone()).toEqual([['a', 10]]);
    });

    test('when a pause begins while calls wait for another thing, it holds for them', async () => {
      const { clock, pacer, enter, gone } = openPacer({ requestsPerMinute: 1 });
      enter('a');
      enter('b');
      await clock.pass(60_000);
      pacer.pause(30);
      await clock.pass(30_000);
      expect(gone()).toEqual([
        ['a', 0],
        ['b', 90],
      ]);
    });

    test('when an hour is asked for, the pause is two minutes', async () => {
      const { clock, pacer, enter, gone } = openPacer();
      pacer.pause(3600);
      enter('a');
      await clock.pass(120_000);
      expect(gone()).toEqual([['a', 120]]);
    });
  });

  describe('abort', () => {
    test('when one that waits is aborted, it leaves with writing-aborted and the next goes in its place', async () => {
      const { enter, gone, turn } = openPacer({ concurrency: 1 });
      const controller = new AbortController();
      enter('a');
      const waiting = enter('b', { signal: controller.signal });
      enter('c');
      controller.abort();
      await settled();
      expect(waiting.error).toMatchObject({ code: 'writing-aborted', mayBeBilled: false });
      turn('a').end();
      await settled();
      expect(gone()).toEqual([
        ['a', 0],
        ['c', 0],
      ]);
    });

    test('when a large one that waits is aborted, a small one behind it goes at once', async () => {
      const { enter, gone } = openPacer({ tokensPerMinute: 100 });
      const controller = new AbortController();
      enter('a', { tokens: 50 });
      enter('large', { tokens: 60, signal: controller.signal });
      enter('small', { tokens: 1 });
      await settled();
      controller.abort();
      await settled();
      expect(gone()).toEqual([
        ['a', 0],
        ['small', 0],
      ]);
    });

    test('when the last that waits is aborted, no timer is left', async () => {
      const { clock, pacer, enter } = openPacer();
      const controller = new AbortController();
      pacer.pause(10);
      enter('a', { signal: controller.signal });
      expect(clock.timers).toBe(1);
      controller.abort();
      expect(clock.timers).toBe(0);
    });

    test("when the signal's reason is an error of ours, it leaves with that", async () => {
      const { pacer, enter } = openPacer();
      const reason = new ContentError('deadline-exceeded', 'Too late.');
      pacer.pause(10);
      const waiting = enter('a', { signal: AbortSignal.abort(reason) });
      await settled();
      expect(waiting.error).toBe(reason);
    });

    test('when one has gone, nothing listens to its signal any more', async () => {
      const { enter } = openPacer();
      const { signal } = new AbortController();
      enter('a', { signal });
      await settled();
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });

    test('when one is aborted that has gone, its place is not given away before it ends', async () => {
      const { enter, gone } = openPacer({ concurrency: 1 });
      const controller = new AbortController();
      enter('a', { signal: controller.signal });
      enter('b');
      await settled();
      controller.abort();
      await settled();
      expect(gone()).toEqual([['a', 0]]);
    });
  });
});
