import { describe, expect, test } from '@jest/globals';

import { isBelow, roundDown, scoreText, shareText } from './round-down.ts';

describe('roundDown', () => {
  test.each([
    [89.96, 1, 89.9],
    [89.96, 0, 89],
    [0.58 * 100, 0, 58],
    [1.1 + 2.2, 1, 3.3],
    [100, 1, 100],
  ])('when %d is rounded to %d digits, it is %d', (value, digits, rounded) => {
    expect(roundDown(value, digits)).toBe(rounded);
  });
});

test('when a score is written, it has at most one digit after the point and never looks better', () => {
  expect([90, 89.96, 0, 61.25].map(scoreText)).toStrictEqual(['90', '89.9', '0', '61.2']);
});

test('when a share is written, it is in whole per cent, and a dash where it was not measured', () => {
  expect([1, 0.996, 0.58, 0, null].map(shareText)).toStrictEqual(['100 %', '99 %', '58 %', '0 %', '–']);
});

test('when arithmetic alone brings a score below its bound, it is not below', () => {
  expect(isBelow(0.57 * 100, 57)).toBe(false);
  expect(isBelow(56.99, 57)).toBe(true);
});
