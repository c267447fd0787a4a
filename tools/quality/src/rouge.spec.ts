import { describe, expect, test } from '@jest/globals';

import { rouge1, rougeL } from './rouge.ts';

describe('ROUGE', () => {
  // Lin's own example: reference "police killed the gunman".
  const reference = 'police killed the gunman';

  test('when three of four words are shared in order, both are 3/4', () => {
    expect(rouge1('police kill the gunman', reference)).toBeCloseTo(0.75, 10);
    expect(rougeL('police kill the gunman', reference)).toBeCloseTo(0.75, 10);
  });

  test('when the shared words are out of order, only ROUGE-L falls, to 2/4', () => {
    expect(rouge1('the gunman kill police', reference)).toBeCloseTo(0.75, 10);
    expect(rougeL('the gunman kill police', reference)).toBeCloseTo(0.5, 10);
  });

  test('when lengths differ, F1 is the harmonic mean of precision 2/2 and recall 2/4', () => {
    expect(rouge1('the gunman', reference)).toBeCloseTo(2 / 3, 10);
    expect(rougeL('the gunman', reference)).toBeCloseTo(2 / 3, 10);
  });

  test('when a word is repeated, it counts as often as it stands in both', () => {
    // 1 of 3 words of the candidate, 1 of 2 of the reference.
    expect(rouge1('the the the', 'the end')).toBeCloseTo(0.4, 10);
  });

  test('when case and punctuation differ, they do not count', () => {
    expect(rouge1('Police KILLED: the “gunman”.', reference)).toBe(1);
  });

  test('when a text is empty or nothing is shared, both are 0', () => {
    expect([rouge1('', reference), rougeL('', reference)]).toEqual([0, 0]);
    expect([rouge1('a dog barked', reference), rougeL('a dog barked', reference)]).toEqual([0, 0]);
  });
});
