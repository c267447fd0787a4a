import type { LedgerEntry } from '../ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease, StepEnd, StepRun } from '../ports/job-store.ts';
import { statusAfter, type Usage } from '../step.ts';
import type { Row, SqliteDatabase } from './sqlite-database.ts';
import { integer, text, toLedgerEntry, toStep } from './sqlite-rows.ts';

/** What `toJob` takes. Nothing used is null: node:sqlite makes nulls faster than texts, and lists have many steps. */
const summaryColumns = `name, status, progress, error, revision, updated_at, run, attempt, started_at, finished_at,
  nullif(usage, '{}') AS usage, nullif(earlier_usage, '{}') AS earlier_usage`;
const runColumns = 'run, attempt, worker, token, started_at, finished_at, outcome, usage';

/** Fencing stands in each statement that writes, so that it costs no look of its own. */
const isHeld = 'id = :jobId AND lease_token = :token AND lease_worker = :worker';
const isRunning = `job_id = :jobId AND name = :step AND run = :run AND token = :token AND outcome = 'running'
  AND EXISTS (SELECT 1 FROM jobs WHERE ${isHeld})`;

const selectRows = `SELECT ${summaryColumns} FROM steps WHERE job_id = :jobId`;
const selectRowsOfEach = `SELECT key AS place, ${summaryColumns}
  FROM json_each(:jobIds) JOIN steps ON job_id = json_each.value`;
const selectEarlier = `SELECT ${summaryColumns} FROM steps WHERE job_id = :jobId AND name = :step AND run < :run`;
const copyToEarlier = `INSERT INTO earlier_runs (job_id, step, ${runColumns})
  SELECT job_id, name, ${runColumns} FROM steps WHERE job_id = :jobId AND name = :step`;
const insertRun = `INSERT INTO steps (job_id, name, status, progress, earlier_usage, revision, updated_at,
    run, attempt, worker, token, started_at, outcome, usage)
  SELECT :jobId, :step, 'processing', 0, :earlierUsage, 1, :now,
    :run, attempt, :worker, :token, :now, 'running', '{}' FROM jobs WHERE ${isHeld}
  ON CONFLICT (job_id, name) DO UPDATE SET status = 'processing', progress = 0,
    earlier_usage = excluded.earlier_usage, error = NULL, revision = revision + 1, updated_at = :now,
    run = :run, attempt = excluded.attempt, worker = :worker, token = :token, started_at = :now,
    finished_at = NULL, outcome = 'running', usage = '{}'
  WHERE run < :run`;
const updateProgress = `UPDATE steps
  SET progress = :fraction, usage = :usage, revision = revision + 1, updated_at = :now WHERE ${isRunning}`;
const updateEnd = `UPDATE steps SET status = :status, outcome = :outcome, usage = :usage, error = :error,
    finished_at = :now, progress = CASE :status WHEN 'completed' THEN 1 ELSE progress END, result = :result,
    revision = revision + 1, updated_at = :now
  WHERE ${isRunning}`;
const selectResult = `SELECT coalesce(result, body) AS result FROM steps
  LEFT JOIN long_results ON long_results.job_id = steps.job_id AND step = name
  WHERE steps.job_id = :jobId AND name = :step AND status = 'completed'`;
const selectLedger = `SELECT step, ${runColumns} FROM earlier_runs WHERE job_id = :jobId
  UNION ALL SELECT name, ${runColumns} FROM steps WHERE job_id = :jobId ORDER BY started_at, run, step`;

/**
 * Steps as they stand, each with its present run, and their earlier runs: together the ledger. What writes is to be
 * called inside a write, and answers whether it changed anything: if not, the lease was lost, or the run has ended.
 */
export function createStepTable(database: SqliteDatabase, clock: Clock) {
  /** Moves the run before into the ledger's past. Answers what all runs so far have used. */
  function putAside(jobId: string, { step, run }: StepRun): Usage {
    const row = database.one(selectEarlier, { jobId, step, run });
    if (!row) return {};
    database.run(copyToEarlier, { jobId, step });
    return toStep(row).usage;
  }

  return {
    /** As `toJob` takes them. */
    rowsOf: (jobId: string): Row[] => database.all(selectRows, { jobId }),

    /** The same for many jobs, in their order: one statement is faster than a hundred. */
    rowsOfEach(jobIds: readonly string[]): Row[][] {
      const ofEach: Row[][] = jobIds.map(() => []);
      for (const row of database.all(selectRowsOfEach, { jobIds: JSON.stringify(jobIds) })) {
        ofEach[integer(row, 'place')]?.push(row);
      }
      return ofEach;
    },

    /** To start a run again that has been started changes nothing: the answer to the same write was lost. */
    start({ jobId, worker, token }: Lease, { step, run }: StepRun): boolean {
      const earlierUsage = run === 1 ? {} : putAside(jobId, { step, run });
      const { changes } = database.run(insertRun, {
        ...{ jobId, step, run, worker, token, now: clock.now() },
        earlierUsage: JSON.stringify(earlierUsage),
      });
      return changes > 0;
    },

    saveProgress(
      { jobId, worker, token }: Lease,
      { step, run }: StepRun,
      { fraction, usage }: { fraction: number; usage: Usage },
    ): boolean {
      const { changes } = database.run(updateProgress, {
        ...{ jobId, step, run, worker, token },
        fraction,
        usage: JSON.stringify(usage),
        now: clock.now(),
      });
      return changes > 0;
    },

    end({ jobId, worker, token }: Lease, { step, run }: StepRun, end: StepEnd): boolean {
      const status = statusAfter(end);
      const result = end.outcome === 'completed' ? end.result : undefined;
      const { changes } = database.run(updateEnd, {
        ...{ jobId, step, run, worker, token, status, outcome: end.outcome, now: clock.now() },
        usage: JSON.stringify(end.usage),
        error: end.outcome === 'failed' && !end.willRetry ? JSON.stringify(end.error) : null,
        result: result !== undefined && isShort(result) ? result : null,
      });
      if (changes > 0 && result !== undefined && !isShort(result)) {
        database.run('INSERT INTO long_results (job_id, step, body) VALUES (:jobId, :step, :result)', {
          ...{ jobId, step, result },
        });
      }
      return changes > 0;
    },

    result(jobId: string, step: string): string | undefined {
      const row = database.one(selectResult, { jobId, step });
      return row && text(row, 'result');
    },

    ledger(jobId: string): LedgerEntry[] {
      const job = database.one('SELECT lease_token, lease_worker FROM jobs WHERE id = :jobId', { jobId });
      const heldToken = job && job['lease_worker'] !== null ? integer(job, 'lease_token') : undefined;
      return database.all(selectLedger, { jobId }).map((row) => toLedgerEntry(row, heldToken));
    },
  };
}

/** Shorter than what stands beside it in a step's row. */
function isShort(result: string): boolean {
  return result.length <= 200;
}
