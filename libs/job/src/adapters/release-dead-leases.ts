import { isWorkerDead } from './local-worker-id.ts';
import { type SqliteDatabase } from './sqlite-database.ts';
import { text } from './sqlite-rows.ts';

/**
 * What a process that has ended on this machine still holds is free at once, rather than when its lease runs out. To be
 * called at the start, before anything is received; a queue that runs asks again and again by itself.
 */
export async function releaseDeadLeases(database: SqliteDatabase, self: string): Promise<void> {
  const holders = database.all(
    `SELECT lease_worker AS worker FROM jobs INDEXED BY jobs_open
       WHERE completed_at IS NULL AND lease_worker IS NOT NULL
     UNION SELECT leased_by FROM tasks WHERE leased_from IS NOT NULL`,
    {},
  );
  const dead = holders.map((row) => text(row, 'worker')).filter((worker) => isWorkerDead(worker, self));
  if (dead.length === 0) return;
  await database.write(() => {
    for (const worker of dead) {
      database.run(
        `UPDATE jobs INDEXED BY jobs_open SET lease_worker = NULL, lease_from = NULL, lease_until = NULL
         WHERE completed_at IS NULL AND lease_worker = :worker`,
        { worker },
      );
      database.run(
        `UPDATE tasks INDEXED BY tasks_leased SET leased_by = NULL, leased_from = NULL, leased_until = NULL
         WHERE leased_from IS NOT NULL AND leased_by = :worker`,
        { worker },
      );
    }
  }, 'process');
}
