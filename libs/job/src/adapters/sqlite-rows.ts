import { type Job, jobStatuses } from '../job.ts';
import type { StepStatus, StepSummary } from '../step.ts';
import type { Row } from './sqlite-database.ts';

const stepStatuses: readonly StepStatus[] = ['processing', 'completed', 'failed'];

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

function oneOf<Value extends string>(values: readonly Value[], row: Row, column: string): Value {
  const found = values.find((value) => value === row[column]);
  if (found === undefined) throw new TypeError(`Column ${column} holds ${String(row[column])}.`);
  return found;
}

/** The JSON in these columns was written by this library, so its type is the one that was put in. */
export function toJob<Request>(row: Row, steps: StepSummary[]): Job<Request> {
  return {
    id: text(row, 'id'),
    owner: text(row, 'owner'),
    status: oneOf(jobStatuses, row, 'status'),
    request: JSON.parse(text(row, 'request')),
    createdAt: integer(row, 'created_at'),
    updatedAt: integer(row, 'updated_at'),
    ...(row['completed_at'] !== null && { completedAt: integer(row, 'completed_at') }),
    ...(row['error'] !== null && { error: JSON.parse(text(row, 'error')) }),
    revision: integer(row, 'revision'),
    attempt: integer(row, 'attempt'),
    steps,
  };
}

export function toStep(row: Row): StepSummary {
  return {
    name: text(row, 'name'),
    status: oneOf(stepStatuses, row, 'status'),
    progress: integer(row, 'progress'),
    attempt: integer(row, 'attempt'),
    usage: JSON.parse(text(row, 'usage')),
    ...(row['error'] !== null && { error: JSON.parse(text(row, 'error')) }),
    startedAt: integer(row, 'started_at'),
    ...(row['finished_at'] !== null && { finishedAt: integer(row, 'finished_at') }),
  };
}
