import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { types } from 'node:util';

import { JobError } from '../errors.ts';
import { migrations } from './sqlite-migrations.ts';

export type Row = Record<string, SQLOutputValue>;

/** How long a write waits for another process's write, in milliseconds. Waiting blocks the event loop, so it is short. */
const busyTimeoutMilliseconds = 1000;

/** What the disk or another process can cause, and what may be over soon. https://www.sqlite.org/rescode.html */
const passingResultCodes = new Set([
  5 /* BUSY */, 6 /* LOCKED */, 8 /* READONLY */, 10 /* IOERR */, 13 /* FULL */, 14 /* CANTOPEN */,
]);

/** One connection to the file that holds jobs and tasks, with its statements prepared once. */
export interface SqliteDatabase {
  run(sql: string, parameters: Record<string, SQLInputValue>): { changes: number };
  one(sql: string, parameters: Record<string, SQLInputValue>): Row | undefined;
  all(sql: string, parameters: Record<string, SQLInputValue>): Row[];
  /** All of `work` or nothing. */
  transaction<Result>(work: () => Result): Result;
  /** Changes whenever another connection has written. */
  dataVersion(): number;
  close(): void;
}

/**
 * Opens or creates the file and brings its tables up to date. Every answered write is on the disk (WAL, synchronous
 * FULL). A database that can't be written to just now makes every method throw `store-unavailable`.
 */
export function openSqliteDatabase(path: string): SqliteDatabase {
  const database = guard(() => new DatabaseSync(path, { timeout: busyTimeoutMilliseconds }));
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const connection: SqliteDatabase = {
    run: (sql, parameters) => guard(() => ({ changes: Number(prepared(sql).run(parameters).changes) })),
    one: (sql, parameters) => guard(() => prepared(sql).get(parameters)),
    all: (sql, parameters) => guard(() => prepared(sql).all(parameters)),
    transaction: (work) =>
      guard(() => {
        database.exec('BEGIN IMMEDIATE');
        try {
          const result = work();
          database.exec('COMMIT');
          return result;
        } catch (error) {
          if (database.isTransaction) database.exec('ROLLBACK');
          throw error;
        }
      }),
    dataVersion: () => guard(() => Number(prepared('PRAGMA data_version').get()?.['data_version'])),
    close: () => database.close(),
  };
  try {
    guard(() =>
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON'),
    );
    migrate(connection, database);
  } catch (error) {
    database.close();
    throw error;
  }
  return connection;
}

function migrate(connection: SqliteDatabase, database: DatabaseSync): void {
  connection.transaction(() => {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > migrations.length) {
      throw new JobError(
        'store-unavailable',
        `The database has version ${version}; this program knows ${migrations.length} at most. Use a newer program.`,
      );
    }
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function guard<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (types.isNativeError(error) && 'errcode' in error && typeof error.errcode === 'number') {
      const isPassing = passingResultCodes.has(error.errcode & 0xff);
      throw new JobError('store-unavailable', `The job database can't be used: ${error.message}.`, {
        isRetryable: isPassing,
        cause: error,
      });
    }
    throw error;
  }
}
