import { describe, expect, test } from '@jest/globals';

import { JobError } from './errors.ts';
import { toFailure } from './failure.ts';

const internal = {
  ...{ code: 'internal-error', message: 'An unexpected error happened; see the log.', isRetryable: true },
};

describe('toFailure', () => {
  test('when an error is typed, its code, message and whether it may be retried are kept, its cause is not', () => {
    const error = new JobError('store-unavailable', 'The disk is full.', {
      ...{ isRetryable: true, cause: new Error('/secret/path') },
    });
    expect(toFailure(error)).toEqual({
      ...{ code: 'store-unavailable', message: 'The disk is full.', isRetryable: true },
    });
  });

  test('F23 when an error is not typed, its message stays inside', () => {
    expect(toFailure(new Error('GET https://host/?key=AIza-secret failed'))).toEqual(internal);
  });

  test('when an error of Node has a code but does not say whether it may be retried, its message stays inside', () => {
    const error = Object.assign(new Error("ENOENT: no such file or directory, open '/home/x'"), {
      code: 'ENOENT',
    });
    expect(toFailure(error)).toEqual(internal);
  });

  test.each([undefined, null, 'a string', { code: 'x', message: 'y', isRetryable: false }])(
    'when what was thrown is no error (%p), it is an internal one',
    (thrown) => {
      expect(toFailure(thrown)).toEqual(internal);
    },
  );
});
