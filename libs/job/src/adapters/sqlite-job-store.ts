import { JobError } from '../errors.ts';
import { assertTransition, isEnded, type Job, jobStatuses, type JobStatus } from '../job.ts';
import type { Clock } from '../ports/clock.ts';
import type { Claim, JobStore } from '../ports/job-store.ts';
import { createChangeNotifier } from './sqlite-change-notifier.ts';
import type { Row, SqliteDatabase } from './sqlite-database.ts';
import type { Durability } from './sqlite-group-commit.ts';
import { createJobLeases } from './sqlite-job-leases.ts';
import { integer, oneOf, text, toJob } from './sqlite-rows.ts';
import { createStepTable } from './sqlite-step-table.ts';

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

  const steps = createStepTable(database, clock);

  const rowOf = (id: string) => database.one('SELECT * FROM jobs WHERE id = :id', { id });
  const withSteps = (row: Row): Job<Request> => toJob(row, steps.of(text(row, 'id')));

  function existing(id: string): Row {
    const row = rowOf(id);
    if (!row) throw new JobError('job-not-found', `There is no job ${id}.`);
    return row;
  }

  /** The only statement that changes a status. It ends every lease. */
  function changeStatus(
    row: Row,
    to: JobStatus,
    { error, attempt = integer(row, 'attempt') }: { error?: string; attempt?: number } = {},
  ): Row {
    assertTransition(statusOf(row), to);
    const changed = database.one(
      `UPDATE jobs SET status = :to, error = :error, attempt = :attempt, completed_at = :completedAt,
         lease_worker = NULL, lease_from = NULL, lease_until = NULL,
         updated_at = :now, revision = revision + 1
       WHERE id = :id RETURNING *`,
      {
        ...{ id: text(row, 'id'), to, error: error ?? null, attempt },
        ...{ completedAt: isEnded(to) ? clock.now() : null, now: clock.now() },
      },
    );
    return changed ?? row;
  }

  /** Makes the change in one transaction and tells of it once it is stored. */
  async function changing<Result>(
    id: string,
    change: () => Result,
    durability?: Durability,
  ): Promise<Result> {
    const result = await database.write(change, durability);
    notifier.changed(id);
    return result;
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
        const row = database.one(
          `INSERT INTO jobs (id, owner, status, request, created_at, updated_at, revision, attempt, lease_token,
             idempotency_key, body_hash)
           VALUES (:id, :owner, 'pending', :request, :now, :now, 1, 1, 0, :key, :bodyHash) RETURNING *`,
          {
            ...{ id: job.id, owner, request: JSON.stringify(job.request), now },
            ...{ key: idempotency?.key ?? null, bodyHash: idempotency?.bodyHash ?? null },
          },
        );
        database.run('INSERT INTO inputs (job_id, body) VALUES (:id, :input)', {
          ...{ id: job.id, input: job.input },
        });
        return { job: toJob<Request>(row ?? existing(job.id), []), isNew: true };
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
        const status = statusOf(row);
        if (isEnded(status)) throw new JobError('job-already-ended', `The job is ${status} already.`);
        return withSteps(changeStatus(row, 'cancelled'));
      }),

    retry: (id) =>
      changing(id, () => {
        const row = existing(id);
        const status = statusOf(row);
        if (status !== 'partial' && status !== 'failed') {
          throw new JobError('job-not-retryable', `A job that is ${status} can't be retried.`);
        }
        return withSteps(changeStatus(row, 'pending', { attempt: integer(row, 'attempt') + 1 }));
      }),

    async claim(id, worker, leaseSeconds) {
      const claim = await database.write(
        () => tryClaim(id, worker, leaseSeconds),
        // A machine that has lost its power has lost its workers too, and then a lease means nothing.
        'process',
      );
      if (claim.outcome === 'claimed') notifier.changed(id);
      return claim;
    },

    renew: (lease, leaseSeconds) => database.write(() => leases.extend(lease, leaseSeconds), 'process'),

    async holds(lease) {
      return leases.holds(lease);
    },

    release: (lease) => changing(lease.jobId, () => leases.free(lease), 'process'),

    finish: (lease, outcome) =>
      changing(lease.jobId, () => {
        const error = outcome.status === 'completed' ? {} : { error: JSON.stringify(outcome.error) };
        return withSteps(changeStatus(leases.heldJob(lease), outcome.status, error));
      }),

    startStep: (lease, run) => changing(lease.jobId, () => steps.start(lease, run, leases.touch(lease))),

    progressSeconds: 0.25,

    saveProgress: (lease, run, progress) =>
      changing(
        lease.jobId,
        () => {
          leases.touch(lease);
          steps.saveProgress(lease, run, progress);
        },
        'process',
      ),

    endStep: (lease, run, end) =>
      changing(lease.jobId, () => {
        leases.touch(lease);
        steps.end(lease, run, end);
      }),

    async stepResult(jobId, step) {
      return steps.result(jobId, step);
    },

    async ledger(jobId) {
      return steps.ledger(jobId);
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

  function tryClaim(id: string, worker: string, leaseSeconds: number): Claim<Request> {
    const row = rowOf(id);
    if (!row || isEnded(statusOf(row))) return { outcome: 'nothing-to-do' };
    const until = leases.end(row);
    if (until !== undefined) return { outcome: 'leased-elsewhere', until };
    if (statusOf(row) === 'pending') changeStatus(row, 'processing');
    const { lease, job } = leases.grant(id, worker, leaseSeconds);
    return { outcome: 'claimed', lease, job: withSteps(job) };
  }
}

const statusOf = (row: Row): JobStatus => oneOf(jobStatuses, row, 'status');

const toCursor = (id: string): string => Buffer.from(id).toString('base64url');

function fromCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f-]{36}$/.test(id))
    throw new JobError('cursor-invalid', 'The cursor is none that a list has given.');
  return id;
}
