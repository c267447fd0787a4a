import { type Failure, toFailure } from './failure.ts';
import { StepFailed, type StepControl, type StepOptions } from './job-context.ts';
import type { Clock } from './ports/clock.ts';
import type { JobStore, Lease, StepWrite } from './ports/job-store.ts';
import { sumUsage, type StepSummary, type Usage } from './step.ts';
import { createStepProgress } from './step-progress.ts';

export interface StepDependencies {
  store: Pick<JobStore<unknown>, 'saveStep' | 'stepResult'>;
  clock: Clock;
  lease: Lease;
  /** The job's attempt. */
  attempt: number;
  /** Ends the job's run; its reason is an `Interruption`. */
  signal: AbortSignal;
  /** Told of every failure with its cause, which the stored failure may hide. */
  onError: (error: unknown, step: string) => void;
}

class StepTimedOut extends Error {
  readonly code = 'step-timed-out';
  readonly isRetryable = true;
}

/** Runs one step, or finds what it left: see `JobContext.step`. */
export async function runStep<Result>(
  dependencies: StepDependencies,
  stored: StepSummary | undefined,
  name: string,
  run: (control: StepControl) => Promise<Result>,
  options: StepOptions = {},
): Promise<Result> {
  const { store, clock, lease, attempt, signal } = dependencies;
  if (stored?.status === 'completed') {
    const result = await store.stepResult(lease.jobId, name);
    if (result !== undefined) return JSON.parse(result);
  }
  if (stored?.status === 'failed' && stored.attempt === attempt && stored.error) {
    throw new StepFailed(name, stored.error);
  }

  // Usage outlives attempts: what was paid for stays on the bill.
  const usage: Usage = { ...stored?.usage };
  const started: StepWrite = {
    name,
    status: 'processing',
    progress: 0,
    attempt,
    usage,
    startedAt: clock.now(),
  };
  signal.throwIfAborted();
  await store.saveStep(lease, started);

  for (let runsLeft = options.attempts ?? 1; ; runsLeft -= 1) {
    const progress = createStepProgress(clock, (fraction) =>
      store.saveStep(lease, { ...started, progress: fraction }),
    );
    const control = {
      progress: progress.report,
      use: (more: Usage) => void Object.assign(usage, sumUsage([{ usage }, { usage: more }])),
    };
    try {
      const result = await withTimeout(dependencies, options.timeoutSeconds, (stepSignal) =>
        run({ ...control, signal: stepSignal }),
      );
      await progress.settle();
      const finished = { ...started, status: 'completed' as const, progress: 1, finishedAt: clock.now() };
      await store.saveStep(lease, { ...finished, result: JSON.stringify(result) });
      return result;
    } catch (error) {
      await progress.settle();
      // An interrupted step has not failed: whoever runs the job next runs it again.
      signal.throwIfAborted();
      const failure: Failure = toFailure(error);
      if (failure.code === 'lease-lost') throw error;
      dependencies.onError(error, name);
      if (failure.isRetryable && runsLeft > 1) continue;
      await store.saveStep(lease, { ...started, status: 'failed', error: failure, finishedAt: clock.now() });
      throw new StepFailed(name, failure);
    }
  }
}

/** Gives up on a run that outlives its time or its job, even one that doesn't listen to its signal. */
async function withTimeout<Result>(
  { clock, signal }: StepDependencies,
  seconds: number | undefined,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const timeout = new AbortController();
  const stepSignal = AbortSignal.any([signal, timeout.signal]);
  const cancelTimer =
    seconds === undefined
      ? () => {}
      : clock.after(seconds * 1000, () =>
          timeout.abort(new StepTimedOut(`It took longer than ${seconds} s.`)),
        );
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(stepSignal.reason);
    stepSignal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    stepSignal.throwIfAborted();
    return await Promise.race([run(stepSignal), aborted]);
  } finally {
    cancelTimer();
    stepSignal.removeEventListener('abort', onAbort);
  }
}
