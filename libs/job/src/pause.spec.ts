import { getEventListeners } from 'node:events';

import { describe, expect, test } from '@jest/globals';

import { pause } from './pause.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { settled } from './testing/settled.ts';

/** A pause of five seconds, and whether it is over. */
function fiveSeconds() {
  const clock = createManualClock();
  const abort = new AbortController();
  let isOver = false;
  const over = pause(clock, abort.signal, 5).then(() => (isOver = true));
  return { clock, abort, over, isOver: () => isOver };
}

describe('pause', () => {
  test('when its time has passed, it is over then and not before, and nothing listens or waits any more', async () => {
    const { clock, abort, over, isOver } = fiveSeconds();
    await clock.pass(4999);
    expect(isOver()).toBe(false);
    await clock.pass(1);
    await over;
    expect(clock.timers).toBe(0);
    expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
  });

  test('when the signal aborts, it is over at once, and nothing listens or waits any more', async () => {
    const { clock, abort, over } = fiveSeconds();
    await clock.pass(1000);
    abort.abort();
    await over;
    expect(clock.timers).toBe(0);
    expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
  });

  test('when the signal has aborted before, it is over without a timer', async () => {
    const clock = createManualClock();
    const abort = new AbortController();
    abort.abort();
    const over = pause(clock, abort.signal, 5);
    expect(clock.timers).toBe(0);
    await expect(over).resolves.toBeUndefined();
  });

  test('when it is of no length, it still leaves a turn to timers', async () => {
    const clock = createManualClock();
    let isOver = false;
    void pause(clock, new AbortController().signal, 0).then(() => (isOver = true));
    await settled();
    expect(isOver).toBe(false);
    await clock.pass(0);
    await settled();
    expect(isOver).toBe(true);
  });
});
