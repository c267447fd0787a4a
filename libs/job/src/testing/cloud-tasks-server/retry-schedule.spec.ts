import { describe, expect, test } from '@jest/globals';

import { isExhausted, retryDelayMilliseconds } from './retry-schedule.ts';

const settings = {
  maxAttempts: 100,
  maxRetryMilliseconds: 0,
  minBackoffMilliseconds: 100,
  maxBackoffMilliseconds: 3_600_000,
  maxDoublings: 16,
};

function delaysInSeconds(retries: number, overrides: Partial<typeof settings>): number[] {
  return Array.from(
    { length: retries },
    (_, index) => retryDelayMilliseconds(index + 1, { ...settings, ...overrides }) / 1000,
  );
}

describe('retryDelayMilliseconds', () => {
  // The example of RetryConfig.max_doublings in Google's reference, and `bazqueue` of its page on retrying tasks.
  test('when it is 10 s to 300 s with three doublings, it doubles three times, then grows by 80 s, then stays', () => {
    expect(
      delaysInSeconds(8, {
        minBackoffMilliseconds: 10_000,
        maxBackoffMilliseconds: 300_000,
        maxDoublings: 3,
      }),
    ).toEqual([10, 20, 40, 80, 160, 240, 300, 300]);
  });

  // `barqueue` of the same page.
  test('when it may not double, it grows linearly', () => {
    const delays = delaysInSeconds(22, {
      minBackoffMilliseconds: 10_000,
      maxBackoffMilliseconds: 200_000,
      maxDoublings: 0,
    });
    expect(delays.slice(0, 3)).toEqual([10, 20, 30]);
    expect(delays.slice(-4)).toEqual([190, 200, 200, 200]);
  });

  test('when it is as Google makes queues, it doubles from 0.1 s up to an hour', () => {
    expect(delaysInSeconds(18, {})).toEqual([
      ...[0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6, 819.2, 1638.4, 3276.8],
      ...[3600, 3600],
    ]);
  });

  test('when the least backoff is the greatest, it stays there', () => {
    expect(delaysInSeconds(3, { minBackoffMilliseconds: 5000, maxBackoffMilliseconds: 5000 })).toEqual([
      5, 5, 5,
    ]);
  });

  test('when a task has failed thousands of times, the delay is still a number', () => {
    expect(retryDelayMilliseconds(5000, { ...settings, maxDoublings: 5000 })).toBe(3_600_000);
  });
});

describe('isExhausted', () => {
  // `fooqueue` of Google's page: seven times and two days, and it fails once both are passed.
  test.each([
    ['attempts left', { attempts: 6, millisecondsSinceFirst: 0 }, { maxAttempts: 7 }, false],
    ['no attempts left', { attempts: 7, millisecondsSinceFirst: 0 }, { maxAttempts: 7 }, true],
    [
      'no attempts left, but time',
      { attempts: 7, millisecondsSinceFirst: 999 },
      { maxAttempts: 7, maxRetryMilliseconds: 1000 },
      false,
    ],
    [
      'no time left, but attempts',
      { attempts: 6, millisecondsSinceFirst: 1000 },
      { maxAttempts: 7, maxRetryMilliseconds: 1000 },
      false,
    ],
    [
      'neither left',
      { attempts: 7, millisecondsSinceFirst: 1000 },
      { maxAttempts: 7, maxRetryMilliseconds: 1000 },
      true,
    ],
    [
      'attempts without limit, and no time left',
      { attempts: 1, millisecondsSinceFirst: 1000 },
      { maxAttempts: -1, maxRetryMilliseconds: 1000 },
      true,
    ],
    ['no limit at all', { attempts: 9999, millisecondsSinceFirst: 1e12 }, { maxAttempts: -1 }, false],
  ])('when there are %s, it says whether to give up', (_, failed, overrides, expected) => {
    expect(isExhausted(failed, { ...settings, ...overrides })).toBe(expected);
  });
});
