import type { Clock } from '../ports/clock.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { integer, text } from './sqlite-rows.ts';

/** A task and the right to answer for it. A later receiver has a higher token: then the earlier one changes nothing. */
export interface ReceivedTask {
  jobId: string;
  token: number;
  /** This one included, and those left out that were answered with `again`. */
  deliveries: number;
}

export interface ReceiveOptions {
  /** Jobs whose tasks are left where they are. */
  except: readonly string[];
  /** Whether a task may be taken from a receiver whose lease is over. */
  isTakeOverAllowed: boolean;
  /** Whether a task may be received that had a delivery without an answer. If not, it holds up those behind it. */
  isSuspectAllowed: boolean;
}

/** The rows behind the embedded queue: who received which task until when. */
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

  /** A lease is never longer than it was made; without this, a dead receiver held it for as long as the clock went back. */
  function mendFutureLeases(): void {
    database.run(
      'UPDATE tasks SET leased_until = :now + leased_until - leased_from, leased_from = :now WHERE leased_from > :now',
      { now: clock.now() },
    );
  }

  return {
    /**
     * A delivery that is just ending must not take away what is added now: the token is new, so it changes nothing.
     * A job that has been deleted has nothing to deliver.
     */
    add(jobId: string): void {
      database.run(
        `INSERT INTO tasks (job_id, available_at, deliveries, lease_token)
         SELECT id, :now, 0, 0 FROM jobs WHERE id = :jobId
         ON CONFLICT (job_id) DO UPDATE SET available_at = min(available_at, :now),
           leased_by = NULL, leased_from = NULL, leased_until = NULL, lease_token = lease_token + 1`,
        { jobId, now: clock.now() },
      );
    },

    /** The next task that is due, leased to this worker. */
    receive({ except, isTakeOverAllowed, isSuspectAllowed }: ReceiveOptions): ReceivedTask | undefined {
      return database.transaction(() => {
        mendFutureLeases();
        const row = database.one(
          `SELECT job_id, lease_token, deliveries FROM tasks
           WHERE (leased_until IS NULL AND available_at <= :now OR leased_until <= :now AND :takeOver)
             AND job_id NOT IN (SELECT value FROM json_each(:except))
           ORDER BY available_at, job_id LIMIT 1`,
          { now: clock.now(), takeOver: isTakeOverAllowed ? 1 : 0, except: JSON.stringify(except) },
        );
        if (!row || (!isSuspectAllowed && integer(row, 'deliveries') > 0)) return undefined;
        const task = {
          jobId: text(row, 'job_id'),
          token: integer(row, 'lease_token') + 1,
          deliveries: integer(row, 'deliveries') + 1,
        };
        database.run(
          `UPDATE tasks SET leased_by = :worker, leased_from = :now, leased_until = :until, lease_token = :token,
             deliveries = :deliveries
           WHERE job_id = :jobId`,
          { ...task, ...lease(), worker },
        );
        return task;
      });
    },

    remove({ jobId, token }: ReceivedTask): void {
      database.run('DELETE FROM tasks WHERE job_id = :jobId AND lease_token = :token', { jobId, token });
    },

    renew({ jobId, token }: ReceivedTask): void {
      database.run(
        'UPDATE tasks SET leased_from = :now, leased_until = :until WHERE job_id = :jobId AND lease_token = :token',
        { jobId, token, ...lease() },
      );
    },

    putBack({ jobId, token, deliveries }: ReceivedTask, afterSeconds: number): void {
      database.run(
        `UPDATE tasks SET leased_by = NULL, leased_from = NULL, leased_until = NULL, available_at = :at,
           deliveries = :deliveries
         WHERE job_id = :jobId AND lease_token = :token`,
        { jobId, token, deliveries, at: clock.now() + Math.round(afterSeconds * 1000) },
      );
    },
  };
}
