import { JobError } from '../errors.ts';
import { assertTransition, isEnded, type Job, type JobStatus } from '../job.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobStore } from '../ports/job-store.ts';
import { createChangeNotifier } from './sqlite-change-notifier.ts';
import type { Row, SqliteDatabase } from './sqlite-database.ts';
import { createJobLeases } from './sqlite-job-leases.ts';
import { integer, text, toJob, toStep } from './sqlite-rows.ts';

const idempotencyMilliseconds = 24 * 60 * 60 * 1000;

/** Keeps jobs in SQLite. Close the database after the store's `close`. */
export function createSqliteJobStore<Request>({
  database,
  clock,
}: {
  database: SqliteDatabase;
  clock: Clock;
}): JobStore<Request> & { close(): void } {
  const notifier = createChangeNotifier(database, clock);
  const leases = createJobLeases(database, clock);

  const stepsOf = (jobId: string) =>
    database
      .all(
        `SELECT name, status, progress, attempt, usage, error, started_at, finished_at FROM steps
         WHERE job_id = :jobId ORDER BY started_at, name`,
        { jobId },
      )
      .map(toStep);
  const rowOf = (id: string) => database.one('SELECT * FROM jobs WHERE id = :id', { id });
  const withSteps = (row: Row): Job<Request> => toJob(row, stepsOf(text(row, 'id')));

  function existing(id: string): Row {
    const row = rowOf(id);
    if (!row) throw new JobError('job-not-found', `There is no job ${id}.`);
    return row;
  }

  /** The only statement that changes a status. */
  function changeStatus(row: Row, to: JobStatus, changes: { error?: string; attempt?: number } = {}): void {
    const { status, attempt, id } = toJob(row, []);
    assertTransition(status, to);
    database.run(
      `UPDATE jobs SET status = :to, error = :error, attempt = :attempt, completed_at = :completedAt,
         lease_worker = NULL, lease_from = NULL, lease_until = NULL,
         updated_at = :now, revision = revision + 1
       WHERE id = :id`,
      {
        ...{ id, to, error: changes.error ?? null, attempt: changes.attempt ?? attempt },
        ...{ completedAt: isEnded(to) ? clock.now() : null, now: clock.now() },
      },
    );
  }

  /** Makes the change in one transaction and tells of it once it is stored. */
  function changing<Result>(id: string, change: () => Result): Promise<Result> {
    // A promise even where SQLite answers at once, so that an error is always a rejection.
    return Promise.resolve().then(() => {
      const result = database.transaction(change);
      notifier.changed(id);
      return result;
    });
  }

  return {
    create: (job) =>
      changing(job.id, () => {
        const { owner, idempotency } = job;
        const now = clock.now();
        if (idempotency) {
          const { key } = idempotency;
          const earlier = database.one('SELECT * FROM jobs WHERE owner = :owner AND idempotency_key = :key', {
            owner,
            key,
          });
          if (earlier && now - integer(earlier, 'created_at') < idempotencyMilliseconds) {
            if (earlier['body_hash'] !== idempotency.bodyHash) {
              throw new JobError(
                'idempotency-key-reused',
                'This idempotency key was used with another body.',
              );
            }
            return { job: withSteps(earlier), isNew: false };
          }
          if (earlier)
            database.run('UPDATE jobs SET idempotency_key = NULL WHERE id = :id', {
              id: text(earlier, 'id'),
            });
        }
        database.run(
          `INSERT INTO jobs (id, owner, status, request, created_at, updated_at, revision, attempt, lease_token,
             idempotency_key, body_hash)
           VALUES (:id, :owner, 'pending', :request, :now, :now, 1, 1, 0, :key, :bodyHash)`,
          {
            ...{ id: job.id, owner, request: JSON.stringify(job.request), now },
            ...{ key: idempotency?.key ?? null, bodyHash: idempotency?.bodyHash ?? null },
          },
        );
        database.run('INSERT INTO inputs (job_id, body) VALUES (:id, :input)', {
          id: job.id,
          input: job.input,
        });
        return { job: withSteps(existing(job.id)), isNew: true };
      }),

    async get(id) {
      const row = rowOf(id);
      return row && withSteps(row);
    },

    async input(id) {
      const row = database.one('SELECT body FROM inputs WHERE job_id = :id', { id });
      return row && text(row, 'body');
    },

    async list({ owner, status, limit, cursor }) {
      const before = cursor === undefined ? '~' : fromCursor(cursor);
      const rows = database.all(
        `SELECT * FROM jobs WHERE owner = :owner AND id < :before ${status ? 'AND status = :status' : ''}
         ORDER BY id DESC LIMIT :limit`,
        { owner, before, limit: limit + 1, ...(status && { status }) },
      );
      const jobs = rows.slice(0, limit).map(withSteps);
      const last = jobs.at(-1);
      return { jobs, ...(rows.length > limit && last && { nextCursor: toCursor(last.id) }) };
    },

    delete: (id) => changing(id, () => void database.run('DELETE FROM jobs WHERE id = :id', { id })),

    cancel: (id) =>
      changing(id, () => {
        const row = existing(id);
        const { status } = toJob(row, []);
        if (isEnded(status)) throw new JobError('job-already-ended', `The job is ${status} already.`);
        changeStatus(row, 'cancelled');
        return withSteps(existing(id));
      }),

    retry: (id) =>
      changing(id, () => {
        const row = existing(id);
        const { status, attempt } = toJob(row, []);
        if (status !== 'partial' && status !== 'failed') {
          throw new JobError('job-not-retryable', `A job that is ${status} can't be retried.`);
        }
        changeStatus(row, 'pending', { attempt: attempt + 1 });
        return withSteps(existing(id));
      }),

    claim: (id, worker, leaseSeconds) =>
      changing(id, () => {
        const row = rowOf(id);
        if (!row || isEnded(toJob(row, []).status)) return { outcome: 'nothing-to-do' };
        const until = leases.end(id);
        if (until !== undefined) return { outcome: 'leased-elsewhere', until };
        if (row['status'] === 'pending') changeStatus(row, 'processing');
        const lease = leases.grant(id, worker, leaseSeconds);
        return { outcome: 'claimed', lease, job: withSteps(existing(id)) };
      }),

    async renew(lease, leaseSeconds) {
      database.transaction(() => {
        leases.assertHeld(lease);
        leases.extend(lease, leaseSeconds);
      });
    },

    async holds(lease) {
      return leases.holds(lease);
    },

    release: (lease) =>
      changing(lease.jobId, () => {
        leases.assertHeld(lease);
        leases.free(lease.jobId);
      }),

    finish: (lease, outcome) =>
      changing(lease.jobId, () => {
        leases.assertHeld(lease);
        const error = outcome.status === 'completed' ? {} : { error: JSON.stringify(outcome.error) };
        changeStatus(existing(lease.jobId), outcome.status, error);
        return withSteps(existing(lease.jobId));
      }),

    saveStep: (lease, step) =>
      changing(lease.jobId, () => {
        leases.assertHeld(lease);
        database.run(
          `INSERT INTO steps (job_id, name, status, progress, attempt, usage, error, started_at, finished_at, result)
           VALUES (:jobId, :name, :status, :progress, :attempt, :usage, :error, :startedAt, :finishedAt, :result)
           ON CONFLICT (job_id, name) DO UPDATE SET status = :status, progress = :progress, attempt = :attempt,
             usage = :usage, error = :error, started_at = :startedAt, finished_at = :finishedAt, result = :result`,
          {
            ...{ jobId: lease.jobId, name: step.name, status: step.status, progress: step.progress },
            ...{ attempt: step.attempt, usage: JSON.stringify(step.usage), startedAt: step.startedAt },
            error: step.error ? JSON.stringify(step.error) : null,
            ...{ finishedAt: step.finishedAt ?? null, result: step.result ?? null },
          },
        );
        database.run('UPDATE jobs SET updated_at = :now, revision = revision + 1 WHERE id = :id', {
          ...{ id: lease.jobId, now: clock.now() },
        });
      }),

    async stepResult(jobId, name) {
      const row = database.one(
        `SELECT result FROM steps WHERE job_id = :jobId AND name = :name AND status = 'completed'`,
        { jobId, name },
      );
      return row && text(row, 'result');
    },

    async waiting(limit) {
      const rows = database.all(
        `SELECT id FROM jobs WHERE status IN ('pending', 'processing')
           AND (lease_until IS NULL OR lease_until <= :now OR lease_from > :now) ORDER BY id LIMIT :limit`,
        { now: clock.now(), limit },
      );
      return rows.map((row) => text(row, 'id'));
    },

    subscribe: notifier.subscribe,
    close: notifier.close,
  };
}

const toCursor = (id: string): string => Buffer.from(id).toString('base64url');

function fromCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f-]{36}$/.test(id))
    throw new JobError('cursor-invalid', 'The cursor is none that a list has given.');
  return id;
}
