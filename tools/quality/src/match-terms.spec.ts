import { describe, expect, test } from '@jest/globals';

import { matchTerms } from './match-terms.ts';

describe('matchTerms', () => {
  test.each([
    ['case', 'Interest Group', 'interest group'],
    ['plural', 'interest group', 'interest groups'],
    ['-ies', 'theory', 'theories'],
    ['an acronym', 'International Criminal Court (ICC)', 'International Criminal Court'],
    ['the other acronym', 'International Criminal Court', 'international criminal court (ICC)'],
    ['a hyphen', 'low-income group', 'low income groups'],
  ])('when terms differ by %s only, they match', (_, wanted, offered) => {
    expect(matchTerms([wanted], ['else', offered])).toEqual([1]);
  });

  test.each([
    ['a longer phrase', 'group', 'interest group'],
    ['the acronym alone', 'International Criminal Court (ICC)', 'ICC'],
    ['another word', 'crisis', 'crises of trust'],
    ['an ending that is no plural', 'bus', 'bu'],
  ])('when the offer is %s, it does not match', (_, wanted, offered) => {
    expect(matchTerms([wanted], [offered])).toEqual([-1]);
  });
});
