import { describe, expect, test } from '@jest/globals';

import { decodeJob } from '../api/job.ts';
import type { CliEnvironment } from '../command-context.ts';
import { buildJob, pendingJob, processingJob } from '../testing/contract-server.ts';
import { createProgressDisplay } from './progress-display.ts';

/** Shows three states, with a tick of the animation in between, and answers what was written, write by write. */
function showAll(
  terminal: { isTTY?: boolean; columns?: number; rows?: number },
  settings: Partial<CliEnvironment> = {},
) {
  const writes: string[] = [];
  const ticks = { action: () => {}, isRunning: false };
  const display = createProgressDisplay({
    output: { ...terminal, write: (text) => writes.push(text) },
    environment: { color: false, cursor: true, unicode: true, ...settings },
    elapsedSeconds: () => 1,
    every: (_milliseconds, action) => {
      Object.assign(ticks, { action, isRunning: true });
      return () => {
        ticks.isRunning = false;
      };
    },
  });
  display.show(decodeJob(pendingJob));
  display.show(decodeJob(processingJob));
  ticks.action();
  display.show(decodeJob(buildJob()));
  display.close();
  return { writes, ticks };
}

describe('the progress display', () => {
  test('when the output is a terminal, each frame goes up over the last and clears it', () => {
    const { writes } = showAll({ isTTY: true, columns: 60, rows: 24 });
    expect(writes.map((frame) => frame.match(/^\r(\x1b\[\d+A)?\x1b\[J/)?.[0])).toEqual([
      '\r\x1b[J',
      ...Array.from({ length: 4 }, () => '\r\x1b[3A\x1b[J'),
    ]);
    expect(writes.every((frame) => frame.split('\n').length === 4 && frame.endsWith('\n'))).toBe(true);
  });

  test('when a tick comes between two states, the part at work has moved', () => {
    const { writes } = showAll({ isTTY: true, columns: 60, rows: 24 });
    expect(writes[1]).toContain('flashcards  ██████░');
    expect(writes[2]).toContain('flashcards  ░██████░');
  });

  test('when it is closed, the last state stands and nothing ticks any more', () => {
    const { writes, ticks } = showAll({ isTTY: true, columns: 60, rows: 24 });
    expect(writes.at(-1)).toMatch(/flashcards {2}█+ {2}done\n2 of 2, 100 %, 1\.0 s\n$/);
    expect(ticks.isRunning).toBe(false);
  });

  test('when the terminal has become narrower, the wrapped rows of the last frame are gone up too', () => {
    const terminal = { isTTY: true, columns: 60, rows: 24 };
    const writes: string[] = [];
    const display = createProgressDisplay({
      output: {
        isTTY: true,
        rows: 24,
        get columns() {
          return terminal.columns;
        },
        write: (text: string) => writes.push(text),
      },
      environment: { color: true, cursor: true, unicode: true },
      elapsedSeconds: () => 1,
      every: () => () => {},
    });
    display.show(decodeJob(buildJob()));
    terminal.columns = 30;
    display.show(decodeJob(buildJob()));
    // Two bars of 48 columns take up two rows each, the sum of 19 takes up one.
    expect(writes[1]).toMatch(/^\r\x1b\[5A\x1b\[J/);
  });

  test.each([
    ['not a terminal', { isTTY: false }, {}],
    ['a terminal that can not move its cursor', { isTTY: true, columns: 60, rows: 24 }, { cursor: false }],
  ])('when the output is %s, there is a plain line for each change', (_what, terminal, settings) => {
    expect(showAll(terminal, settings).writes).toEqual([
      '[1/2] outline: completed\n',
      '[1/2] flashcards: processing\n',
      '[2/2] flashcards: completed\n',
    ]);
  });
});
