import type { LedgerEntry } from '../ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease, StepEnd, StepRun } from '../ports/job-store.ts';
import type { StepStatus, StepSummary, Usage } from '../step.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { integer, text, toLedgerEntry, toStep } from './sqlite-rows.ts';

/** Steps as they stand, and the ledger of their runs. What writes is to be called inside a write. */
export function createStepTable(database: SqliteDatabase, clock: Clock) {
  const summaryOf = (jobId: string, name: string): StepSummary | undefined => {
    const row = database.one('SELECT * FROM steps WHERE job_id = :jobId AND name = :name', { jobId, name });
    return row && toStep(row);
  };

  return {
    of: (jobId: string): StepSummary[] =>
      database
        .all(
          `SELECT name, status, progress, attempt, runs, usage, earlier_usage, error, started_at, finished_at
           FROM steps WHERE job_id = :jobId ORDER BY started_at, name`,
          { jobId },
        )
        .map(toStep),

    start({ jobId, worker, token }: Lease, { step, run }: StepRun, attempt: number): void {
      const now = clock.now();
      const { changes } = database.run(
        `INSERT INTO ledger (job_id, step, run, attempt, worker, token, started_at, outcome, usage)
         VALUES (:jobId, :step, :run, :attempt, :worker, :token, :now, 'running', '{}') ON CONFLICT DO NOTHING`,
        { jobId, step, run, attempt, worker, token, now },
      );
      // The answer to the same write was lost, and it is repeated.
      if (changes === 0) return;
      const earlierUsage = run === 1 ? {} : (summaryOf(jobId, step)?.usage ?? {});
      database.run(
        `INSERT INTO steps (job_id, name, status, progress, attempt, runs, usage, earlier_usage, started_at)
         VALUES (:jobId, :step, 'processing', 0, :attempt, :run, '{}', :earlierUsage, :now)
         ON CONFLICT (job_id, name) DO UPDATE SET status = 'processing', progress = 0, attempt = :attempt, runs = :run,
           usage = '{}', earlier_usage = :earlierUsage, error = NULL, started_at = :now, finished_at = NULL`,
        { jobId, step, attempt, run, earlierUsage: JSON.stringify(earlierUsage), now },
      );
    },

    saveProgress(
      { jobId, token }: Lease,
      { step, run }: StepRun,
      { fraction, usage }: { fraction: number; usage: Usage },
    ): void {
      const told = { jobId, step, run, usage: JSON.stringify(usage) };
      const { changes } = database.run(
        `UPDATE ledger SET usage = :usage
         WHERE job_id = :jobId AND step = :step AND run = :run AND token = :token AND outcome = 'running'`,
        { ...told, token },
      );
      if (changes === 0) return;
      database.run(
        'UPDATE steps SET progress = :fraction, usage = :usage WHERE job_id = :jobId AND name = :step AND runs = :run',
        { ...told, fraction },
      );
    },

    end({ jobId, token }: Lease, { step, run }: StepRun, end: StepEnd): void {
      const now = clock.now();
      const usage = JSON.stringify(end.usage);
      const { changes } = database.run(
        `UPDATE ledger SET outcome = :outcome, finished_at = :now, usage = :usage
         WHERE job_id = :jobId AND step = :step AND run = :run AND token = :token AND outcome = 'running'`,
        { jobId, step, run, token, now, usage, outcome: end.outcome },
      );
      if (changes === 0) return;
      const status = statusAfter(end);
      database.run(
        `UPDATE steps SET status = :status, usage = :usage, error = :error, finished_at = :finishedAt,
           progress = CASE :status WHEN 'completed' THEN 1 ELSE progress END, result = :result
         WHERE job_id = :jobId AND name = :step AND runs = :run`,
        {
          ...{ jobId, step, run, status, usage },
          error: status === 'failed' && end.outcome === 'failed' ? JSON.stringify(end.error) : null,
          finishedAt: status === 'processing' ? null : now,
          result: end.outcome === 'completed' ? end.result : null,
        },
      );
    },

    result(jobId: string, step: string): string | undefined {
      const row = database.one(
        `SELECT result FROM steps WHERE job_id = :jobId AND name = :step AND status = 'completed'`,
        { jobId, step },
      );
      return row && text(row, 'result');
    },

    ledger(jobId: string): LedgerEntry[] {
      const job = database.one('SELECT lease_token, lease_worker FROM jobs WHERE id = :jobId', { jobId });
      const heldToken = job && job['lease_worker'] !== null ? integer(job, 'lease_token') : undefined;
      return database
        .all('SELECT * FROM ledger WHERE job_id = :jobId ORDER BY started_at, run, step', { jobId })
        .map((row) => toLedgerEntry(row, heldToken));
    },
  };
}

/** A run that was interrupted, or that failed and is tried again, leaves its step on the way. */
function statusAfter(end: StepEnd): StepStatus {
  if (end.outcome === 'completed') return 'completed';
  return end.outcome === 'failed' && !end.willRetry ? 'failed' : 'processing';
}
