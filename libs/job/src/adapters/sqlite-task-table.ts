import type { Clock } from '../ports/clock.ts';
import type { TaskOrder } from '../ports/task-queue.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { integer, text } from './sqlite-rows.ts';

/** A task and the right to answer for it. A later receiver has a higher token: then the earlier one changes nothing. */
export interface ReceivedTask {
  jobId: string;
  token: number;
  /** This one included, and those left out that were answered with `again`. */
  deliveries: number;
}

interface DueTask extends ReceivedTask {
  availableAt: number;
}

export interface ReceiveOptions {
  /** How many tasks at most. */
  limit: number;
  /** Jobs whose tasks are left where they are. */
  except: readonly string[];
  /** Whether a task may be taken from a receiver whose lease is over. */
  isTakeOverAllowed: boolean;
  /** Whether a task may be received that had a delivery without an answer. It comes alone, and holds up those behind it. */
  isSuspectAllowed: boolean;
}

const columns = 'job_id, lease_token, deliveries, available_at';
const inOrder = 'ORDER BY available_at, job_id LIMIT :limit';
const selectReady = `SELECT ${columns} FROM tasks WHERE leased_from IS NULL AND available_at <= :now ${inOrder}`;
const selectAbandoned = `SELECT ${columns} FROM tasks
  WHERE leased_from IS NOT NULL AND (leased_until <= :now OR leased_from > :now) ${inOrder}`;

/**
 * The rows behind the embedded queue: who received which task until when. Its writes outlive the process but not a loss
 * of power: a task that is lost or comes back is found by the sweep, or finds its job done.
 */
export function createTaskTable({
  database,
  clock,
  worker,
  leaseSeconds,
}: {
  database: SqliteDatabase;
  clock: Clock;
  worker: string;
  leaseSeconds: number;
}) {
  const leaseMilliseconds = leaseSeconds * 1000;
  const lease = () => ({ now: clock.now(), until: clock.now() + leaseMilliseconds });
  const writing = <Result>(work: () => Result): Promise<Result> => database.write(work, 'process');

  /** A lease is never longer than it was made; without this, a dead receiver held it for as long as the clock went back. */
  function mendFutureLeases(): void {
    database.run(
      'UPDATE tasks SET leased_until = :now + leased_until - leased_from, leased_from = :now WHERE leased_from > :now',
      { now: clock.now() },
    );
  }

  /** Tasks that nobody has, and that are due. */
  function ready(limit: number, except: ReadonlySet<string>): DueTask[] {
    const first = tasksBy(selectReady, limit);
    const free = first.filter(({ jobId }) => !except.has(jobId));
    // Only a job that is enqueued again while it is delivered is both ready and excepted.
    if (free.length === first.length) return free;
    return tasksBy(selectReady, limit + except.size).filter(({ jobId }) => !except.has(jobId));
  }

  function tasksBy(sql: string, limit: number): DueTask[] {
    return database.all(sql, { now: clock.now(), limit }).map((row) => ({
      jobId: text(row, 'job_id'),
      token: integer(row, 'lease_token') + 1,
      deliveries: integer(row, 'deliveries') + 1,
      availableAt: integer(row, 'available_at'),
    }));
  }

  function due({ limit, except, isTakeOverAllowed }: Omit<ReceiveOptions, 'isSuspectAllowed'>): DueTask[] {
    const passed = new Set(except);
    if (!isTakeOverAllowed) return ready(limit, passed);
    const abandoned = tasksBy(selectAbandoned, limit + passed.size).filter(({ jobId }) => !passed.has(jobId));
    return [...abandoned, ...ready(limit, passed)]
      .sort((a, b) => a.availableAt - b.availableAt || (a.jobId < b.jobId ? -1 : 1))
      .slice(0, limit);
  }

  return {
    /**
     * A delivery that is just ending must not take away what is added now: the token is new, so it changes nothing.
     * A job that has been deleted has nothing to deliver.
     */
    add: (
      jobId: string,
      { afterSeconds = 0, onlyIfMissing = false }: Omit<TaskOrder, 'occasion'>,
    ): Promise<void> =>
      writing(() => {
        if (onlyIfMissing && database.one('SELECT 1 FROM tasks WHERE job_id = :jobId', { jobId })) return;
        database.run(
          `INSERT INTO tasks (job_id, available_at, deliveries, lease_token)
           SELECT id, :at, 0, 0 FROM jobs WHERE id = :jobId
           ON CONFLICT (job_id) DO UPDATE SET
             available_at = CASE WHEN leased_from IS NULL THEN min(available_at, :at) ELSE :at END,
             leased_by = NULL, leased_from = NULL, leased_until = NULL, lease_token = lease_token + 1`,
          { jobId, at: clock.now() + Math.round(afterSeconds * 1000) },
        );
      }),

    /** Whether `receive` may find something. Only reads, so that it can be asked often. */
    hasDue: (options: ReceiveOptions): boolean => due({ ...options, limit: 1 }).length > 0,

    /** The next tasks that are due, leased to this worker. What is wanted is asked inside the write. */
    receive: (wanted: () => ReceiveOptions): Promise<ReceivedTask[]> =>
      writing(() => {
        const { isSuspectAllowed, ...options } = wanted();
        if (options.isTakeOverAllowed) mendFutureLeases();
        const found = due(options);
        const firstSuspect = found.findIndex(({ deliveries }) => deliveries > 1);
        const isSuspectFirst = firstSuspect === 0 && isSuspectAllowed;
        const received = firstSuspect < 0 ? found : found.slice(0, isSuspectFirst ? 1 : firstSuspect);
        for (const { jobId, token, deliveries } of received) {
          database.run(
            `UPDATE tasks SET leased_by = :worker, leased_from = :now, leased_until = :until, lease_token = :token,
               deliveries = :deliveries
             WHERE job_id = :jobId`,
            { ...{ jobId, token, deliveries, worker }, ...lease() },
          );
        }
        return received;
      }),

    remove: ({ jobId, token }: ReceivedTask): Promise<void> =>
      writing(() => {
        database.run('DELETE FROM tasks WHERE job_id = :jobId AND lease_token = :token', { jobId, token });
      }),

    renew: ({ jobId, token }: ReceivedTask): Promise<void> =>
      writing(() => {
        database.run(
          `UPDATE tasks SET leased_from = :now, leased_until = :until
           WHERE job_id = :jobId AND lease_token = :token AND leased_from IS NOT NULL`,
          { jobId, token, ...lease() },
        );
      }),

    putBack: ({ jobId, token, deliveries }: ReceivedTask, afterSeconds: number): Promise<void> =>
      writing(() => {
        database.run(
          `UPDATE tasks SET leased_by = NULL, leased_from = NULL, leased_until = NULL, available_at = :at,
             deliveries = :deliveries
           WHERE job_id = :jobId AND lease_token = :token`,
          { jobId, token, deliveries, at: clock.now() + Math.round(afterSeconds * 1000) },
        );
      }),

    /** Who holds tasks now. */
    holders: (): string[] =>
      database
        .all('SELECT DISTINCT leased_by FROM tasks WHERE leased_from IS NOT NULL', {})
        .map((row) => text(row, 'leased_by')),

    /** When the next task came or comes due after `time` that nobody has; undefined if there is none. */
    nextDueAfter(time: number): number | undefined {
      const row = database.one(
        `SELECT available_at FROM tasks WHERE leased_from IS NULL AND available_at > :now
         ORDER BY available_at LIMIT 1`,
        { now: time },
      );
      return row && integer(row, 'available_at');
    },
  };
}
