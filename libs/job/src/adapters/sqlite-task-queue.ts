import { toFailure } from '../failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliverTask, TaskQueue } from '../ports/task-queue.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { isWorkerDead } from './local-worker-id.ts';
import { releaseDeadLeases } from './release-dead-leases.ts';
import { createTaskTable, type ReceivedTask, type ReceiveOptions } from './sqlite-task-table.ts';

export interface SqliteTaskQueueOptions {
  database: SqliteDatabase;
  clock: Clock;
  /** Who receives: see `newLocalWorkerId`. */
  worker: string;
  /** Tasks that are delivered at once. @default 2 */
  concurrency?: number;
  /** A task whose receiver is silent for so long is delivered again. It is renewed three times in this time. @default 8 */
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
 * A queue in the job store's own SQLite file, by the store's own connection: a leased table, read when something is
 * enqueued or comes due.
 *
 * A task with a delivery that was never answered may have killed its receiver, so it is delivered alone: whatever ran
 * beside it would die with it, and be given up in the end like the one that is to blame.
 */
export function createSqliteTaskQueue(options: SqliteTaskQueueOptions): EmbeddedTaskQueue {
  const { database, clock, worker, onError } = options;
  const { concurrency = 2, leaseSeconds = 8, maxDeliveries = 5, pollSeconds = 1 } = options;
  const tasks = createTaskTable({ database, clock, worker, leaseSeconds });
  const underWay = new Map<string, Promise<void>>();
  let deliver: DeliverTask | undefined;
  let isSuspectUnderWay = false;
  let receiving: Promise<void> | undefined;
  let isLookWanted = false;
  let isTakeOverWanted = false;
  let isBacklog = false;
  let lastLookAt = Number.NEGATIVE_INFINITY;
  let cancelPoll = () => {};
  let cancelDue = () => {};
  let pollDue = Number.POSITIVE_INFINITY;
  let noTakeOverBefore = Number.NEGATIVE_INFINITY;

  async function handle(task: ReceivedTask, run: DeliverTask): Promise<void> {
    const endRenewal = renewing(task);
    try {
      const isGivenUp = task.deliveries > maxDeliveries;
      const delivery = await (isGivenUp ? options.onGivenUp(task.jobId) : run(task.jobId));
      if (delivery.outcome === 'done') await tasks.remove(task);
      // An answer was given, so this delivery doesn't count against the task.
      else {
        const afterSeconds = Math.max(minSecondsBetweenDeliveries, delivery.afterSeconds);
        await tasks.putBack({ ...task, deliveries: task.deliveries - 1 }, afterSeconds);
      }
    } catch (error) {
      onError(error, task.jobId);
      // A store that is away is no fault of the task's: that delivery doesn't count against it either.
      const { code, isRetryable } = toFailure(error);
      const deliveries = code === 'store-unavailable' && isRetryable ? task.deliveries - 1 : task.deliveries;
      await tasks.putBack({ ...task, deliveries }, backoffSeconds(task.deliveries));
    } finally {
      endRenewal();
    }
  }

  function renewing(task: ReceivedTask): () => void {
    let cancel = () => {};
    const later = () => {
      cancel = clock.after((leaseSeconds * 1000) / 3, () => {
        tasks.renew(task).catch((error: unknown) => onError(error, task.jobId));
        later();
      });
    };
    later();
    return () => cancel();
  }

  /** After a jump of the clock, or a sleep of the machine, leases only seem to be over: their holders may renew first. */
  function noticeJump(): void {
    if (clock.now() - pollDue > (leaseSeconds * 1000) / 3)
      noTakeOverBefore = clock.now() + leaseSeconds * 1000;
    // The clock was set back.
    if (noTakeOverBefore - clock.now() > leaseSeconds * 1000) noTakeOverBefore = clock.now();
  }

  /** Looks until there is nothing to deliver or no room, then again when something comes due. */
  function look(): void {
    isLookWanted = true;
    receiving ??= receiveAll()
      .catch((error: unknown) => onError(error, ''))
      .finally(() => {
        receiving = undefined;
        // Asked for after the last look and before here.
        if (isLookWanted && deliver) look();
        else lookWhenDue();
      });
  }

  async function receiveAll(): Promise<void> {
    while (isLookWanted && deliver) {
      isLookWanted = false;
      lastLookAt = clock.now();
      // The wish to take over waits for room as well.
      if (!hasRoom()) continue;
      const isTakeOver = isTakeOverWanted && clock.now() >= noTakeOverBefore;
      isTakeOverWanted = false;
      // While there was more than room, there is no need to look before.
      if (!isBacklog && !tasks.hasDue(wanted(isTakeOver))) continue;
      // What is wanted is asked when it is received: deliveries that end until then make room for more.
      const received = await tasks.receive(() => wanted(isTakeOver));
      isBacklog = received.length > 0 && received.length + underWay.size >= concurrency;
      for (const task of received) begin(task);
    }
  }

  /** A suspect leaves no room for others. */
  const hasRoom = () => underWay.size < concurrency && !isSuspectUnderWay;

  const wanted = (isTakeOverAllowed: boolean): ReceiveOptions => ({
    limit: hasRoom() ? concurrency - underWay.size : 0,
    // Their deliveries here are alive, whatever the clock says of their leases.
    except: [...underWay.keys()],
    isTakeOverAllowed,
    isSuspectAllowed: underWay.size === 0,
  });

  function begin(task: ReceivedTask): void {
    isSuspectUnderWay = task.deliveries > 1;
    // Stopped meanwhile: whoever else looks may have it at once.
    const handling = deliver
      ? handle(task, deliver)
      : tasks.putBack({ ...task, deliveries: task.deliveries - 1 }, 0);
    const ended = handling
      .catch((error: unknown) => onError(error, task.jobId))
      .finally(() => {
        underWay.delete(task.jobId);
        isSuspectUnderWay = false;
        look();
      });
    underWay.set(task.jobId, ended);
  }

  function lookWhenDue(): void {
    cancelDue();
    const dueAt = deliver && safely(() => tasks.nextDueAfter(lastLookAt));
    if (dueAt !== undefined) cancelDue = clock.after(Math.max(1, dueAt - clock.now()), look);
  }

  /** Looks from time to time for what others have enqueued or left, however busy this queue is meanwhile. */
  function poll(): void {
    noticeJump();
    pollDue = clock.now() + pollSeconds * 1000;
    cancelPoll = clock.after(pollSeconds * 1000, poll);
    isTakeOverWanted = true;
    if (!safely(() => tasks.holders())?.some((holder) => isWorkerDead(holder, worker))) return look();
    releaseDeadLeases(database, worker)
      .catch((error: unknown) => onError(error, ''))
      .finally(look);
  }

  function safely<Result>(read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      onError(error, '');
      return undefined;
    }
  }

  return {
    isKeptWithJobs: true,
    async enqueue(jobId, order) {
      await tasks.add(jobId, order);
      look();
    },
    start(run) {
      deliver = run;
      pollDue = Number.POSITIVE_INFINITY;
      poll();
    },
    async stop() {
      deliver = undefined;
      cancelPoll();
      cancelDue();
      await receiving;
      await Promise.all(underWay.values());
    },
  };
}
