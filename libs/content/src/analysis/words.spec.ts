import { describe, expect, test } from '@jest/globals';

import { phraseKey, stem, wordsOf } from './words.ts';

describe('words', () => {
  test('when text is cut into words, hyphens, apostrophes and inner points stay inside', () => {
    expect(wordsOf('The U.S. state’s low-income groups’ 3.5 %')).toEqual([
      'the',
      'u.s',
      "state's",
      'low-income',
      'groups',
      '3.5',
    ]);
  });

  test.each([
    ['groups', 'group'],
    ['theories', 'theory'],
    ["state's", 'state'],
    ['classes', 'class'],
    ['boxes', 'box'],
    ['crisis', 'crisis'],
    ['bus', 'bus'],
    ['class', 'class'],
    ['gas', 'gas'],
  ])('when the word is %p, its stem is %p', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });

  test('when phrases differ in case, number, hyphen or acronym, they have one key', () => {
    const keys = ['Interest Groups', 'interest-group', 'interest group (IG)'].map(phraseKey);
    expect(new Set(keys)).toEqual(new Set(['interest group']));
  });
});
