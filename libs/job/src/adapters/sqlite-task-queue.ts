import type { Clock } from '../ports/clock.ts';
import type { DeliverTask, TaskQueue } from '../ports/task-queue.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { createTaskTable, type ReceivedTask } from './sqlite-task-table.ts';

export interface SqliteTaskQueueOptions {
  database: SqliteDatabase;
  clock: Clock;
  /** Who receives: see `newLocalWorkerId`. */
  worker: string;
  /** Tasks that are delivered at once. @default 2 */
  concurrency?: number;
  /** A task whose receiver is silent for so long is delivered again. It is renewed three times in this time. @default 10 */
  leaseSeconds?: number;
  /** Deliveries without an answer (the receiver died or threw) after which a task is given up. @default 5 */
  maxDeliveries?: number;
  /** How often tasks that other processes enqueued are looked for, in seconds. Own ones are delivered at once. @default 1 */
  pollSeconds?: number;
  onError: (error: unknown, jobId: string) => void;
  /** Delivered to instead, once a task is given up. */
  onGivenUp: DeliverTask;
}

export interface EmbeddedTaskQueue extends TaskQueue {
  start(deliver: DeliverTask): void;
  /** Delivers no more, and resolves when the deliveries under way have ended. */
  stop(): Promise<void>;
}

/** A receiver that asks for a task at once, and again, must leave time to all else. */
const minSecondsBetweenDeliveries = 0.1;

/** Seconds before the nth delivery after one without an answer: 1, 2, 4 … at most 60. */
const backoffSeconds = (deliveries: number): number => Math.min(60, 2 ** (deliveries - 1));

/**
 * A queue in the job store's own SQLite file: a leased table, read when something is enqueued or comes due.
 *
 * A task with a delivery that was never answered may have killed its receiver, so it is delivered alone: whatever ran
 * beside it would die with it, and be given up in the end like the one that is to blame.
 */
export function createSqliteTaskQueue(options: SqliteTaskQueueOptions): EmbeddedTaskQueue {
  const { database, clock, worker, onError } = options;
  const { concurrency = 2, leaseSeconds = 10, maxDeliveries = 5, pollSeconds = 1 } = options;
  const tasks = createTaskTable({ database, clock, worker, leaseSeconds });
  const underWay = new Map<string, Promise<void>>();
  let deliver: DeliverTask | undefined;
  let isSuspectUnderWay = false;
  let cancelPoll = () => {};
  let pollDue = Number.POSITIVE_INFINITY;
  let noTakeOverBefore = Number.NEGATIVE_INFINITY;

  async function handle(task: ReceivedTask, run: DeliverTask): Promise<void> {
    const endRenewal = renewing(task);
    try {
      const isGivenUp = task.deliveries > maxDeliveries;
      const delivery = await (isGivenUp ? options.onGivenUp(task.jobId) : run(task.jobId));
      if (delivery.outcome === 'done') tasks.remove(task);
      // An answer was given, so this delivery doesn't count against the task.
      else {
        const afterSeconds = Math.max(minSecondsBetweenDeliveries, delivery.afterSeconds);
        tasks.putBack({ ...task, deliveries: task.deliveries - 1 }, afterSeconds);
      }
    } catch (error) {
      onError(error, task.jobId);
      tasks.putBack(task, backoffSeconds(task.deliveries));
    } finally {
      endRenewal();
    }
  }

  function renewing(task: ReceivedTask): () => void {
    let cancel = () => {};
    const later = () => {
      cancel = clock.after((leaseSeconds * 1000) / 3, () => {
        safely(() => tasks.renew(task), task.jobId);
        later();
      });
    };
    later();
    return () => cancel();
  }

  function safely<Result>(action: () => Result, jobId = ''): Result | undefined {
    try {
      return action();
    } catch (error) {
      onError(error, jobId);
      return undefined;
    }
  }

  function receive(): ReceivedTask | undefined {
    if (isSuspectUnderWay) return undefined;
    return tasks.receive({
      // Its delivery here is alive, whatever the clock says of its lease.
      except: [...underWay.keys()],
      isTakeOverAllowed: clock.now() >= noTakeOverBefore,
      isSuspectAllowed: underWay.size === 0,
    });
  }

  /** After a jump of the clock, or a sleep of the machine, leases only seem to be over: their holders may renew first. */
  function noticeJump(): void {
    if (clock.now() - pollDue > (leaseSeconds * 1000) / 3)
      noTakeOverBefore = clock.now() + leaseSeconds * 1000;
    // The clock was set back.
    if (noTakeOverBefore - clock.now() > leaseSeconds * 1000) noTakeOverBefore = clock.now();
  }

  /** Delivers all that is due and there is room for, then looks again after the poll interval. */
  function pump(): void {
    const run = deliver;
    if (!run) return;
    cancelPoll();
    noticeJump();
    while (underWay.size < concurrency) {
      const task = safely(receive);
      if (!task) break;
      isSuspectUnderWay = task.deliveries > 1;
      const handling = handle(task, run)
        .catch((error: unknown) => onError(error, task.jobId))
        .finally(() => {
          underWay.delete(task.jobId);
          isSuspectUnderWay = false;
          pump();
        });
      underWay.set(task.jobId, handling);
    }
    pollDue = clock.now() + pollSeconds * 1000;
    cancelPoll = clock.after(pollSeconds * 1000, pump);
  }

  return {
    async enqueue(jobId) {
      tasks.add(jobId);
      queueMicrotask(pump);
    },
    start(run) {
      deliver = run;
      pollDue = Number.POSITIVE_INFINITY;
      pump();
    },
    async stop() {
      deliver = undefined;
      cancelPoll();
      await Promise.all(underWay.values());
    },
  };
}
