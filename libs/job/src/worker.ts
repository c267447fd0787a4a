import { Interruption } from './interruption.ts';
import { toFailure } from './failure.ts';
import type { DeliverTask, TaskQueue } from './ports/task-queue.ts';
import { runJob, type RunDependencies } from './run-job.ts';

const waitingPageSize = 100;
/** Time for interrupted jobs to give back their leases. */
const releaseSeconds = 2;
/** When a delivery that found no room is wanted again. */
const noRoomSeconds = 1;
/** A queue that keeps one task for a job and occasion is asked for a waiting job once in this time. */
const sweepOccasionMilliseconds = 10 * 60 * 1000;

export interface WorkerDependencies<Request> extends RunDependencies<Request> {
  queue: TaskQueue;
  /** How often stored jobs without a task are looked for, in seconds. @default 30 */
  sweepSeconds?: number;
  /** Jobs that run at once; a delivery beyond is asked for again. @default as many as the queue delivers */
  concurrency?: number;
}

export interface Worker {
  /** Runs a job that a queue has delivered. */
  deliver: DeliverTask;
  /** Sweeps once, and from then on again and again: enqueues accepted jobs that wait without a task or whose worker died. */
  start(): Promise<void>;
  /**
   * Takes no more jobs, lets those that run finish within `graceSeconds`, then interrupts and releases the rest.
   * A job that won't even be interrupted is left behind: its lease runs out, and its writes are refused.
   */
  stop(graceSeconds: number): Promise<void>;
}

export function createWorker<Request>(dependencies: WorkerDependencies<Request>): Worker {
  const { store, queue, clock, leaseSeconds, onError, sweepSeconds = 30 } = dependencies;
  const { concurrency = Number.POSITIVE_INFINITY } = dependencies;
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  let isStopping = false;
  let cancelSweep = () => {};
  let sweeping = Promise.resolve();

  /** Never throws: what can't be enqueued now waits for the next sweep. */
  async function sweep(): Promise<void> {
    try {
      const occasion = `sweep-${Math.floor(clock.now() / sweepOccasionMilliseconds)}`;
      for (const jobId of await store.waiting(waitingPageSize)) {
        if (isStopping) return;
        try {
          await queue.enqueue(jobId, { occasion, onlyIfMissing: true });
        } catch (error) {
          onError(error, jobId);
          // A queue that is away takes its time to say so, a hundred times over.
          if (toFailure(error).code === 'queue-unavailable') return;
        }
      }
    } catch (error) {
      onError(error, '');
    }
  }

  function sweepLater(): void {
    if (isStopping) return;
    const due = clock.now() + sweepSeconds * 1000;
    cancelSweep = clock.after(sweepSeconds * 1000, () => {
      // After a jump of the clock, or a sleep of the machine, leases only seem to be over: their holders may renew first.
      const isLate = clock.now() - due > (leaseSeconds * 1000) / 3;
      sweeping = isLate ? Promise.resolve() : sweep();
      void sweeping.finally(sweepLater);
    });
  }

  return {
    async deliver(jobId) {
      if (isStopping) return { outcome: 'again', afterSeconds: 0 };
      if (running.size >= concurrency) return { outcome: 'again', afterSeconds: noRoomSeconds };
      const run = runJob(dependencies, jobId, stopping.signal);
      running.add(run);
      try {
        return await run;
      } finally {
        running.delete(run);
      }
    },
    async start() {
      sweeping = sweep();
      await sweeping;
      sweepLater();
    },
    async stop(graceSeconds) {
      isStopping = true;
      cancelSweep();
      const finished = Promise.allSettled([...running, sweeping]);
      await atMost(graceSeconds, finished);
      stopping.abort(new Interruption('stopping'));
      await atMost(releaseSeconds, finished);
    },
  };

  async function atMost(seconds: number, work: Promise<unknown>): Promise<void> {
    let cancelTimer = () => {};
    const timeIsUp = new Promise<void>((resolve) => (cancelTimer = clock.after(seconds * 1000, resolve)));
    await Promise.race([work, timeIsUp]);
    cancelTimer();
  }
}
