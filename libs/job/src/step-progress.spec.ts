import { describe, expect, test } from '@jest/globals';

import { createStepProgress } from './step-progress.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { settled } from './testing/settled.ts';

/** Progress whose writes succeed at once. */
function recordedProgress() {
  const clock = createManualClock();
  const written: number[] = [];
  const progress = createStepProgress(clock, async (fraction) => void written.push(fraction));
  return { clock, written, progress };
}

describe('createStepProgress', () => {
  test('when progress is first reported, it is written at once', () => {
    const { progress, written } = recordedProgress();
    progress.report(0.1);
    expect(written).toEqual([0.1]);
  });

  test('when a thousand reports come within a second, four are written', async () => {
    const { clock, progress, written } = recordedProgress();
    for (let index = 0; index < 1000; index += 1) {
      progress.report(index / 1000);
      await clock.pass(1);
    }
    expect(written).toEqual([0, 0.25, 0.5, 0.75]);
  });

  test.each([
    [-1, 0],
    [7, 1],
  ])('when %p is reported, %p is written', (reported, expected) => {
    const { progress, written } = recordedProgress();
    progress.report(reported);
    expect(written).toEqual([expected]);
  });

  test('when the write before is still under way, the next report is left out', async () => {
    const clock = createManualClock();
    const written: number[] = [];
    const first = Promise.withResolvers<void>();
    const progress = createStepProgress(clock, (fraction) => {
      written.push(fraction);
      return first.promise;
    });
    progress.report(0.1);
    clock.advance(1000);
    progress.report(0.2);
    expect(written).toEqual([0.1]);
    first.resolve();
    await settled();
    progress.report(0.3);
    expect(written).toEqual([0.1, 0.3]);
  });

  test('when a write fails, later reports are still written', async () => {
    const clock = createManualClock();
    const written: number[] = [];
    const progress = createStepProgress(clock, async (fraction) => {
      written.push(fraction);
      throw new Error('The store is away, on purpose.');
    });
    progress.report(0.1);
    await clock.pass(250);
    progress.report(0.2);
    await progress.settle();
    expect(written).toEqual([0.1, 0.2]);
  });

  test('when it is settled, it has waited for the write under way and writes nothing more', async () => {
    const clock = createManualClock();
    const events: string[] = [];
    const write = Promise.withResolvers<void>();
    const progress = createStepProgress(clock, async (fraction) => {
      events.push(`begin ${fraction}`);
      await write.promise;
      events.push(`end ${fraction}`);
    });
    progress.report(0.5);
    const settling = progress.settle().then(() => events.push('settled'));
    await settled();
    expect(events).toEqual(['begin 0.5']);
    write.resolve();
    await settling;
    clock.advance(1000);
    progress.report(0.9);
    expect(events).toEqual(['begin 0.5', 'end 0.5', 'settled']);
  });

  test('F24 when the clock is set back an hour, progress is written on', async () => {
    const { clock, progress, written } = recordedProgress();
    progress.report(0.1);
    await settled();
    clock.step(-3_600_000);
    progress.report(0.2);
    expect(written).toEqual([0.1, 0.2]);
  });
});
