import { stripVTControlCharacters } from 'node:util';

import { describe, expect, test } from '@jest/globals';

import { decodeJob } from '../api/job.ts';
import { buildJob, processingJob } from '../testing/contract-server.ts';
import { type BarOptions, renderBars } from './render-bars.ts';

const render = (job: unknown, overrides: Partial<BarOptions> = {}) =>
  renderBars(decodeJob(job), {
    ...{ columns: 60, rows: 24, frame: 0, elapsedSeconds: 3.21, color: false, unicode: true },
    ...overrides,
  });

const everyState = buildJob({
  status: 'processing',
  progress: { completed: 1, total: 5, percentage: 30.9, current: ['faqs', 'audio'] },
  materials: {
    outline: { status: 'completed' },
    faqs: { status: 'processing' },
    flashcards: { status: 'pending' },
    'one-pager': { status: 'failed', error: { code: 'x', message: 'broken', isRetryable: false } },
  },
  audio: { status: 'processing', progress: 0.505 },
});

describe('renderBars', () => {
  test('when parts are in different states, each has its bar and its word, and the last line sums up', () => {
    expect(render(everyState)).toEqual([
      'outline     ██████████████████████████████  done',
      'faqs        ██████░░░░░░░░░░░░░░░░░░░░░░░░  writing',
      'flashcards  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  waiting',
      'one-pager   ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  failed',
      'audio       ███████████████░░░░░░░░░░░░░░░  50 %',
      '1 of 5, 30 %, 3.2 s  faqs, audio',
    ]);
  });

  test('when the job was cancelled, its parts say so', () => {
    const cancelled = buildJob({ status: 'cancelled', materials: { outline: { status: 'cancelled' } } });
    expect(render(cancelled)[0]).toMatch(/^outline  ░+  cancelled$/);
  });

  test('when frames pass, the block of a part at work wanders to the right end and back', () => {
    const starts = Array.from(
      { length: 50 },
      (_, frame) => render(everyState, { frame })[1]?.indexOf('█') ?? -1,
    );
    expect([starts[0], starts[1], starts[24], starts[25], starts[48], starts[49]]).toEqual([
      12, 13, 36, 35, 12, 13,
    ]);
    expect(render(everyState, { frame: 24 })[1]).toBe('faqs        ░░░░░░░░░░░░░░░░░░░░░░░░██████  writing');
  });

  test.each([200, 80, 60, 40, 30, 20, 10, 3])(
    'when the terminal has %d columns, every line is shorter',
    (columns) => {
      const widths = render(everyState, { columns }).map((line) => line.length);
      expect(widths).toHaveLength(6);
      expect(Math.max(...widths)).toBeLessThan(columns);
    },
  );

  test('when there is no room for a bar, the words stand alone', () => {
    expect(render(everyState, { columns: 26 })[0]).toBe('outline    done');
  });

  test('when the terminal is too low for a line each, there is one for all', () => {
    expect(render(everyState, { rows: 6 })).toEqual(['1 of 5, 30 %, 3.2 s  faqs, audio']);
    expect(render(everyState, { rows: 7 })).toHaveLength(6);
  });

  test('when the locale is not UTF-8, the bars are of ASCII', () => {
    expect(render(processingJob, { unicode: false, columns: 40 })).toEqual([
      'outline     ################  done',
      'flashcards  ####------------  writing',
      '1 of 2, 50 %, 3.2 s  flashcards',
    ]);
  });

  test('when colours are welcome, they color what would stand there without', () => {
    const colored = render(everyState, { color: true });
    expect(colored[0]).toContain('\x1b[32m');
    expect(colored[3]).toContain('\x1b[31m');
    expect(colored.map(stripVTControlCharacters)).toEqual(render(everyState));
  });
});
