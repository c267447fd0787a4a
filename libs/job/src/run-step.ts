import { type Failure, toFailure } from './failure.ts';
import { StepFailed, type StepControl, type StepOptions } from './job-context.ts';
import { createPatientStepStore, type StepStore } from './patient-step-store.ts';
import type { Clock } from './ports/clock.ts';
import type { Lease, StepWrite } from './ports/job-store.ts';
import { sumUsage, type StepSummary, type Usage } from './step.ts';
import { createStepProgress } from './step-progress.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface StepDependencies {
  store: StepStore;
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
  const { clock, lease, attempt, signal } = dependencies;
  const store = createPatientStepStore(dependencies, (error) => dependencies.onError(error, name));
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
      dependencies.store.saveStep(lease, { ...started, progress: fraction }),
    );
    const control = {
      progress: progress.report,
      use: (more: Usage) => void Object.assign(usage, sumUsage([{ usage }, { usage: more }])),
    };
    const [ran] = await Promise.allSettled([
      withTimeout(dependencies, options.timeoutSeconds, async (stepSignal) => {
        const result = await run({ ...control, signal: stepSignal });
        // A step that returns nothing has a result all the same: that it is done.
        return { result, json: JSON.stringify(result) ?? 'null' };
      }),
    ]);
    await progress.settle();
    if (ran.status === 'fulfilled') {
      const finished = { ...started, status: 'completed' as const, progress: 1, finishedAt: clock.now() };
      await store.saveStep(lease, { ...finished, result: ran.value.json });
      return ran.value.result;
    }
    if (signal.aborted) {
      // An interrupted step has not failed: whoever runs the job next runs it again. If the lease is still held, what
      // was used goes on the bill; if not, the interruption says more than that refusal.
      await dependencies.store.saveStep(lease, started).catch(() => {});
      throw signal.reason;
    }
    const failure: Failure = toFailure(ran.reason);
    dependencies.onError(ran.reason, name);
    if (failure.isRetryable && runsLeft > 1) continue;
    await store.saveStep(lease, { ...started, status: 'failed', error: failure, finishedAt: clock.now() });
    throw new StepFailed(name, failure);
  }
}

/** Gives up on a run that outlives its time or its job, even one that doesn't listen to its signal. */
async function withTimeout<Result>(
  { clock, signal }: StepDependencies,
  seconds: number | undefined,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (seconds === undefined) return unlessAborted(signal, () => run(signal));
  const timeout = new AbortController();
  const cancelTimer = clock.after(seconds * 1000, () =>
    timeout.abort(new StepTimedOut(`It took longer than ${seconds} s.`)),
  );
  const stepSignal = AbortSignal.any([signal, timeout.signal]);
  try {
    return await unlessAborted(stepSignal, () => run(stepSignal));
  } finally {
    cancelTimer();
  }
}
