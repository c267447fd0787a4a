import { join } from 'node:path';

import type { HistorySettings } from './history-program.ts';
import { saidBy } from '../said-by.ts';
import { startProgram } from '../start-program.ts';
import type { Workplace } from '../workplace.ts';

/** Milliseconds of each list of one page. */
export interface ListTimes {
  start: number[];
  middle: number[];
  end: number[];
}

/** After a collection of garbage. */
export interface MemoryFigures {
  heapMegabytes: number;
  residentMegabytes: number;
}

export interface HistoryFigures {
  /** By what is listed. */
  lists: Record<string, ListTimes>;
  before: MemoryFigures;
  after: MemoryFigures;
}

/** Times the lists of a long history, and what memory more jobs cost beside it. */
export async function measureHistory(
  workplace: Workplace,
  size: Omit<HistorySettings, 'databaseFile'>,
): Promise<HistoryFigures> {
  const settings: HistorySettings = {
    databaseFile: join(workplace.makeFolder('history'), 'jobs.sqlite'),
    ...size,
  };
  const program = startProgram(workplace, 'job/history-program.ts', settings, ['--expose-gc']);
  const line = await saidBy(program, 'stdout', 'figures ');
  return JSON.parse(line.slice('figures '.length));
}
