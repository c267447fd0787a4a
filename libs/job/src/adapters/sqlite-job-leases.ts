import { leaseLost } from '../errors.ts';
import { liveSpan } from '../lease-span.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease } from '../ports/job-store.ts';
import type { Row, SqliteDatabase } from './sqlite-database.ts';
import { integer, text } from './sqlite-rows.ts';

/** Who may write to which job, and until when. What writes is to be called inside a write. */
export function createJobLeases(database: SqliteDatabase, clock: Clock) {
  const held = ({ jobId, token, worker }: Lease): Row | undefined =>
    database.one(
      'SELECT status FROM jobs WHERE id = :jobId AND lease_token = :token AND lease_worker = :worker',
      {
        ...{ jobId, token, worker },
      },
    );

  /** The job's row. Throws `lease-lost`. */
  function heldJob(lease: Lease): Row {
    const row = held(lease);
    if (row) return row;
    throw leaseLost(lease);
  }

  function set(jobId: string, worker: string, milliseconds: number): void {
    database.run(
      'UPDATE jobs SET lease_worker = :worker, lease_from = :now, lease_until = :until WHERE id = :jobId',
      { jobId, worker, now: clock.now(), until: clock.now() + milliseconds },
    );
  }

  return {
    heldJob,
    holds: (lease: Lease): boolean => held(lease) !== undefined,

    /** When the lease in the job's row ends; undefined if nobody holds it. Writes it anew if the clock was set back. */
    liveUntil(row: Row): number | undefined {
      if (row['lease_worker'] === null) return undefined;
      const made = { from: integer(row, 'lease_from'), until: integer(row, 'lease_until') };
      const live = liveSpan(made, clock.now());
      if (live && live.from !== made.from) {
        set(text(row, 'id'), text(row, 'lease_worker'), live.until - live.from);
      }
      return live?.until;
    },

    /** Throws `lease-lost`. */
    extend(lease: Lease, seconds: number): void {
      heldJob(lease);
      set(lease.jobId, lease.worker, seconds * 1000);
    },

    /** Throws `lease-lost`. */
    free(lease: Lease): void {
      heldJob(lease);
      database.run(
        'UPDATE jobs SET lease_worker = NULL, lease_from = NULL, lease_until = NULL WHERE id = :jobId',
        { jobId: lease.jobId },
      );
    },
  };
}
