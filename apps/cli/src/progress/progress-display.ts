import { stripVTControlCharacters } from 'node:util';

import type { Job } from '../api/job.ts';
import type { CliEnvironment, Output } from '../command-context.ts';
import { describeChanges } from './describe-changes.ts';
import { renderBars } from './render-bars.ts';

/** Shows a job as it goes. */
export interface ProgressDisplay {
  show(job: Job): void;
  /** Leaves the last state on the screen and stops moving. */
  close(): void;
}

export interface DisplayOptions {
  output: Output;
  environment: CliEnvironment;
  elapsedSeconds(): number;
  /** Calls again and again; returns what stops it. @default setInterval, which keeps no process alive */
  every?: (milliseconds: number, action: () => void) => () => void;
}

const frameMilliseconds = 100;

export const silentDisplay: ProgressDisplay = { show: () => {}, close: () => {} };

/** Bars redrawn in place in a terminal, a line for each change elsewhere. */
export function createProgressDisplay(options: DisplayOptions): ProgressDisplay {
  const { output, environment } = options;
  return output.isTTY === true && environment.cursor ? createBars(options) : createLines(output);
}

function createLines(output: Output): ProgressDisplay {
  let before: Job | undefined;
  return {
    show(job) {
      for (const line of describeChanges(before, job)) output.write(`${line}\n`);
      before = job;
    },
    close() {},
  };
}

function createBars({
  output,
  environment,
  elapsedSeconds,
  every = everyUnreferenced,
}: DisplayOptions): ProgressDisplay {
  let latest: Job | undefined;
  let drawn: string[] = [];
  let frame = 0;

  function draw(): void {
    if (latest === undefined) return;
    const { columns = 80, rows = 24 } = output;
    const { color, unicode } = environment;
    const lines = renderBars(latest, {
      columns,
      rows,
      frame,
      elapsedSeconds: elapsedSeconds(),
      color,
      unicode,
    });
    // In a terminal that has become narrower, what was one line may now take up several.
    const rowsAbove = drawn.reduce((sum, line) => sum + rowsOf(line, columns), 0);
    const up = rowsAbove > 0 ? `\x1b[${rowsAbove}A` : '';
    // One write a frame, cleared from the cursor down: nothing flickers, nothing is left over.
    output.write(`\r${up}\x1b[J${lines.join('\n')}\n`);
    drawn = lines;
  }

  const stop = every(frameMilliseconds, () => {
    frame += 1;
    draw();
  });
  return {
    show(job) {
      latest = job;
      draw();
    },
    close() {
      stop();
      draw();
    },
  };
}

function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(stripVTControlCharacters(line).length / columns));
}

function everyUnreferenced(milliseconds: number, action: () => void): () => void {
  const timer = setInterval(action, milliseconds).unref();
  return () => clearInterval(timer);
}
