import { describe, expect, test } from '@jest/globals';

import { createStepProgress } from './step-progress.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { settled } from './testing/settled.ts';

/** Progress that may be written four times a second, and what is written of it; a write may be held or made to fail. */
function recordedProgress({
  seconds = 0.25,
  write = async () => {},
}: { seconds?: number; write?: () => Promise<void> } = {}) {
  const clock = createManualClock();
  const written: number[] = [];
  const progress = createStepProgress(clock, seconds, (fraction) => {
    written.push(fraction);
    return write();
  });
  return { clock, written, progress };
}

describe('createStepProgress', () => {
  test('when progress is first reported, it is written at once', () => {
    const { progress, written } = recordedProgress();
    progress.report(0.1);
    expect(written).toEqual([0.1]);
  });

  test('when a thousand reports come within a second, five are written, the last word with them', async () => {
    const { clock, progress, written } = recordedProgress();
    for (let index = 0; index < 1000; index += 1) {
      progress.report(index / 1000);
      await clock.pass(1);
    }
    await clock.pass(1000);
    expect(written).toEqual([0, 0.249, 0.499, 0.749, 0.999]);
  });

  test('when a report comes too soon after one, it is written when its time has come', async () => {
    const { clock, progress, written } = recordedProgress({ seconds: 1 });
    progress.report(0.1);
    progress.report(0.2);
    progress.report(0.3);
    await clock.pass(999);
    expect(written).toEqual([0.1]);
    await clock.pass(1);
    expect(written).toEqual([0.1, 0.3]);
  });

  test('when nothing new is reported, nothing is written again and no timer goes on', async () => {
    const { clock, progress, written } = recordedProgress();
    progress.report(0.1);
    await clock.pass(10_000);
    expect(written).toEqual([0.1]);
    expect(clock.timers).toBe(0);
  });

  test.each([
    [-1, 0],
    [7, 1],
    [Number.POSITIVE_INFINITY, 1],
  ])('when %p is reported, %p is written', (reported, expected) => {
    const { progress, written } = recordedProgress();
    progress.report(reported);
    expect(written).toEqual([expected]);
  });

  test('when a share of nothing is reported, which is no number, it is left out', async () => {
    const { clock, progress, written } = recordedProgress();
    progress.report(0 / 0);
    progress.report(0.5);
    progress.report(0 / 0);
    await clock.pass(1000);
    expect(written).toEqual([0.5]);
  });

  test('when the write before is still under way, the next report waits for its end and is written then', async () => {
    const first = Promise.withResolvers<void>();
    const { clock, progress, written } = recordedProgress({ write: () => first.promise });
    progress.report(0.1);
    clock.advance(1000);
    progress.report(0.2);
    await settled();
    expect(written).toEqual([0.1]);
    first.resolve();
    await settled();
    expect(written).toEqual([0.1, 0.2]);
  });

  test('when a write fails, later reports are still written', async () => {
    const { clock, progress, written } = recordedProgress({
      write: () => Promise.reject(new Error('The store is away, on purpose.')),
    });
    progress.report(0.1);
    await clock.pass(250);
    progress.report(0.2);
    await progress.settle();
    expect(written).toEqual([0.1, 0.2]);
  });

  test('when it is settled, it has waited for the write under way and writes nothing more', async () => {
    const events: string[] = [];
    const write = Promise.withResolvers<void>();
    const { clock, progress, written } = recordedProgress({
      write: () => write.promise.then(() => void events.push('written')),
    });
    progress.report(0.5);
    progress.report(0.6);
    const settling = progress.settle().then(() => events.push('settled'));
    await settled();
    expect(events).toEqual([]);
    write.resolve();
    await settling;
    await clock.pass(1000);
    progress.report(0.9);
    await clock.pass(1000);
    expect(events).toEqual(['written', 'settled']);
    expect(written).toEqual([0.5]);
  });

  test('when it is settled before anything was reported, later reports are not written', async () => {
    const { clock, progress, written } = recordedProgress();
    await progress.settle();
    progress.report(0.5);
    await clock.pass(1000);
    expect(written).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  test('when it is settled before a held report is due, no timer is left', async () => {
    const { clock, progress, written } = recordedProgress();
    progress.report(0.5);
    progress.report(0.6);
    await progress.settle();
    expect(clock.timers).toBe(0);
    expect(written).toEqual([0.5]);
  });

  test('F24 when the clock is set back an hour, progress is written on', async () => {
    const { clock, progress, written } = recordedProgress();
    progress.report(0.1);
    await settled();
    clock.step(-3_600_000);
    progress.report(0.2);
    await clock.pass(250);
    expect(written).toEqual([0.1, 0.2]);
  });
});
