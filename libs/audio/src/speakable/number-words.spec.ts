import { describe, expect, test } from '@jest/globals';

import { numberWords, ordinalWords, pluralWords, yearWords } from './number-words.ts';

describe('number words', () => {
  test.each([
    ['0', 'zero'],
    ['13', 'thirteen'],
    ['40', 'forty'],
    ['101', 'one hundred one'],
    ['1000', 'one thousand'],
    ['1000001', 'one million one'],
    [
      '999999999999999',
      'nine hundred ninety nine trillion nine hundred ninety nine billion nine hundred ninety nine million nine hundred ninety nine thousand nine hundred ninety nine',
    ],
    ['1234567890123456', 'one two three four five six seven eight nine zero one two three four five six'],
    ['3.140', 'three point one four zero'],
  ])('when the number is %s, it reads "%s"', (digits, words) => {
    expect(numberWords(digits)).toBe(words);
  });

  test.each([
    ['1', 'first'],
    ['12', 'twelfth'],
    ['30', 'thirtieth'],
    ['42', 'forty second'],
    ['100', 'one hundredth'],
  ])('when the ordinal is %s, it reads "%s"', (digits, words) => {
    expect(ordinalWords(digits)).toBe(words);
  });

  test.each([
    ['1900', 'nineteen hundred'],
    ['1066', 'ten sixty six'],
    ['2000', 'two thousand'],
    ['2009', 'two thousand nine'],
    ['2010', 'twenty ten'],
  ])('when the year is %s, it reads "%s"', (digits, words) => {
    expect(yearWords(digits)).toBe(words);
  });

  test.each([
    ['nineteen ninety', 'nineteen nineties'],
    ['two thousand six', 'two thousand sixes'],
    ['two thousand', 'two thousands'],
  ])('when "%s" is many, it reads "%s"', (one, many) => {
    expect(pluralWords(one)).toBe(many);
  });
});
