import { type Failure, toFailure } from './failure.ts';
import { StepFailed, type StepControl, type StepOptions } from './job-context.ts';
import { createPatientStepStore, type StepStore } from './patient-step-store.ts';
import { pause } from './pause.ts';
import type { Clock } from './ports/clock.ts';
import type { Lease, StepRun } from './ports/job-store.ts';
import { retryDelaySeconds, toRetryPolicy } from './retry-policy.ts';
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
  /** From 0 to less than 1. */
  random: () => number;
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
  work: (control: StepControl) => Promise<Result>,
  options: StepOptions = {},
): Promise<Result> {
  const { clock, lease, attempt, signal, random, onError } = dependencies;
  const policy = toRetryPolicy(options.retry ?? { attempts: 1 });
  const store = createPatientStepStore(dependencies, (error) => onError(error, name));
  if (stored?.status === 'completed') {
    const result = await store.stepResult(lease.jobId, name);
    if (result !== undefined) return JSON.parse(result);
  }
  if (stored?.status === 'failed' && stored.attempt === attempt && stored.error) {
    throw new StepFailed(name, stored.error, options.failureOf);
  }
  const earlierRuns = stored?.runs ?? 0;
  for (let runs = 1; ; runs += 1) {
    const run: StepRun = { step: name, run: earlierRuns + runs };
    signal.throwIfAborted();
    await store.startStep(lease, run);
    const { ran, usage } = await runOnce(dependencies, run, work, options.timeoutSeconds);
    if (ran.status === 'fulfilled') {
      await store.endStep(lease, run, { outcome: 'completed', result: ran.value, usage });
      // As another run of the job would find it, so that no recipe comes to rely on more.
      return JSON.parse(ran.value);
    }
    if (signal.aborted) {
      // An interrupted step has not failed: whoever runs the job next runs it again. If the lease is still held, what
      // was used goes on the bill; if not, the interruption says more than that refusal, and the run is in doubt.
      await dependencies.store.endStep(lease, run, { outcome: 'interrupted', usage }).catch(() => {});
      throw signal.reason;
    }
    onError(ran.reason, name);
    const error: Failure = toFailure(ran.reason);
    const delay = error.isRetryable ? retryDelaySeconds(policy, runs, ran.reason, random) : undefined;
    await store.endStep(lease, run, { outcome: 'failed', error, willRetry: delay !== undefined, usage });
    if (delay === undefined) throw new StepFailed(name, error, options.failureOf);
    await pause(clock, signal, delay);
  }
}

/** One run, to its end (its result as JSON), its failure, the end of its time or of the job's run; and what it used. */
async function runOnce<Result>(
  dependencies: StepDependencies,
  run: StepRun,
  work: (control: StepControl) => Promise<Result>,
  timeoutSeconds: number | undefined,
): Promise<{ ran: PromiseSettledResult<string>; usage: Usage }> {
  const { store, clock, lease } = dependencies;
  const usage: Usage = {};
  const progress = createStepProgress(clock, store.progressSeconds, (fraction) =>
    store.saveProgress(lease, run, { fraction, usage: { ...usage } }),
  );
  const control = {
    idempotencyKey: `${lease.jobId}:${run.step}`,
    progress: progress.report,
    use(more: Usage) {
      Object.assign(usage, sumUsage([{ usage }, { usage: more }]));
      progress.note();
    },
  };
  let working: Promise<unknown> = Promise.resolve();
  const [ran] = await Promise.allSettled([
    withTimeout(dependencies, timeoutSeconds, async (signal) => {
      working = work({ ...control, signal });
      // A step that returns nothing has a result all the same: that it is done.
      return JSON.stringify(await working) ?? 'null';
    }),
  ]);
  // Work that listens to its signal tells what it used as it gives up: it is heard, if it gives up at once.
  if (ran.status === 'rejected') await Promise.race([Promise.allSettled([working]), aFewTurns()]);
  await progress.settle();
  return { ran, usage };
}

async function aFewTurns(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Gives up on a run that outlives its time or its job, even one that doesn't listen to its signal. */
async function withTimeout<Result>(
  { clock, signal }: StepDependencies,
  seconds: number | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (seconds === undefined) return unlessAborted(signal, () => work(signal));
  const timeout = new AbortController();
  const cancelTimer = clock.after(seconds * 1000, () =>
    timeout.abort(new StepTimedOut(`It took longer than ${seconds} s.`)),
  );
  const stepSignal = AbortSignal.any([signal, timeout.signal]);
  try {
    return await unlessAborted(stepSignal, () => work(stepSignal));
  } finally {
    cancelTimer();
  }
}
