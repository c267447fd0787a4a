import { describe, expect, test } from '@jest/globals';

import { assertTransition, isEnded, jobStatuses } from './job.ts';

const allowed = [
  'pending → processing',
  'pending → cancelled',
  'processing → completed',
  'processing → partial',
  'processing → failed',
  'processing → cancelled',
  'partial → pending',
  'failed → pending',
];
const everyPair = jobStatuses.flatMap((from) =>
  jobStatuses.map((to) => ({ from, to, isAllowed: allowed.includes(`${from} → ${to}`) })),
);

describe('assertTransition', () => {
  test('when all pairs are counted, there are 36, of which 8 are allowed', () => {
    expect(everyPair).toHaveLength(36);
    expect(everyPair.filter(({ isAllowed }) => isAllowed)).toHaveLength(8);
  });

  test.each(everyPair.filter(({ isAllowed }) => isAllowed))(
    'when a job is $from, it may become $to',
    ({ from, to }) => {
      expect(assertTransition(from, to)).toBeUndefined();
    },
  );

  test.each(everyPair.filter(({ isAllowed }) => !isAllowed))(
    'when a job is $from, it may not become $to',
    ({ from, to }) => {
      expect(() => assertTransition(from, to)).toThrow(
        expect.objectContaining({ code: 'illegal-transition', isRetryable: false }),
      );
      expect(() => assertTransition(from, to)).toThrow(`A job that is ${from} can't become ${to}.`);
    },
  );
});

describe('isEnded', () => {
  test.each([
    ['pending', false],
    ['processing', false],
    ['completed', true],
    ['partial', true],
    ['failed', true],
    ['cancelled', true],
  ] as const)('when a job is %s, that it has ended is %p', (status, expected) => {
    expect(isEnded(status)).toBe(expected);
  });
});
