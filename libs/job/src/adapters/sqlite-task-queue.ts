import type { Clock } from '../ports/clock.ts';
import type { DeliverTask, TaskQueue } from '../ports/task-queue.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { integer, text } from './sqlite-rows.ts';

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

interface ReceivedTask {
  jobId: string;
  token: number;
  deliveries: number;
}

/** Seconds before the nth delivery after one without an answer: 1, 2, 4 … at most 60. */
const backoffSeconds = (deliveries: number): number => Math.min(60, 2 ** (deliveries - 1));

/** A queue in the job store's own SQLite file: a leased table, read when something is enqueued or comes due. */
export function createSqliteTaskQueue(options: SqliteTaskQueueOptions): EmbeddedTaskQueue {
  const { database, clock, worker, onError } = options;
  const { concurrency = 2, leaseSeconds = 10, maxDeliveries = 5, pollSeconds = 1 } = options;
  let deliver: DeliverTask | undefined;
  const underWay = new Set<Promise<void>>();
  let cancelPoll = () => {};

  function receive(): ReceivedTask | undefined {
    return database.transaction(() => {
      const row = database.one(
        `SELECT job_id, lease_token, deliveries FROM tasks
         WHERE available_at <= :now AND (leased_until IS NULL OR leased_until <= :now)
         ORDER BY available_at, job_id LIMIT 1`,
        { now: clock.now() },
      );
      if (!row) return undefined;
      const task = {
        jobId: text(row, 'job_id'),
        token: integer(row, 'lease_token') + 1,
        deliveries: integer(row, 'deliveries') + 1,
      };
      database.run(
        `UPDATE tasks SET leased_by = :worker, leased_until = :until, lease_token = :token, deliveries = :deliveries
         WHERE job_id = :jobId`,
        { ...task, worker, until: clock.now() + leaseSeconds * 1000 },
      );
      return task;
    });
  }

  /** Whoever lost the task's lease changes nothing. */
  const remove = ({ jobId, token }: ReceivedTask) =>
    database.run('DELETE FROM tasks WHERE job_id = :jobId AND lease_token = :token', { jobId, token });
  const renew = ({ jobId, token }: ReceivedTask) =>
    database.run('UPDATE tasks SET leased_until = :until WHERE job_id = :jobId AND lease_token = :token', {
      ...{ jobId, token, until: clock.now() + leaseSeconds * 1000 },
    });
  const putBack = ({ jobId, token, deliveries }: ReceivedTask, afterSeconds: number) =>
    database.run(
      `UPDATE tasks SET leased_by = NULL, leased_until = NULL, available_at = :at, deliveries = :deliveries
       WHERE job_id = :jobId AND lease_token = :token`,
      { jobId, token, deliveries, at: clock.now() + Math.round(afterSeconds * 1000) },
    );

  async function handle(task: ReceivedTask, run: DeliverTask): Promise<void> {
    const endRenewal = renewing(task);
    try {
      const isGivenUp = task.deliveries > maxDeliveries;
      const delivery = await (isGivenUp ? options.onGivenUp(task.jobId) : run(task.jobId));
      if (delivery.outcome === 'done') remove(task);
      // An answer was given, so this delivery doesn't count against the task.
      else putBack({ ...task, deliveries: task.deliveries - 1 }, delivery.afterSeconds);
    } catch (error) {
      onError(error, task.jobId);
      putBack(task, backoffSeconds(task.deliveries));
    } finally {
      endRenewal();
    }
  }

  function renewing(task: ReceivedTask): () => void {
    let cancel = () => {};
    const later = () => {
      cancel = clock.after((leaseSeconds * 1000) / 3, () => {
        safely(() => renew(task), task.jobId);
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

  /** Delivers all that is due and there is room for, then looks again after the poll interval. */
  function pump(): void {
    const run = deliver;
    if (!run) return;
    cancelPoll();
    while (underWay.size < concurrency) {
      const task = safely(receive);
      if (!task) break;
      const handling: Promise<void> = handle(task, run)
        .catch((error: unknown) => onError(error, task.jobId))
        .finally(() => {
          underWay.delete(handling);
          pump();
        });
      underWay.add(handling);
    }
    cancelPoll = clock.after(pollSeconds * 1000, pump);
  }

  return {
    // A delivery that is just ending must not take away what is enqueued now: the token is new, so it changes nothing.
    async enqueue(jobId) {
      database.run(
        `INSERT INTO tasks (job_id, available_at, deliveries, lease_token) VALUES (:jobId, :now, 0, 0)
         ON CONFLICT (job_id) DO UPDATE SET available_at = min(available_at, :now),
           leased_by = NULL, leased_until = NULL, lease_token = lease_token + 1`,
        { jobId, now: clock.now() },
      );
      queueMicrotask(pump);
    },
    start(run) {
      deliver = run;
      pump();
    },
    async stop() {
      deliver = undefined;
      cancelPoll();
      await Promise.all(underWay);
    },
  };
}
