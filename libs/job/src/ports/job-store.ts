import type { Failure } from '../failure.ts';
import type { Job, JobStatus, OpenStatus } from '../job.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { Usage } from '../step.ts';

export interface NewJob<Request> {
  /** A UUIDv7, by whose order jobs are listed and told old from new. */
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

/** Names one run of a step: see `LedgerEntry.run`. */
export interface StepRun {
  step: string;
  run: number;
}

/** How a run of a step ended. `result` is JSON. A failure that will be run again leaves the step in processing. */
export type StepEnd =
  | { outcome: 'completed'; result: string; usage: Usage }
  | { outcome: 'failed'; error: Failure; willRetry: boolean; usage: Usage }
  | { outcome: 'interrupted'; usage: Usage };

/**
 * Keeps jobs, their inputs, their steps and the ledger of what the steps did. What has been answered is durable. Every
 * write by a worker carries its lease and throws `lease-lost` when that has gone to another, when it ran out and was
 * taken, or when the job has ended. To repeat a worker's write whose answer was lost does no harm.
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
  /** Deletes the job with its input, steps and ledger. A worker that still runs it loses its lease. */
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
  finish(lease: Lease, outcome: JobOutcome): Promise<void>;

  /** Enters a run in the ledger, before it does anything. */
  startStep(lease: Lease, run: StepRun): Promise<void>;
  /** How often the progress of a step may be saved, in seconds: what the database stands, and a reader needs. */
  readonly progressSeconds: number;
  /** Tells how far a run is (0–1) and what it has used so far. The only write that a crash may take away again. */
  saveProgress(lease: Lease, run: StepRun, progress: { fraction: number; usage: Usage }): Promise<void>;
  /** Closes a run in the ledger, together with the step's result or failure. */
  endStep(lease: Lease, run: StepRun, end: StepEnd): Promise<void>;
  /** The JSON that a completed step left; undefined if it has not completed. */
  stepResult(jobId: string, step: string): Promise<string | undefined>;
  /** All runs of the job's steps, in the order they began. Empty if there is no such job. */
  ledger(jobId: string): Promise<LedgerEntry[]>;

  /** Jobs that wait for a worker: pending, or processing without a live lease. Oldest first. */
  waiting(limit: number): Promise<string[]>;
  /** Jobs of all owners that were created before this time, in milliseconds since 1970. Oldest first. */
  createdBefore(time: number, limit: number): Promise<string[]>;
  /** How many jobs of all owners have not ended. Not for every request: it takes longer the more there are. */
  openCounts(): Promise<Record<OpenStatus, number>>;
  /**
   * Calls `listener` after each change of the job, whoever made it; and it may, without one, when it begins to listen.
   * Returns what ends the subscription.
   */
  subscribe(id: string, listener: JobListener): () => void;
}

/** `by` is the lease under which the change was made, if there was one and the store knows it. */
export type JobListener = (by?: Lease) => void;
