import { openSqliteDatabase, type SqliteDatabase } from '../adapters/sqlite-database.ts';
import { createSqliteJobStore } from '../adapters/sqlite-job-store.ts';
import type { JobStore } from '../ports/job-store.ts';
import type { TestRequest } from './build-new-job.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

export interface MemoryStore {
  clock: ManualClock;
  database: SqliteDatabase;
  store: JobStore<TestRequest>;
  close(): void;
}

/** The embedded store, in memory, with a clock that stands still. */
export function openMemoryStore(): MemoryStore {
  const clock = createManualClock();
  const database = openSqliteDatabase(':memory:', clock);
  const store = createSqliteJobStore<TestRequest>({ database, clock });
  const close = () => {
    store.close();
    database.close();
  };
  return { clock, database, store, close };
}
