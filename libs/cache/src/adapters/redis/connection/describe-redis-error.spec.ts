import { describe, expect, test } from '@jest/globals';

import { describeRedisError } from './describe-redis-error.ts';

const replied = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' });

describe('describeRedisError', () => {
  test.each([
    [
      new Error('connect ECONNREFUSED 127.0.0.1:6379'),
      "Redis can't be reached: connect ECONNREFUSED 127.0.0.1:6379",
    ],
    [new Error('Connection is closed.'), "Redis can't be reached: Connection is closed"],
    [
      new AggregateError([new Error('connect ECONNREFUSED ::1:6379'), new Error('another')]),
      "Redis can't be reached: connect ECONNREFUSED ::1:6379",
    ],
    [
      replied('LOADING Redis is loading the dataset in memory'),
      'Redis answered LOADING Redis is loading the dataset in memory',
    ],
    [
      replied('WRONGPASS invalid username-password pair or user is disabled.'),
      'Redis refuses the user or the password: WRONGPASS invalid username-password pair or user is disabled',
    ],
    [
      replied('NOAUTH Authentication required.'),
      'Redis refuses the user or the password: NOAUTH Authentication required',
    ],
    ['a string', 'the connection to Redis failed'],
  ])('when it is given %p, it says what happened', (error, words) => {
    expect(describeRedisError(error)).toBe(words);
  });

  test('when Redis repeats the words of a command that it does not know, they are left out', () => {
    const error = replied("ERR unknown command 'AUTH', with args beginning with: 'ann' 'hunter2' ");
    expect(describeRedisError(error)).toBe("Redis answered ERR unknown command 'AUTH'");
  });
});
