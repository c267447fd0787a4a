import { type Job, jobStatuses } from '../job.ts';
import { asKnownTo, type LedgerEntry, type RunOutcome } from '../ledger.ts';
import { asSeenIn, type StepStatus, type StepSummary, sumUsage, type Usage } from '../step.ts';
import type { Row } from './sqlite-database.ts';

const stepStatuses: readonly StepStatus[] = ['processing', 'completed', 'failed'];
const runOutcomes: readonly RunOutcome[] = ['running', 'completed', 'failed', 'interrupted'];

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} holds ${typeof value}, not text.`);
  return value;
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`Column ${column} holds ${typeof value}, not a number.`);
  return value;
}

export function oneOf<Value extends string>(values: readonly Value[], row: Row, column: string): Value {
  const found = values.find((value) => value === row[column]);
  if (found === undefined) throw new TypeError(`Column ${column} holds ${String(row[column])}.`);
  return found;
}

/**
 * The JSON in these columns was written by this library, so its type is the one that was put in. Steps count their
 * changes themselves, so that those of one job don't all write to its row.
 */
export function toJob<Request>(row: Row, stepRows: readonly Row[]): Job<Request> {
  const status = oneOf(jobStatuses, row, 'status');
  const job: Job<Request> = {
    id: text(row, 'id'),
    owner: text(row, 'owner'),
    status,
    request: JSON.parse(text(row, 'request')),
    createdAt: integer(row, 'created_at'),
    updatedAt: integer(row, 'updated_at'),
    revision: integer(row, 'revision'),
    attempt: integer(row, 'attempt'),
    steps: stepRows.map((step) => asSeenIn(status, toStep(step))).sort(byBeginning),
  };
  if (row['completed_at'] !== null) job.completedAt = integer(row, 'completed_at');
  if (row['error'] !== null) job.error = JSON.parse(text(row, 'error'));
  for (const step of stepRows) {
    job.updatedAt = Math.max(job.updatedAt, integer(step, 'updated_at'));
    job.revision += integer(step, 'revision');
  }
  return job;
}

export function toStep(row: Row): StepSummary {
  const status = oneOf(stepStatuses, row, 'status');
  const step: StepSummary = {
    name: text(row, 'name'),
    status,
    progress: integer(row, 'progress'),
    attempt: integer(row, 'attempt'),
    runs: integer(row, 'run'),
    usage: wholeUsage(row),
    startedAt: integer(row, 'started_at'),
  };
  if (row['error'] !== null) step.error = JSON.parse(text(row, 'error'));
  // A run that has ended need not have ended its step.
  if (status !== 'processing' && row['finished_at'] !== null) step.finishedAt = integer(row, 'finished_at');
  return step;
}

/** Few steps have runs before their last one. */
function wholeUsage(row: Row): Usage {
  const usage = toUsage(row, 'usage');
  if (row['earlier_usage'] === null) return usage;
  return sumUsage([{ usage: toUsage(row, 'earlier_usage') }, { usage }]);
}

/** Sorted here: SQLite would take as long for the sorting as for the reading. */
function byBeginning(one: StepSummary, other: StepSummary): number {
  return one.startedAt - other.startedAt || (one.name < other.name ? -1 : 1);
}

const toUsage = (row: Row, column: string): Usage =>
  row[column] === null ? {} : JSON.parse(text(row, column));

/** `heldToken` is that of the lease on the job now, if there is one. */
export function toLedgerEntry(row: Row, heldToken: number | undefined): LedgerEntry {
  const token = integer(row, 'token');
  return {
    ...{ step: text(row, 'step'), run: integer(row, 'run'), attempt: integer(row, 'attempt') },
    ...{ worker: text(row, 'worker'), token, startedAt: integer(row, 'started_at') },
    ...(row['finished_at'] !== null && { finishedAt: integer(row, 'finished_at') }),
    outcome: asKnownTo(heldToken, { outcome: oneOf(runOutcomes, row, 'outcome'), token }),
    usage: JSON.parse(text(row, 'usage')),
  };
}
