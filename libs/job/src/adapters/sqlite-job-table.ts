import { JobError, keyReused } from '../errors.ts';
import { idempotencyMilliseconds } from '../idempotency.ts';
import type { Failure } from '../failure.ts';
import {
  assertTransition,
  isEnded,
  type JobStatus,
  jobStatuses,
  type OpenStatus,
  openStatuses,
} from '../job.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease, NewJob } from '../ports/job-store.ts';
import type { Row, SqliteDatabase } from './sqlite-database.ts';
import { integer, oneOf, text } from './sqlite-rows.ts';

export const statusOf = (row: Row): JobStatus => oneOf(jobStatuses, row, 'status');

/** What `toJob` needs, and whether the job is held. */
const columns = `id, owner, status, request, created_at, updated_at, completed_at, error, revision, attempt,
  lease_worker, lease_token, lease_from, lease_until`;
const selectByKey = `SELECT ${columns}, body_hash FROM jobs WHERE owner = :owner AND idempotency_key = :key`;
const selectJob = `SELECT ${columns} FROM jobs WHERE id = :id`;

const insertJob = `INSERT INTO jobs (id, owner, status, request, created_at, updated_at, revision, attempt, lease_token,
    idempotency_key, body_hash)
  VALUES (:id, :owner, 'pending', :request, :now, :now, 1, 1, 0, :key, :bodyHash)
  ON CONFLICT (owner, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING`;

/** Changes nothing that the indexes are made of, since this is done for every job; so it is not `changeStatus`. */
const grant = `UPDATE jobs SET status = 'processing', lease_worker = :worker, lease_from = :now, lease_until = :until,
  lease_token = lease_token + 1, updated_at = :now, revision = revision + 1 WHERE id = :id`;
const grantFirst = `${grant} AND status = 'pending' AND lease_token = 0 RETURNING ${columns}`;
const grantAgain = `${grant} RETURNING ${columns}`;
const changeStatus = `UPDATE jobs SET status = :to, error = :error, attempt = attempt + :more, completed_at = :completedAt,
  lease_worker = NULL, lease_from = NULL, lease_until = NULL, updated_at = :now, revision = revision + 1`;
const changeAny = `${changeStatus} WHERE id = :id RETURNING ${columns}`;
const changeHeld = `${changeStatus} WHERE id = :id AND lease_token = :token AND lease_worker = :worker AND completed_at IS NULL`;

const selectOlder = 'SELECT id FROM jobs WHERE id < :id ORDER BY id LIMIT :limit';
const countOpen = `SELECT status, count(*) AS jobs FROM jobs INDEXED BY jobs_open
  WHERE completed_at IS NULL GROUP BY status`;

/** The indexes are named, so that no list can come to read the whole history: SQLite refuses one that doesn't serve. */
const ofOwner = 'WHERE owner = :owner AND id < :before';
const newestFirst = 'ORDER BY id DESC LIMIT :limit';
const listAll = `SELECT ${columns} FROM jobs INDEXED BY jobs_by_owner ${ofOwner} ${newestFirst}`;
const listEnded = `SELECT ${columns} FROM jobs INDEXED BY jobs_ended
  ${ofOwner} AND status = :status AND completed_at IS NOT NULL ${newestFirst}`;
const listOpen = `SELECT ${columns} FROM jobs INDEXED BY jobs_open
  ${ofOwner} AND status = :status AND completed_at IS NULL ${newestFirst}`;
const selectWaiting = `SELECT id FROM jobs INDEXED BY jobs_open
  WHERE completed_at IS NULL AND (lease_until IS NULL OR lease_until <= :now OR lease_from > :now)
  ORDER BY id LIMIT :limit`;

