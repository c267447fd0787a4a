import type { FileRecord } from '../record/file-record.ts';

export type MessageToJest =
  /** The first. */
  { type: 'begin'; planFile: string; jestRunner: string; worker: number } | { type: 'run'; job: Job };

/** What the process that runs Jest is told to do: run some tests of a file. */
export interface Job {
  file: string;
  /** The one that the code is to be; null: the code as it is. */
  mutant: { operation: number; number: number } | null;
  /** By name; null: all, and what they enter is recorded. */
  tests: JobTest[] | null;
  hookLimitMilliseconds: number;
  /** No further test is needed once one has failed. */
  stopsAtFailure: boolean;
}

export interface JobTest {
  name: string;
  /** It fails if it takes longer. */
  limitMilliseconds: number;
}

export interface TestOutcome {
  name: string;
  hasFailed: boolean;
  /** It was the test's own body that failed, not a hook around it. */
  isOwnFailure: boolean;
}

export type JobReport =
  | { type: 'tested'; outcomes: TestOutcome[]; residentBytes: number }
  | { type: 'recorded'; record: FileRecord; residentBytes: number }
  /** The file could not be loaded, or Jest gave up on it. */
  | { type: 'broken'; message: string; residentBytes: number };

export type MessageFromJest =
  /** It has found these test files, and waits for jobs. */
  | { type: 'ready'; files: string[] }
  /** Something happened; unless it is stuck, something else will within this time. `test` is what begins. */
  | { type: 'alive'; limitMilliseconds: number; test: string | null }
  | JobReport;
