import { isSqliteError } from './sqlite-errors.ts';

/** The connection's part in a transaction. */
export interface TransactionControl {
  exec(sql: string): void;
  readonly isTransaction: boolean;
}

/** What came of one of the works of a transaction. */
export type Outcome = { result: unknown } | { error: unknown };

/**
 * Runs all works in one transaction and commits it. Throws what SQLite throws, with nothing changed. What a work itself
 * throws is its outcome and takes back its own changes only: then all are run again, each in a savepoint. Those would
 * cost every commit, and few works throw.
 */
export function runTogether(control: TransactionControl, works: readonly (() => unknown)[]): Outcome[] {
  try {
    return inTransaction(control, () => works.map((work) => ({ result: work() })));
  } catch (error) {
    if (isSqliteError(error)) throw error;
    return inTransaction(control, () => works.map((work) => inSavepoint(control, work)));
  }
}

function inTransaction<Result>(control: TransactionControl, run: () => Result): Result {
  control.exec('BEGIN IMMEDIATE');
  try {
    const result = run();
    control.exec('COMMIT');
    return result;
  } catch (error) {
    if (control.isTransaction) control.exec('ROLLBACK');
    throw error;
  }
}

function inSavepoint(control: TransactionControl, work: () => unknown): Outcome {
  control.exec('SAVEPOINT one');
  try {
    const result = work();
    control.exec('RELEASE one');
    return { result };
  } catch (error) {
    // An error of SQLite may have ended the transaction.
    if (isSqliteError(error)) throw error;
    control.exec('ROLLBACK TO one; RELEASE one');
    return { error };
  }
}
