import { JobError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease } from '../ports/job-store.ts';
import type { Row, SqliteDatabase } from './sqlite-database.ts';
import { integer, text } from './sqlite-rows.ts';

/** Who may write to which job. To be called inside the transaction of the write. */
export function createJobLeases(database: SqliteDatabase, clock: Clock) {
  const rowOf = (jobId: string) =>
    database.one(
      'SELECT id, lease_worker, lease_token, lease_from, lease_until FROM jobs WHERE id = :jobId',
      {
        jobId,
      },
    );

  function isHeldBy(row: Row | undefined, lease: Lease): boolean {
    return row?.['lease_token'] === lease.token && row['lease_worker'] === lease.worker;
  }

  function set(jobId: string, worker: string, milliseconds: number): void {
    database.run(
      'UPDATE jobs SET lease_worker = :worker, lease_from = :now, lease_until = :until WHERE id = :jobId',
      { jobId, worker, now: clock.now(), until: clock.now() + milliseconds },
    );
  }

  return {
    holds: (lease: Lease): boolean => isHeldBy(rowOf(lease.jobId), lease),

    /** Every write by a worker goes through here. Throws `lease-lost`. */
    assertHeld(lease: Lease): void {
      if (!isHeldBy(rowOf(lease.jobId), lease)) {
        throw new JobError('lease-lost', `Worker ${lease.worker} holds job ${lease.jobId} no more.`);
      }
    },

    /** When the job's lease ends; undefined if nobody holds it. */
    end(jobId: string): number | undefined {
      const row = rowOf(jobId);
      if (!row || row['lease_worker'] === null) return undefined;
      const [from, until] = [integer(row, 'lease_from'), integer(row, 'lease_until')];
      if (from <= clock.now()) return until > clock.now() ? until : undefined;
      // The clock was set back since: a lease is never longer than it was made, or a dead worker held it for an hour.
      set(jobId, text(row, 'lease_worker'), until - from);
      return clock.now() + until - from;
    },

    grant(jobId: string, worker: string, seconds: number): Lease {
      database.run('UPDATE jobs SET lease_token = lease_token + 1 WHERE id = :jobId', { jobId });
      set(jobId, worker, seconds * 1000);
      return { jobId, worker, token: integer(rowOf(jobId) ?? {}, 'lease_token') };
    },

    extend: (lease: Lease, seconds: number): void => set(lease.jobId, lease.worker, seconds * 1000),

    free(jobId: string): void {
      database.run(
        'UPDATE jobs SET lease_worker = NULL, lease_from = NULL, lease_until = NULL WHERE id = :jobId',
        { jobId },
      );
    },
  };
}
