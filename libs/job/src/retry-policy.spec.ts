import { describe, expect, test } from '@jest/globals';

import { retryDelaySeconds, type RetryPolicy, toRetryPolicy } from './retry-policy.ts';

const error = (retryAfterSeconds?: unknown) =>
  Object.assign(new Error('Busy, on purpose.'), retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

const most = () => 1;
const least = () => 0;

function delay(
  overrides: Partial<RetryPolicy>,
  failedRuns: number,
  { cause = error(), random = most }: { cause?: unknown; random?: () => number } = {},
) {
  return retryDelaySeconds(toRetryPolicy(overrides), failedRuns, cause, random);
}

describe('toRetryPolicy', () => {
  test('when nothing is given, there are three runs, from one second to thirty, and five minutes for others', () => {
    expect(toRetryPolicy({})).toEqual({
      ...{ attempts: 3, baseSeconds: 1, maxSeconds: 30, maxRetryAfterSeconds: 300 },
    });
  });

  test('when some is given, the rest is as ever', () => {
    expect(toRetryPolicy({ attempts: 5 })).toEqual({ ...toRetryPolicy({}), attempts: 5 });
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'when %p attempts are wanted, that is refused with the value',
    (attempts) => {
      expect(() => toRetryPolicy({ attempts })).toThrow(RangeError);
      expect(() => toRetryPolicy({ attempts })).toThrow(String(attempts));
    },
  );

  test.each(['baseSeconds', 'maxSeconds', 'maxRetryAfterSeconds'])(
    'when %s is below nothing or no number, that is refused by its name',
    (name) => {
      expect(() => toRetryPolicy({ [name]: -1 })).toThrow(`${name} is -1`);
      expect(() => toRetryPolicy({ [name]: Number.NaN })).toThrow(`${name} is NaN`);
    },
  );
});

describe('retryDelaySeconds', () => {
  test('when runs go on failing, the longest delay doubles up to the cap', () => {
    const delays = [1, 2, 3, 4, 5, 6].map((runs) =>
      delay({ attempts: 7, baseSeconds: 2, maxSeconds: 20 }, runs),
    );
    expect(delays).toEqual([2, 4, 8, 16, 20, 20]);
  });

  test('when chance has it, the delay is anything from nothing to the longest', () => {
    const delays = [0, 0.25, 0.999].map((chance) => delay({ baseSeconds: 8 }, 1, { random: () => chance }));
    expect(delays).toEqual([0, 2, 7.992]);
  });

  test('when as many runs have failed as there may be, there is no next one', () => {
    expect([1, 2, 3, 4].map((runs) => delay({ attempts: 3 }, runs) === undefined)).toEqual([
      ...[false, false, true, true],
    ]);
    expect(delay({ attempts: 1 }, 1)).toBeUndefined();
  });

  test('F10 when the error asks for 58 seconds, that comes first and chance after it', () => {
    expect(delay({}, 2, { cause: error(58), random: least })).toBe(58);
    expect(delay({}, 2, { cause: error(58), random: most })).toBe(60);
  });

  test('F10 when the error asks for as long as is allowed, it is waited for, and no second longer', () => {
    expect(delay({ maxRetryAfterSeconds: 60 }, 1, { cause: error(60), random: least })).toBe(60);
    expect(delay({ maxRetryAfterSeconds: 60 }, 1, { cause: error(60.5), random: least })).toBeUndefined();
    expect(delay({}, 1, { cause: error(Number.POSITIVE_INFINITY) })).toBeUndefined();
  });

  test.each([-5, Number.NaN, '58', null, {}])(
    'when what it asks for makes no sense (%p), it asks for nothing',
    (asked) => {
      expect(delay({ baseSeconds: 1 }, 1, { cause: error(asked) })).toBe(1);
    },
  );

  test.each([undefined, null, 'a text', 7])(
    'when what was thrown is no error (%p), the delay is as ever',
    (cause) => {
      expect(retryDelaySeconds(toRetryPolicy({}), 1, cause, most)).toBe(1);
    },
  );
});
