import { expect, test } from '@jest/globals';

import { createAmountSearch } from './amount-search.ts';

test('when the result is in proportion, the second try is right', () => {
  expect(createAmountSearch(300).next(100, 600)).toBe(50);
});

test('when results come in jumps, it closes in on the one that is nearest', () => {
  // Steps of 40, and something besides.
  const resultOf = (amount: number) => 90 + 40 * Math.floor(amount / 40);
  const search = createAmountSearch(250);
  const results: number[] = [];
  for (let [amount, tries] = [400, 0]; tries < 8; tries += 1) {
    results.push(resultOf(amount));
    amount = search.next(amount, resultOf(amount));
  }
  expect(Math.min(...results.map((result) => Math.abs(result - 250)))).toBe(0);
});

test('when an amount gives less than before, more of it than was too much is tried again', () => {
  const search = createAmountSearch(100);
  expect(search.next(50, 120)).toBeLessThan(50);
  search.forgetTooMuch();
  expect(search.next(45, 50)).toBe(90);
});
