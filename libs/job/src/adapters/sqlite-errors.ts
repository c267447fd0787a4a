import { types } from 'node:util';

import { JobError } from '../errors.ts';

const busy = 5;

/** What the disk or another process can cause, and what may be over soon. https://www.sqlite.org/rescode.html */
const passingResultCodes = new Set([
  busy,
  6 /* LOCKED */,
  8 /* READONLY */,
  10 /* IOERR */,
  13 /* FULL */,
  14 /* CANTOPEN */,
]);

function resultCode(error: unknown): number | undefined {
  if (!types.isNativeError(error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/** Whether another connection is writing. */
export function isLocked(error: unknown): boolean {
  return resultCode(error) === busy;
}

export function isSqliteError(error: unknown): boolean {
  return resultCode(error) !== undefined;
}

/** An error of SQLite as `store-unavailable`; any other as it is. */
export function toStoreError(error: unknown): unknown {
  const code = resultCode(error);
  if (code === undefined || !types.isNativeError(error)) return error;
  return new JobError('store-unavailable', `The job database can't be used: ${error.message}.`, {
    isRetryable: passingResultCodes.has(code),
    cause: error,
  });
}
