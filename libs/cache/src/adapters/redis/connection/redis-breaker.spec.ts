import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { createBreaker } from './redis-breaker.ts';

/** A breaker whose PINGs go unanswered, opened by two timeouts, in a time that the test moves. */
function openBreaker(random: () => number) {
  const asked: number[] = [];
  const renewed: number[] = [];
  const begin = performance.now();
  const elapsed = () => Math.round(performance.now() - begin);
  const breaker = createBreaker({
    ...{ random, commandTimeoutMilliseconds: 50, timeoutsToOpen: 2 },
    isReady: () => true,
    ping() {
      asked.push(elapsed());
      return new Promise(() => undefined);
    },
    renew: () => renewed.push(elapsed()),
    onChange: () => undefined,
  });
  breaker.countTimeout(breaker.round);
  breaker.countTimeout(breaker.round);
  return { breaker, asked, renewed };
}

describe('the breaker, while Redis is silent', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('when chance says the longest, it asks after 100 ms, 200 ms more, 400 ms more, and so on up to 2 s', () => {
    const { breaker, asked } = openBreaker(() => 1);
    jest.advanceTimersByTime(4999);
    expect(asked).toEqual([100, 300, 700, 1500, 3100]);
    breaker.close();
  });

  test('when chance says the shortest, each wait is a quarter shorter', () => {
    const { breaker, asked } = openBreaker(() => 0);
    jest.advanceTimersByTime(1200);
    expect(asked).toEqual([75, 225, 525, 1125]);
    breaker.close();
  });

  test('when it has been silent for 5 s, the connection is made anew, and again after 5 s more', () => {
    const { breaker, renewed } = openBreaker(() => 1);
    jest.advanceTimersByTime(12_000);
    expect(renewed).toEqual([5100, 11_100]);
    breaker.close();
  });

  test('when it is closed, it asks no more', () => {
    const { breaker, asked } = openBreaker(() => 1);
    breaker.close();
    jest.advanceTimersByTime(10_000);
    expect(asked).toEqual([]);
  });
});
