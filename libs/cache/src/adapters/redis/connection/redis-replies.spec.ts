import { describe, expect, test } from '@jest/globals';

import { isRefusal } from './redis-replies.ts';

describe('isRefusal', () => {
  test.each([
    ["OOM command not allowed when used memory > 'maxmemory'.", true],
    ["READONLY You can't write against a read only replica. script: 0f, on @user_script:1.", true],
    [
      "ERR Error running script (call to f_0f): @user_script:1: -READONLY You can't write against a read only replica.",
      true,
    ],
    ['WRONGTYPE Operation against a key holding the wrong kind of value', false],
    ['NOSCRIPT No matching script. Please use EVAL.', false],
    ["ERR unknown command 'LOADINGS'", false],
  ])('when Redis answers %s, that it refuses to serve is %p', (message, expected) => {
    expect(isRefusal(new Error(message))).toBe(expected);
  });
});
