import { describe, expect, test } from '@jest/globals';

import { JobError } from '../errors.ts';
import { toFirestoreError } from './firestore-errors.ts';

const secret = 'projects/secret-project: denied to key AIza';

describe('errors of Firestore', () => {
  test.each([
    ['CANCELLED', 1, true],
    ['UNKNOWN', 2, true],
    ['INVALID_ARGUMENT', 3, false],
    ['DEADLINE_EXCEEDED', 4, true],
    ['NOT_FOUND', 5, false],
    ['ALREADY_EXISTS', 6, false],
    ['PERMISSION_DENIED', 7, false],
    ['RESOURCE_EXHAUSTED', 8, true],
    ['FAILED_PRECONDITION', 9, false],
    ['ABORTED', 10, true],
    ['OUT_OF_RANGE', 11, false],
    ['UNIMPLEMENTED', 12, false],
    ['INTERNAL', 13, true],
    ['UNAVAILABLE', 14, true],
    ['DATA_LOSS', 15, false],
    ['UNAUTHENTICATED', 16, false],
  ])('when the status is %s (%i), the store is unavailable, for a while: %p', (name, code, isRetryable) => {
    const cause = Object.assign(new Error(secret), { code });
    const error = toFirestoreError(cause);
    expect(error).toMatchObject({ code: 'store-unavailable', isRetryable, cause });
    expect(String(error)).toContain(name);
    expect(String(error)).not.toContain('secret');
  });

  test.each([
    ['of this library', new JobError('lease-lost', 'Gone.')],
    ['of a program', new TypeError('x is not a function')],
    ['of a system call', Object.assign(new Error('no such file'), { code: 'ENOENT' })],
    ['that is none', 'text'],
  ])('when an error is one %s, it stays as it is', (_, error) => {
    expect(toFirestoreError(error)).toBe(error);
  });
});
