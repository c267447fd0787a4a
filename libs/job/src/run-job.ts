import { toFailure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { decideOutcome } from './job-outcome.ts';
import { type JobContext, type StepControl, StepFailed, type StepOptions } from './job-context.ts';
import type { Clock } from './ports/clock.ts';
import type { JobOutcome, JobStore, Lease } from './ports/job-store.ts';
import type { Delivery } from './ports/task-queue.ts';
import { runStep } from './run-step.ts';
import { unlessAborted } from './unless-aborted.ts';

/**
 * What a job does: runs named steps, and may say how it ended. If it says nothing, its steps do (see
 * `StepOptions.failureOf`). To throw is to fail.
 */
export type Recipe<Request> = (context: JobContext<Request>) => Promise<JobOutcome | void>;

export interface RunDependencies<Request> {
  store: JobStore<Request>;
  recipe: Recipe<Request>;
  clock: Clock;
  /** Who holds the lease. Unique for each process and start. */
  worker: string;
  /** A worker that is silent for so long is taken for dead. It renews three times in this time. */
  leaseSeconds: number;
  onError: (error: unknown, jobId: string, step?: string) => void;
  /** From 0 to less than 1, for the delays between the runs of a step. @default Math.random */
  random?: () => number;
}

/** A lease that is about to end must not be asked for again and again. */
const minSecondsToTryAgain = 0.1;

/** Runs one delivered job as far as it goes. Safe to call for a job that is done, gone or running elsewhere. */
export async function runJob<Request>(
  dependencies: RunDependencies<Request>,
  jobId: string,
  stopping: AbortSignal,
): Promise<Delivery> {
  const { store, clock, worker, leaseSeconds, onError, random = Math.random } = dependencies;
  const claim = await store.claim(jobId, worker, leaseSeconds);
  if (claim.outcome === 'nothing-to-do') return { outcome: 'done' };
  if (claim.outcome === 'leased-elsewhere') {
    return {
      outcome: 'again',
      afterSeconds: Math.max(minSecondsToTryAgain, (claim.until - clock.now()) / 1000),
    };
  }
  const { lease, job } = claim;
  // Not AbortSignal.any: `stopping` lives as long as the process, and would keep what recipes left listening.
  const interruption = new AbortController();
  const { signal } = interruption;
  const stop = () => interruption.abort(stopping.reason);
  if (stopping.aborted) stop();
  stopping.addEventListener('abort', stop);
  const endWatch = watchLease(dependencies, lease, () => interruption.abort(new Interruption('lease-lost')));
  const steps = new Map<string, Promise<unknown>>();
  try {
    const input = (await store.input(jobId)) ?? '';
    const stepDependencies = {
      ...{ store, clock, lease, signal, random, attempt: job.attempt },
      onError: (error: unknown, step: string) => onError(error, jobId, step),
    };
    const context: JobContext<Request> = {
      ...{ job, input, signal },
      step<Result>(name: string, run: (control: StepControl) => Promise<Result>, options?: StepOptions) {
        const stored = job.steps.find((step) => step.name === name);
        const step = steps.get(name) ?? runStep(stepDependencies, stored, name, run, options);
        steps.set(name, step);
        // A recipe may begin a step and wait for it later, or fail before: no reason to end the process.
        step.catch(() => {});
        // The same name is the same step: its result has the type that the recipe gave it.
        return step as Promise<Result>;
      },
    };
    const outcome = await unlessAborted(signal, async () => {
      const said = await outcomeOf(dependencies, context, steps);
      const settled = await allSettled(steps);
      const failures = settled.flatMap((step) => (step.status === 'rejected' ? [step.reason] : []));
      return decideOutcome(
        said ?? undefined,
        failures.filter((reason) => reason instanceof StepFailed),
        settled.length - failures.length,
      );
    });
    await store.finish(lease, outcome);
    return { outcome: 'done' };
  } catch (error) {
    if (!signal.aborted && toFailure(error).code !== 'lease-lost') throw error;
    interruption.abort(new Interruption('lease-lost'));
    // What won't end now must not keep the job for ever: its lease is renewed no more.
    endWatch();
    await allSettled(steps);
    // Whether the lease is given back or was lost, the next delivery finds out who has to go on.
    if (stopping.aborted) {
      await store.release(lease).catch((problem: unknown) => {
        if (toFailure(problem).code !== 'lease-lost') onError(problem, jobId);
      });
    }
    return { outcome: 'again', afterSeconds: 0 };
  } finally {
    endWatch();
    stopping.removeEventListener('abort', stop);
  }
}

/** Waits for the steps that run, and for those that the recipe's other branches begin meanwhile. */
async function allSettled(
  steps: ReadonlyMap<string, Promise<unknown>>,
): Promise<PromiseSettledResult<unknown>[]> {
  for (;;) {
    const settled = await Promise.allSettled(steps.values());
    if (settled.length === steps.size) return settled;
  }
}

/** A recipe that throws has failed, unless it was interrupted: then nothing is known and the interruption goes on. */
async function outcomeOf<Request>(
  { recipe, onError }: RunDependencies<Request>,
  context: JobContext<Request>,
  steps: ReadonlyMap<string, Promise<unknown>>,
): Promise<JobOutcome | void> {
  try {
    const said = await recipe(context);
    for (const step of await allSettled(steps)) {
      // It could not be run or stored: no failure of its own, that a recipe might do without.
      if (step.status === 'rejected' && !(step.reason instanceof StepFailed)) throw step.reason;
    }
    return said;
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof StepFailed) {
      return error.failureOf === 'job' ? { status: 'failed', error: error.failure } : undefined;
    }
    const failure = toFailure(error);
    if (failure.code === 'lease-lost') throw error;
    onError(error, context.job.id);
    return { status: 'failed', error: failure };
  }
}

/** Renews the lease, and calls `onLost` as soon as it is known to be gone: taken over, cancelled, deleted. */
function watchLease<Request>(
  { store, clock, leaseSeconds, onError }: RunDependencies<Request>,
  lease: Lease,
  onLost: () => void,
): () => void {
  let isWatching = true;
  const lostIf = (isLost: boolean) => {
    if (isWatching && isLost) onLost();
  };
  const report = (error: unknown) => {
    lostIf(toFailure(error).code === 'lease-lost');
    if (toFailure(error).code !== 'lease-lost') onError(error, lease.jobId);
  };
  const unsubscribe = store.subscribe(lease.jobId, (by) => {
    if (by?.token === lease.token) return;
    void store.holds(lease).then((holds) => lostIf(!holds), report);
  });
  let cancelTimer = () => {};
  const renewAfter = (seconds: number) => {
    cancelTimer = clock.after(seconds * 1000, () => {
      void store.renew(lease, leaseSeconds).then(
        () => renewNext(leaseSeconds / 3),
        (error: unknown) => {
          report(error);
          // A store that was away for a moment must not cost the lease.
          renewNext(leaseSeconds / 12);
        },
      );
    });
  };
  const renewNext = (seconds: number) => {
    if (isWatching) renewAfter(seconds);
  };
  renewNext(leaseSeconds / 3);
  return () => {
    isWatching = false;
    cancelTimer();
    unsubscribe();
  };
}
