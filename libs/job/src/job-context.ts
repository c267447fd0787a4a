import type { Failure } from './failure.ts';
import type { Job } from './job.ts';
import type { Usage } from './step.ts';

export interface StepControl {
  /** Aborted when the job is cancelled, its lease is lost, the worker stops or the step's time is up. */
  signal: AbortSignal;
  /** Tells how far the step is, 0–1. Stored at most a few times a second. */
  progress(fraction: number): void;
  /** Adds to what the step used. */
  use(usage: Usage): void;
}

export interface StepOptions {
  /** Runs in all, when the failures say that they are retryable. @default 1 */
  attempts?: number;
  /** Time for one run, in seconds. @default none */
  timeoutSeconds?: number;
}

/** What a recipe works with. */
export interface JobContext<Request> {
  readonly job: Job<Request>;
  readonly input: string;
  readonly signal: AbortSignal;
  /**
   * A durable step: returns the stored result if there is one, else runs, stores, and returns. The result must be JSON;
   * of a step that returns nothing, the stored result is null. Two steps may run side by side; one that is asked for
   * twice runs once. Throws `StepFailed` when it failed, in this run or earlier in this attempt. The job ends only when
   * all its steps have, so that none is paid for in vain.
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

  constructor(step: string, failure: Failure) {
    super(`Step ${step} failed: ${failure.message}`);
    this.name = 'StepFailed';
    this.step = step;
    this.failure = failure;
  }
}
