import { JobError } from './errors.ts';
import type { Failure } from './failure.ts';
import type { StepSummary } from './step.ts';

/**
 * The life of a job:
 *
 *     pending ──▶ processing ──▶ completed
 *        ▲            ├────────▶ partial ──┐
 *        │            ├────────▶ failed  ──┤
 *        │            ▼                    │
 *        │        cancelled                │
 *        └────────────────── retry ────────┘
 *
 * `pending` may also be cancelled. A worker that stops or dies leaves the job in `processing`: another takes its lease
 * over. `retry` starts a new attempt, in which finished steps keep their results.
 */
const transitions = {
  pending: ['processing', 'cancelled'],
  processing: ['completed', 'partial', 'failed', 'cancelled'],
  completed: [],
  partial: ['pending'],
  failed: ['pending'],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type JobStatus = keyof typeof transitions;

export const jobStatuses = [
  'pending',
  'processing',
  'completed',
  'partial',
  'failed',
  'cancelled',
] as const satisfies readonly JobStatus[];

/** A job as its owner sees it. Times are milliseconds since 1970. */
export interface Job<Request = unknown> {
  id: string;
  owner: string;
  status: JobStatus;
  request: Request;
  createdAt: number;
  updatedAt: number;
  completedAt?: number;
  error?: Failure;
  /** Grows with every change of the job or of one of its steps. */
  revision: number;
  /** 1, and one more for every retry. */
  attempt: number;
  steps: readonly StepSummary[];
}

/** A job that has just been accepted. */
export function newJob<Request>(
  { id, owner, request }: Pick<Job<Request>, 'id' | 'owner' | 'request'>,
  now: number,
): Job<Request> {
  return {
    ...{ id, owner, status: 'pending', request, createdAt: now, updatedAt: now },
    ...{ revision: 1, attempt: 1, steps: [] },
  };
}

/** Of jobs that have not ended. */
export const openStatuses = ['pending', 'processing'] as const;
export type OpenStatus = (typeof openStatuses)[number];

export function isEnded(status: JobStatus): boolean {
  return status !== 'pending' && status !== 'processing';
}

/** The one place that decides whether a job may go from one status to another. Throws `illegal-transition`. */
export function assertTransition(from: JobStatus, to: JobStatus): void {
  const allowed: readonly JobStatus[] = transitions[from];
  if (!allowed.includes(to)) {
    throw new JobError('illegal-transition', `A job that is ${from} can't become ${to}.`);
  }
}

/** Throws `job-already-ended`. */
export function assertCancellable(status: JobStatus): void {
  if (isEnded(status)) throw new JobError('job-already-ended', `The job is ${status} already.`);
}

/** Throws `job-not-retryable`. */
export function assertRetryable(status: JobStatus): void {
  if (status !== 'partial' && status !== 'failed') {
    throw new JobError('job-not-retryable', `A job that is ${status} can't be retried.`);
  }
}
