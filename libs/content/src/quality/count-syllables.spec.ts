import { describe, expect, test } from '@jest/globals';

import { countSyllables } from './count-syllables.ts';

describe('countSyllables', () => {
  // Counted by hand, from a dictionary's hyphenation.
  test.each([
    ['cat', 1],
    ['make', 1],
    ['table', 2],
    ['apples', 2],
    ['walked', 1],
    ['wanted', 2],
    ['houses', 2],
    ['times', 1],
    ['science', 2],
    ['biology', 4],
    ['create', 2],
    ['being', 2],
    ['nation', 2],
    ['special', 2],
    ['photosynthesis', 5],
    ['government', 3],
    ['people', 2],
    ['through', 1],
    ['idea', 3],
    ['political', 4],
    ['safely', 2],
    ['area', 3],
    ['socialism', 4],
    ['rhythm', 2],
  ])('when the word is %s, it counts %i', (word, syllables) => {
    expect(countSyllables(word)).toBe(syllables);
  });

  test('when the word is German, a final e is spoken', () => {
    expect(countSyllables('Sonne', 'de')).toBe(2);
  });

  test('when the word has no vowel or no letter, it counts one', () => {
    expect([countSyllables('hmm'), countSyllables('1848')]).toEqual([1, 1]);
  });
});
