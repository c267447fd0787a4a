import { JobError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease } from '../ports/job-store.ts';
import type { Row, SqliteDatabase } from './sqlite-database.ts';
import { integer, text } from './sqlite-rows.ts';

/** Who may write to which job. To be called inside the write. */
export function createJobLeases(database: SqliteDatabase, clock: Clock) {
  function lost(lease: Lease): JobError {
    return new JobError('lease-lost', `Worker ${lease.worker} holds job ${lease.jobId} no more.`);
  }

  function set(jobId: string, worker: string, milliseconds: number): void {
    database.run(
      'UPDATE jobs SET lease_worker = :worker, lease_from = :now, lease_until = :until WHERE id = :jobId',
      { jobId, worker, now: clock.now(), until: clock.now() + milliseconds },
    );
  }

  const held = ({ jobId, token, worker }: Lease): Row | undefined =>
    database.one('SELECT * FROM jobs WHERE id = :jobId AND lease_token = :token AND lease_worker = :worker', {
      jobId,
      token,
      worker,
    });

  return {
    holds: (lease: Lease): boolean => held(lease) !== undefined,

    /** The job's row. Throws `lease-lost`. */
    heldJob(lease: Lease): Row {
      const row = held(lease);
      if (!row) throw lost(lease);
      return row;
    },

    /** Says that the job has changed, and answers its attempt. Throws `lease-lost`. */
    touch({ jobId, token, worker }: Lease): number {
      const row = database.one(
        `UPDATE jobs SET updated_at = :now, revision = revision + 1
         WHERE id = :jobId AND lease_token = :token AND lease_worker = :worker RETURNING attempt`,
        { jobId, token, worker, now: clock.now() },
      );
      if (!row) throw lost({ jobId, token, worker });
      return integer(row, 'attempt');
    },

    /** When the lease in the job's row ends; undefined if nobody holds it. */
    end(row: Row): number | undefined {
      if (row['lease_worker'] === null) return undefined;
      const [from, until] = [integer(row, 'lease_from'), integer(row, 'lease_until')];
      if (from <= clock.now()) return until > clock.now() ? until : undefined;
      // The clock was set back since: a lease is never longer than it was made, or a dead worker held it for an hour.
      set(text(row, 'id'), text(row, 'lease_worker'), until - from);
      return clock.now() + until - from;
    },

    /** Gives the job to the worker, with a token above all before. */
    grant(jobId: string, worker: string, seconds: number): { lease: Lease; job: Row } {
      const now = clock.now();
      const job = database.one(
        `UPDATE jobs SET lease_token = lease_token + 1, lease_worker = :worker, lease_from = :now, lease_until = :until
         WHERE id = :jobId RETURNING *`,
        { jobId, worker, now, until: now + seconds * 1000 },
      );
      if (!job) throw new JobError('job-not-found', `There is no job ${jobId}.`);
      return { lease: { jobId, worker, token: integer(job, 'lease_token') }, job };
    },

    extend(lease: Lease, seconds: number): void {
      if (!held(lease)) throw lost(lease);
      set(lease.jobId, lease.worker, seconds * 1000);
    },

    free(lease: Lease): void {
      if (!held(lease)) throw lost(lease);
      database.run(
        'UPDATE jobs SET lease_worker = NULL, lease_from = NULL, lease_until = NULL WHERE id = :jobId',
        { jobId: lease.jobId },
      );
    },
  };
}
