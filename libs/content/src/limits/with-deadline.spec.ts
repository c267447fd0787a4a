import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import type { Writer, WritingOptions } from '../ports/writer.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { buildOutline } from '../testing/material-builders.ts';
import { buildSource } from '../testing/source-builders.ts';
import { watchPromise } from '../testing/watch-promise.ts';
import { withDeadline } from './with-deadline.ts';

const source = buildSource();
const outline = buildOutline({ titles: ['Soil and compost', 'Water and mulch', 'Pollinators'] });

/** A writer that gets stuck, and remembers what it was asked. */
function createStuckWriter() {
  const asked: { what: string; options: WritingOptions }[] = [];
  const writer: Writer = {
    generator: 'stuck',
    version: '7',
    outline(_source, options) {
      asked.push({ what: 'outline', options });
      return new Promise(() => {});
    },
    material(kind, _source, _outline, options) {
      asked.push({ what: kind, options });
      return new Promise(() => {});
    },
  };
  return { asked, writer };
}

function setUp(seconds?: number) {
  const clock = createManualClock();
  const { asked, writer } = createStuckWriter();
  return { clock, asked, writer: withDeadline(writer, { clock, seconds }) };
}

const ways = [
  ['outline', (writer: Writer, options: WritingOptions) => writer.outline(source, options)],
  ['faqs', (writer: Writer, options: WritingOptions) => writer.material('faqs', source, outline, options)],
] as const;

describe('withDeadline', () => {
  test('when it wraps a writer, it keeps generator and version', () => {
    expect(setUp().writer).toMatchObject({ generator: 'stuck', version: '7' });
  });

  describe.each(ways)('%s', (what, write) => {
    test('when the writer gets stuck, it ends after ten minutes with deadline-exceeded', async () => {
      const { clock, writer } = setUp();
      const writing = watchPromise(write(writer, {}));
      await clock.pass(599_999);
      expect(writing.state).toBe('pending');
      await clock.pass(1);
      expect(writing.error).toMatchObject({
        ...{ code: 'deadline-exceeded', isRetryable: true },
        message: expect.stringContaining(what),
      });
      expect(clock.timers).toBe(0);
    });

    test('when the time is up, the signal that the writer got says so, and its other options are as given', async () => {
      const { clock, asked, writer } = setUp(30);
      watchPromise(write(writer, { level: 'advanced' }));
      await clock.pass(30_000);
      expect(asked).toMatchObject([
        { what, options: { level: 'advanced', signal: { reason: { code: 'deadline-exceeded' } } } },
      ]);
    });

    test('when the caller aborts, it ends with writing-aborted and the writer hears of it', async () => {
      const { clock, asked, writer } = setUp();
      const controller = new AbortController();
      const writing = watchPromise(write(writer, { signal: controller.signal }));
      controller.abort('enough');
      await clock.pass(0);
      expect(writing.error).toMatchObject({ code: 'writing-aborted' });
      expect(asked[0]?.options.signal?.reason).toBe('enough');
      expect(clock.timers).toBe(0);
    });

    test('when the caller has aborted before, the writer is not asked', async () => {
      const { asked, writer } = setUp();
      const writing = write(writer, { signal: AbortSignal.abort() });
      await expect(writing).rejects.toMatchObject({ code: 'writing-aborted' });
      expect(asked).toEqual([]);
    });
  });

  test('when the outline is written in time, it is passed on and the timer is cleared', async () => {
    const clock = createManualClock();
    const { writer } = createStuckWriter();
    const limited = withDeadline({ ...writer, outline: async () => outline }, { clock });
    await expect(limited.outline(source, {})).resolves.toBe(outline);
    expect(clock.timers).toBe(0);
  });

  test('when the writer fails, its error goes out as it is', async () => {
    const error = new ContentError('output-empty', 'Nothing.');
    const { writer } = createStuckWriter();
    const limited = withDeadline(
      { ...writer, outline: () => Promise.reject(error) },
      { clock: createManualClock() },
    );
    await expect(limited.outline(source, {})).rejects.toBe(error);
  });

  test('when it is given no time, it refuses that', () => {
    expect(() => setUp(0)).toThrow('is 0');
  });
});
