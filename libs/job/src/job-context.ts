import type { Failure } from './failure.ts';
import type { Job } from './job.ts';
import type { RetryPolicy } from './retry-policy.ts';
import type { Usage } from './step.ts';

export interface StepControl {
  /** Aborted when the job is cancelled, its lease is lost, the worker stops or the step's time is up. */
  signal: AbortSignal;
  /**
   * The same for every run of this step of this job and for no other: for providers that take a key and then do a thing
   * once, however often it is asked for. What they don't tell of a run in doubt, nobody can.
   */
  idempotencyKey: string;
  /** Tells how far the step is, 0–1. Stored from time to time, and no more once the run has ended. */
  progress(fraction: number): void;
  /** Adds to what this run used: calls, tokens, characters, US dollars. */
  use(usage: Usage): void;
}

export interface StepOptions {
  /** @default a step is run once */
  retry?: Partial<RetryPolicy>;
  /** Time for one run, in seconds. A run that takes longer has failed, retryably. @default none */
  timeoutSeconds?: number;
  /**
   * What has failed when the step has, for good: the whole job, or only what this step was to bring. Then the job is
   * partial, as long as another step brought something. @default 'job'
   */
  failureOf?: FailureExtent;
}

export type FailureExtent = 'job' | 'output';

/** What a recipe works with. */
export interface JobContext<Request> {
  readonly job: Job<Request>;
  readonly input: string;
  readonly signal: AbortSignal;
  /**
   * A durable step: returns the stored result if there is one, else runs, stores, and returns. The result must be JSON;
   * of a step that returns nothing, the stored result is null. Before each run an entry in the ledger says that it is
   * begun, and with its result another that it is finished. Two steps may run side by side; one that is asked for twice
   * runs once. Throws `StepFailed` when it failed, in this run or earlier in this attempt. The job ends only when all its
   * steps have, so that none is paid for in vain.
   */
  step<Result>(
    name: string,
    run: (control: StepControl) => Promise<Result>,
    options?: StepOptions,
  ): Promise<Result>;
}

/** A step of the recipe failed and its failure is stored. A recipe that can do without the step catches it. */
export class StepFailed extends Error {
  readonly step: string;
  readonly failure: Failure;
  readonly failureOf: FailureExtent;

  constructor(step: string, failure: Failure, failureOf: FailureExtent = 'job') {
    super(`Step ${step} failed: ${failure.message}`);
    this.name = 'StepFailed';
    this.step = step;
    this.failure = failure;
    this.failureOf = failureOf;
  }
}
