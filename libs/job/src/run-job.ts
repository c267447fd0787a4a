import { toFailure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { type JobContext, StepFailed } from './job-context.ts';
import type { Clock } from './ports/clock.ts';
import type { JobOutcome, JobStore, Lease } from './ports/job-store.ts';
import type { Delivery } from './ports/task-queue.ts';
import { runStep } from './run-step.ts';

/** What a job does: runs named steps and says how it ended. To throw is to fail. */
export type Recipe<Request> = (context: JobContext<Request>) => Promise<JobOutcome>;

export interface RunDependencies<Request> {
  store: JobStore<Request>;
  recipe: Recipe<Request>;
  clock: Clock;
  /** Who holds the lease. Unique for each process and start. */
  worker: string;
  /** A worker that is silent for so long is taken for dead. It renews three times in this time. */
  leaseSeconds: number;
  onError: (error: unknown, jobId: string, step?: string) => void;
}

/** Runs one delivered job as far as it goes. Safe to call for a job that is done, gone or running elsewhere. */
export async function runJob<Request>(
  dependencies: RunDependencies<Request>,
  jobId: string,
  stopping: AbortSignal,
): Promise<Delivery> {
  const { store, clock, worker, leaseSeconds, onError } = dependencies;
  const claim = await store.claim(jobId, worker, leaseSeconds);
  if (claim.outcome === 'nothing-to-do') return { outcome: 'done' };
  if (claim.outcome === 'leased-elsewhere') {
    return { outcome: 'again', afterSeconds: Math.max(0.1, (claim.until - clock.now()) / 1000) };
  }
  const { lease, job } = claim;
  const interruption = new AbortController();
  const signal = AbortSignal.any([interruption.signal, stopping]);
  const endWatch = watchLease(dependencies, lease, () => interruption.abort(new Interruption('lease-lost')));
  try {
    const input = (await store.input(jobId)) ?? '';
    const stepDependencies = {
      ...{ store, clock, lease, signal, attempt: job.attempt },
      onError: (error: unknown, step: string) => onError(error, jobId, step),
    };
    const context: JobContext<Request> = {
      ...{ job, input, signal },
      step: (name, run, options) =>
        runStep(
          stepDependencies,
          job.steps.find((step) => step.name === name),
          name,
          run,
          options,
        ),
    };
    const outcome = await outcomeOf(dependencies, context);
    await store.finish(lease, outcome);
    return { outcome: 'done' };
  } catch (error) {
    if (!signal.aborted && toFailure(error).code !== 'lease-lost') throw error;
    // Whether the lease is given back or was lost, the next delivery finds out who has to go on.
    if (stopping.aborted) await store.release(lease).catch((problem: unknown) => onError(problem, jobId));
    return { outcome: 'again', afterSeconds: 0 };
  } finally {
    endWatch();
  }
}

/** A recipe that throws has failed, unless it was interrupted: then nothing is known and the interruption goes on. */
async function outcomeOf<Request>(
  { recipe, onError }: RunDependencies<Request>,
  context: JobContext<Request>,
): Promise<JobOutcome> {
  try {
    const outcome = await recipe(context);
    context.signal.throwIfAborted();
    return outcome;
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof StepFailed) return { status: 'failed', error: error.failure };
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
  const unsubscribe = store.subscribe(lease.jobId, () => {
    void store.holds(lease).then((holds) => lostIf(!holds), report);
  });
  let cancelTimer = () => {};
  const renewLater = () => {
    cancelTimer = clock.after((leaseSeconds * 1000) / 3, () => {
      void store
        .renew(lease, leaseSeconds)
        .catch(report)
        .finally(() => {
          if (isWatching) renewLater();
        });
    });
  };
  renewLater();
  return () => {
    isWatching = false;
    cancelTimer();
    unsubscribe();
  };
}
