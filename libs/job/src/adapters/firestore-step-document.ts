import { isDeepStrictEqual } from 'node:util';

import type { LedgerEntry, RunOutcome } from '../ledger.ts';
import type { Lease, StepEnd } from '../ports/job-store.ts';
import { statusAfter, type StepStatus, type StepSummary, sumUsage, type Usage } from '../step.ts';
import { type Fields, number, oneOf, orNull, text } from './firestore-fields.ts';
import { type StoredText, storedText } from './firestore-texts.ts';

/** An entry of the ledger, as its step keeps it. */
export type RunEntry = Omit<LedgerEntry, 'step'>;

/**
 * A step with the ledger of its runs. They are few (a job is retried a few times, and a step in it), and one document
 * is one write: a run is closed together with its result.
 */
export interface StepDocument {
  name: string;
  status: Exclude<StepStatus, 'interrupted'>;
  progress: number;
  /** JSON of a `Failure`. */
  error: string | null;
  /** Of the last run; not while it may be run again. */
  finishedAt: number | null;
  result: StoredText | null;
  /** JSON in the document, for usage may have names that no field may have. Never empty. */
  runs: RunEntry[];
  revision: number;
  updatedAt: number;
}

/** All but the result. */
export const stepFields = [
  ...['name', 'status', 'progress', 'error', 'finishedAt', 'runs', 'revision', 'updatedAt'],
] as const;

/** Without the result, if the fields are without. */
export function toStepDocument(fields: Fields<string>): StepDocument {
  return {
    name: text(fields, 'name'),
    status: oneOf(['processing', 'completed', 'failed'], fields, 'status'),
    progress: number(fields, 'progress'),
    error: orNull(text, fields, 'error'),
    finishedAt: orNull(number, fields, 'finishedAt'),
    result: 'result' in fields ? orNull(storedText, fields, 'result') : null,
    runs: JSON.parse(text(fields, 'runs')),
    revision: number(fields, 'revision'),
    updatedAt: number(fields, 'updatedAt'),
  };
}

export const toFields = (step: StepDocument) => ({ ...step, runs: JSON.stringify(step.runs) });

export function toSummary(step: StepDocument): StepSummary {
  const { name, status, progress, error, finishedAt, runs } = step;
  const last = lastRun(step);
  return {
    ...{ name, status, progress, attempt: last.attempt, runs: last.run, usage: sumUsage(runs) },
    ...(error !== null && { error: JSON.parse(error) }),
    startedAt: last.startedAt,
    ...(finishedAt !== null && { finishedAt }),
  };
}

/** The step with another run begun; as it is if this one has been, as when the answer to the same write was lost. */
export function withRunStarted(
  step: StepDocument | undefined,
  run: Pick<RunEntry, 'run' | 'attempt' | 'startedAt'>,
  { worker, token }: Lease,
  name: string,
): StepDocument {
  if (step && lastRun(step).run >= run.run) return step;
  return {
    ...{ name, status: 'processing', progress: 0, error: null, finishedAt: null, result: null },
    runs: [...(step?.runs ?? []), { ...run, worker, token, outcome: 'running', usage: {} }],
    ...{ revision: (step?.revision ?? 0) + 1, updatedAt: run.startedAt },
  };
}

export function withProgress(
  step: StepDocument,
  run: number,
  lease: Lease,
  { fraction, usage, now }: { fraction: number; usage: Usage; now: number },
): StepDocument {
  const isTold = step.progress === fraction && isDeepStrictEqual(lastRun(step).usage, usage);
  if (isTold || !isRunning(step, run, lease)) return step;
  return { ...withRun(step, { usage }, now), progress: fraction };
}

export function withRunEnded(
  step: StepDocument,
  run: number,
  lease: Lease,
  { end, result, now }: { end: StepEnd; result: StoredText | null; now: number },
): StepDocument {
  if (!isRunning(step, run, lease)) return step;
  const status = statusAfter(end);
  return {
    ...withRun(step, { outcome: end.outcome, usage: end.usage, finishedAt: now }, now),
    ...{ status, progress: status === 'completed' ? 1 : step.progress, result },
    error: end.outcome === 'failed' && !end.willRetry ? JSON.stringify(end.error) : null,
    finishedAt: status === 'processing' ? null : now,
  };
}

/** A run is changed by the lease under which it began, until it has ended. */
function isRunning(step: StepDocument, run: number, { token }: Lease): boolean {
  const last = lastRun(step);
  return last.run === run && last.token === token && last.outcome === 'running';
}

function withRun(
  step: StepDocument,
  changes: { outcome?: RunOutcome; usage: Usage; finishedAt?: number },
  now: number,
): StepDocument {
  const runs = [...step.runs.slice(0, -1), { ...lastRun(step), ...changes }];
  return { ...step, runs, revision: step.revision + 1, updatedAt: now };
}

function lastRun({ name, runs }: StepDocument): RunEntry {
  const last = runs.at(-1);
  if (!last) throw new TypeError(`Step ${name} has no run.`);
  return last;
}
