import type { Failure } from '../failure.ts';
import type { Job, JobStatus } from '../job.ts';
import type { StepSummary } from '../step.ts';

export interface NewJob<Request> {
  id: string;
  owner: string;
  request: Request;
  /** The job's input, kept apart from the request so that lists stay cheap. */
  input: string;
  /** The same key and hash of one owner give the same job for 24 hours. */
  idempotency?: { key: string; bodyHash: string };
}

/** The right to write to a job. A later holder has a higher token, and from then on the earlier one's writes are refused. */
export interface Lease {
  jobId: string;
  worker: string;
  token: number;
}

/** What a claim gives: the lease, or why there is none. */
export type Claim<Request> =
  | { outcome: 'claimed'; lease: Lease; job: Job<Request> }
  | { outcome: 'leased-elsewhere'; until: number }
  | { outcome: 'nothing-to-do' };

export type JobOutcome = { status: 'completed' } | { status: 'partial' | 'failed'; error: Failure };

export interface JobPage<Request> {
  jobs: Job<Request>[];
  /** Absent on the last page. */
  nextCursor?: string;
}

export type StepWrite = StepSummary & {
  /** JSON, present once the step is completed. */
  result?: string;
};

/**
 * Keeps jobs, their inputs and their steps. What has been answered is durable. Every write by a worker carries its lease
 * and throws `lease-lost` when that has gone to another, when it ran out and was taken, or when the job has ended.
 */
export interface JobStore<Request> {
  /** Throws `idempotency-key-reused` if the key stands for another body. */
  create(job: NewJob<Request>): Promise<{ job: Job<Request>; isNew: boolean }>;
  get(id: string): Promise<Job<Request> | undefined>;
  input(id: string): Promise<string | undefined>;
  /** Newest first. Throws `cursor-invalid`. */
  list(query: {
    owner: string;
    status?: JobStatus;
    limit: number;
    cursor?: string;
  }): Promise<JobPage<Request>>;
  /** Deletes the job with its input and steps. A worker that still runs it loses its lease. */
  delete(id: string): Promise<void>;

  /** Throws `job-not-found`, `job-already-ended`. */
  cancel(id: string): Promise<Job<Request>>;
  /** Starts a new attempt. Throws `job-not-found`, `job-not-retryable`. */
  retry(id: string): Promise<Job<Request>>;

  claim(id: string, worker: string, leaseSeconds: number): Promise<Claim<Request>>;
  renew(lease: Lease, leaseSeconds: number): Promise<void>;
  /** Whether a write with this lease would be accepted now. */
  holds(lease: Lease): Promise<boolean>;
  /** Gives the lease back without an outcome: the next claim succeeds at once. */
  release(lease: Lease): Promise<void>;
  finish(lease: Lease, outcome: JobOutcome): Promise<Job<Request>>;

  saveStep(lease: Lease, step: StepWrite): Promise<void>;
  /** The JSON that a completed step left; undefined if it has not completed. */
  stepResult(jobId: string, name: string): Promise<string | undefined>;

  /** Jobs that wait for a worker: pending, or processing without a live lease. Oldest first. */
  waiting(limit: number): Promise<string[]>;
  /** Calls `listener` after each change of the job, whoever made it. Returns what ends the subscription. */
  subscribe(id: string, listener: () => void): () => void;
}
