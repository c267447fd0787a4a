import { assertCancellable, assertRetryable, assertTransition, isEnded, type Job, newJob } from '../job.ts';
import { firstJobIdAt } from '../new-job-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { Claim, JobStore, Lease } from '../ports/job-store.ts';
import { createEndedJobs } from './ended-jobs.ts';
import { fromCursor, toCursor } from './job-cursor.ts';
import { createChangeNotifier } from './sqlite-change-notifier.ts';
import type { Row, SqliteDatabase } from './sqlite-database.ts';
import type { Durability } from './sqlite-group-commit.ts';
import { createJobLeases } from './sqlite-job-leases.ts';
import { createJobTable, statusOf } from './sqlite-job-table.ts';
import { integer, text, toJob } from './sqlite-rows.ts';
import { createStepTable } from './sqlite-step-table.ts';

/** Above every id. */
const lastId = '~';

/** Keeps jobs in SQLite. Close the database after the store's `close`. */
export function createSqliteJobStore<Request>({
  database,
  clock,
}: {
  database: SqliteDatabase;
  clock: Clock;
}): JobStore<Request> & { close(): void } {
  const notifier = createChangeNotifier(database, clock);
  const jobs = createJobTable(database, clock);
  const leases = createJobLeases(database, clock);
  const steps = createStepTable(database, clock);
  const ended = createEndedJobs<Request>();
  const withSteps = (row: Row): Job<Request> => toJob(row, steps.rowsOf(text(row, 'id')));

  /** Makes the change in one transaction and tells of it once it is stored. */
  async function changing<Result>(
    id: string,
    change: () => Result,
    { by, durability }: { by?: Lease; durability?: Durability } = {},
  ): Promise<Result> {
    const result = await database.write(change, durability);
    notifier.changed(id, by);
    return result;
  }

  /** A step's write, which answers whether it changed anything. Throws `lease-lost`. */
  async function changingStep(lease: Lease, change: () => boolean, durability?: Durability): Promise<void> {
    await database.write(() => {
      if (!change()) leases.heldJob(lease);
    }, durability);
    notifier.changed(lease.jobId, lease);
  }

  function claim(id: string, worker: string, seconds: number): Claim<Request> {
    const first = jobs.grantFirst(id, worker, seconds);
    // Whom nobody has held has no steps.
    if (first) return claimed(first, worker, toJob<Request>(first, []));
    const row = jobs.rowOf(id);
    if (!row || isEnded(statusOf(row))) return { outcome: 'nothing-to-do' };
    const until = leases.liveUntil(row);
    if (until !== undefined) return { outcome: 'leased-elsewhere', until };
    const granted = jobs.grant(row, worker, seconds);
    return claimed(granted, worker, withSteps(granted));
  }

  return {
    create: (job) =>
      changing(job.id, () => {
        const accepted = newJob(job, clock.now());
        // Few keys come twice: to look for each before would take as long as to insert the job.
        if (jobs.insert(job, accepted.createdAt)) return { job: accepted, isNew: true };
        const earlier = job.idempotency && jobs.earlier(job.owner, job.idempotency);
        if (earlier) return { job: withSteps(earlier), isNew: false };
        jobs.insert(job, accepted.createdAt);
        return { job: accepted, isNew: true };
      }),

    async get(id) {
      const known = ended.find(id, jobs.revisionOf);
      if (known) return known;
      const row = jobs.rowOf(id);
      if (!row) return undefined;
      const job = withSteps(row);
      ended.keep(job, integer(row, 'revision'));
      return job;
    },

    async input(id) {
      const row = database.one('SELECT body FROM inputs WHERE job_id = :id', { id });
      return row && text(row, 'body');
    },

    async list({ owner, status, limit, cursor }) {
      const before = cursor === undefined ? lastId : fromCursor(cursor);
      const rows = jobs.list(owner, status, before, limit + 1);
      const found = rows.slice(0, limit);
      const stepRows = steps.rowsOfEach(found.map((row) => text(row, 'id')));
      const page = found.map((row, place) => toJob<Request>(row, stepRows[place] ?? []));
      const last = page.at(-1);
      return { jobs: page, ...(rows.length > limit && last && { nextCursor: toCursor(last.id) }) };
    },

    delete: (id) => changing(id, () => void database.run('DELETE FROM jobs WHERE id = :id', { id })),

    cancel: (id) =>
      changing(id, () => {
        const row = jobs.existing(id);
        assertCancellable(statusOf(row));
        return withSteps(jobs.changeStatus(row, 'cancelled'));
      }),

    retry: (id) =>
      changing(id, () => {
        const row = jobs.existing(id);
        assertRetryable(statusOf(row));
        return withSteps(jobs.changeStatus(row, 'pending', true));
      }),

    async claim(id, worker, leaseSeconds) {
      // A machine that has lost its power has lost its workers too, and then a lease means nothing.
      const answer = await database.write(() => claim(id, worker, leaseSeconds), 'process');
      if (answer.outcome === 'claimed') notifier.changed(id, answer.lease);
      return answer;
    },

    renew: (lease, leaseSeconds) => database.write(() => leases.extend(lease, leaseSeconds), 'process'),

    async holds(lease) {
      return leases.holds(lease);
    },

    release: (lease) => changing(lease.jobId, () => leases.free(lease), { by: lease, durability: 'process' }),

    finish: (lease, outcome) =>
      changing(
        lease.jobId,
        () => {
          const error = outcome.status === 'completed' ? undefined : outcome.error;
          // An ended job that is held can only come of a fault, and then the transition is what is refused.
          const isFinished = jobs.finish(lease, outcome.status, error);
          if (!isFinished) assertTransition(statusOf(leases.heldJob(lease)), outcome.status);
        },
        { by: lease },
      ),

    progressSeconds: 0.25,
    startStep: (lease, run) => changingStep(lease, () => steps.start(lease, run)),
    saveProgress: (lease, run, progress) =>
      changingStep(lease, () => steps.saveProgress(lease, run, progress), 'process'),
    endStep: (lease, run, end) => changingStep(lease, () => steps.end(lease, run, end)),

    async stepResult(jobId, step) {
      return steps.result(jobId, step);
    },

    async ledger(jobId) {
      return steps.ledger(jobId);
    },

    async waiting(limit) {
      return jobs.waiting(limit);
    },

    async createdBefore(time, limit) {
      return jobs.createdBefore(firstJobIdAt(time), limit);
    },

    async openCounts() {
      return jobs.openCounts();
    },

    subscribe: notifier.subscribe,
    close: notifier.close,
  };
}

function claimed<Request>(row: Row, worker: string, job: Job<Request>): Claim<Request> {
  return { outcome: 'claimed', lease: { jobId: job.id, worker, token: integer(row, 'lease_token') }, job };
}