/** The rows of jobs, and the statements that change their status. What writes is to be called inside a write. */
export function createJobTable(database: SqliteDatabase, clock: Clock) {
  const lasting = (seconds: number) => ({ now: clock.now(), until: clock.now() + seconds * 1000 });
  const changesTo = (to: JobStatus, error?: Failure) => ({
    ...{ to, now: clock.now(), completedAt: isEnded(to) ? clock.now() : null },
    error: error ? JSON.stringify(error) : null,
  });
  const rowOf = (id: string) => database.one(selectJob, { id });

  return {
    rowOf,

    /** Of the job's own row. 0 if there is none. */
    revisionOf(id: string): number {
      const row = database.one('SELECT revision FROM jobs WHERE id = :id', { id });
      return row ? integer(row, 'revision') : 0;
    },

    /** Throws `job-not-found`. */
    existing(id: string): Row {
      const row = rowOf(id);
      if (!row) throw new JobError('job-not-found', `There is no job ${id}.`);
      return row;
    },

    /** Answers whether it did: not if a job of the owner's has the idempotency key. */
    insert({ id, owner, request, input, idempotency }: NewJob<unknown>, now: number): boolean {
      const { changes } = database.run(insertJob, {
        ...{ id, owner, request: JSON.stringify(request), now },
        ...{ key: idempotency?.key ?? null, bodyHash: idempotency?.bodyHash ?? null },
      });
      if (changes > 0) database.run('INSERT INTO inputs (job_id, body) VALUES (:id, :input)', { id, input });
      return changes > 0;
    },

    /** The job that stands for the key, if it is young enough. Frees the key of one that is not. Throws `idempotency-key-reused`. */
    earlier(owner: string, { key, bodyHash }: { key: string; bodyHash: string }): Row | undefined {
      const earlier = database.one(selectByKey, {
        ...{ owner, key },
      });
      if (!earlier) return undefined;
      if (clock.now() - integer(earlier, 'created_at') >= idempotencyMilliseconds) {
        database.run('UPDATE jobs SET idempotency_key = NULL WHERE id = :id', { id: text(earlier, 'id') });
        return undefined;
      }
      if (earlier['body_hash'] !== bodyHash) {
        throw keyReused();
      }
      return earlier;
    },

    /** Gives a job that nobody has held yet to a worker. Answers its row, or nothing if it is not such a job. */
    grantFirst: (id: string, worker: string, seconds: number): Row | undefined =>
      database.one(grantFirst, {
        ...{ id, worker, ...lasting(seconds) },
      }),

    /** Gives a job that nobody holds now to a worker, with a token above all before. */
    grant(row: Row, worker: string, seconds: number): Row {
      const status = statusOf(row);
      if (status !== 'processing') assertTransition(status, 'processing');
      const id = text(row, 'id');
      return database.one(grantAgain, { id, worker, ...lasting(seconds) }) ?? row;
    },

    /** Changes the status of a job, whoever holds it, and ends the lease. */
    changeStatus(row: Row, to: JobStatus, isNewAttempt = false): Row {
      assertTransition(statusOf(row), to);
      const values = { ...changesTo(to), id: text(row, 'id'), more: isNewAttempt ? 1 : 0 };
      return database.one(changeAny, values) ?? row;
    },

    /** Ends a job for the worker that holds it, and its lease. Answers whether it holds it still. */
    finish({ jobId, token, worker }: Lease, to: JobStatus, error?: Failure): boolean {
      // Only who processes a job holds it.
      assertTransition('processing', to);
      const values = { ...changesTo(to, error), id: jobId, token, worker, more: 0 };
      return database.run(changeHeld, values).changes > 0;
    },

    /** Newest first, from the one before `before`. */
    list(owner: string, status: JobStatus | undefined, before: string, limit: number): Row[] {
      const values = { owner, before, limit, ...(status && { status }) };
      if (!status) return database.all(listAll, values);
      return database.all(isEnded(status) ? listEnded : listOpen, values);
    },

    /** Oldest first. */
    waiting(limit: number): string[] {
      const rows = database.all(selectWaiting, { now: clock.now(), limit });
      return rows.map((row) => text(row, 'id'));
    },

    /** Oldest first. */
    createdBefore(id: string, limit: number): string[] {
      return database.all(selectOlder, { id, limit }).map((row) => text(row, 'id'));
    },

    openCounts(): Record<OpenStatus, number> {
      const counts = { pending: 0, processing: 0 };
      for (const row of database.all(countOpen, {})) {
        counts[oneOf(openStatuses, row, 'status')] = integer(row, 'jobs');
      }
      return counts;
    },
  };
}
