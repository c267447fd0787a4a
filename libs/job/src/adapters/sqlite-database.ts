import { DatabaseSync } from 'node:sqlite';

import { JobError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { toStoreError } from './sqlite-errors.ts';
import { type Checkpoints, createCheckpoints, noCheckpoints } from './sqlite-checkpoints.ts';
import { createGroupCommit, type Durability } from './sqlite-group-commit.ts';
import { migrations } from './sqlite-migrations.ts';
import { type Parameters, prepareStatement, type Row, type SqliteStatement } from './sqlite-statement.ts';
import { createWalSync, noSync, type WalSync } from './sqlite-wal-sync.ts';
import { systemClock } from './system-clock.ts';

/** How long SQLite itself waits for another process, in milliseconds. It blocks the event loop, so it is short. */
const busyTimeoutMilliseconds = 20;
/** Processes that start together take turns at this: nothing else waits for them yet. */
const openingTimeoutMilliseconds = 1000;

export type { Row } from './sqlite-statement.ts';

/** One connection to the file that holds jobs and tasks, with its statements prepared once. */
export interface SqliteDatabase {
  run(sql: string, parameters: Parameters): { changes: number };
  one(sql: string, parameters: Parameters): Row | undefined;
  all(sql: string, parameters: Parameters): Row[];
  /**
   * Runs `work` inside the transaction of this turn of the event loop, all of it or nothing, and resolves once that is
   * committed. `work` may run twice, so it does nothing but read and write here.
   */
  write<Result>(work: () => Result, durability?: Durability): Promise<Result>;
  /** Changes whenever another connection has written. */
  dataVersion(): number;
  /** Commits what waits, then closes. */
  close(): void;
}

/**
 * Opens or creates the file and brings its tables up to date. Every answered write is on the disk (WAL, synced by the
 * group commit rather than by `synchronous = FULL`) unless it asked for less. A database that can't be written to just
 * now makes every method throw or reject with `store-unavailable`; one that another process has locked does so after a
 * second.
 */
export function openSqliteDatabase(path: string, clock: Clock = systemClock): SqliteDatabase {
  const database = guard(() => new DatabaseSync(path, { timeout: openingTimeoutMilliseconds }));
  let log: Log = { walSync: noSync, checkpoints: noCheckpoints };
  try {
    guard(() => {
      log = openLog(database);
      database.exec('PRAGMA foreign_keys = ON');
      migrate(database);
      database.exec(`PRAGMA busy_timeout = ${busyTimeoutMilliseconds}`);
    });
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, SqliteStatement>();
  const prepared = (sql: string): SqliteStatement => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = prepareStatement(database, sql)));
    return statement;
  };
  const groupCommit = createGroupCommit(database, log, clock);
  // Inside a write, errors of SQLite are left as they are: the group commit tells them from the write's own.
  const reading = <Result>(read: () => Result): Result => (database.isTransaction ? read() : guard(read));
  return {
    run: (sql, parameters) => reading(() => prepared(sql).run(parameters)),
    one: (sql, parameters) => reading(() => prepared(sql).one(parameters)),
    all: (sql, parameters) => reading(() => prepared(sql).all(parameters)),
    write: (work, durability = 'disk') => groupCommit.write(work, durability),
    dataVersion: () => guard(() => Number(prepared('PRAGMA data_version').one({})?.['data_version'])),
    close() {
      groupCommit.close();
      log.checkpoints.close();
      database.close();
    },
  };
}

interface Log {
  walSync: WalSync;
  checkpoints: Checkpoints;
}

/** Not every file system can have a log; without it, and in memory, SQLite does its own syncing. */
function openLog(database: DatabaseSync): Log {
  const file = database.location();
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
  if (file === null || mode !== 'wal') {
    database.exec('PRAGMA synchronous = FULL');
    return { walSync: noSync, checkpoints: noCheckpoints };
  }
  database.exec('PRAGMA synchronous = NORMAL');
  const walSync = createWalSync(file, () => {
    const row = database.prepare('PRAGMA wal_checkpoint(RESTART)').get();
    return row?.['busy'] === 0 && row['log'] === row['checkpointed'];
  });
  return { walSync, checkpoints: createCheckpoints(database, file) };
}

function migrate(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > migrations.length) {
      throw new JobError(
        'store-unavailable',
        `The database has version ${version}; this program knows ${migrations.length} at most. Use a newer program.`,
      );
    }
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function guard<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw toStoreError(error);
  }
}
