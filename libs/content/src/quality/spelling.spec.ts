import { describe, expect, test } from '@jest/globals';

import { createSpelling } from './spelling.ts';

/** What is found in `text` when the source has each of `known` twice. */
const found = (text: string, known: string, language = 'en') =>
  createSpelling(`${known} ${known}`, language)
    .differences(text)
    .map(({ written }) => written);

describe('createSpelling', () => {
  test.each([
    ['a hyphen', 'Photo-synthesis', 'photosynthesis'],
    ['a missing hyphen', 'selfgovernment', 'self-government'],
    ['y for i', 'photosynthesys', 'photosynthesis'],
    ['a single letter for two', 'comission', 'commission'],
    ['two letters for one', 'proccess', 'process'],
    ['letters swapped', 'parlaiment', 'parliament'],
    ['f for ph', 'atmosfere', 'atmosphere'],
    ['a vowel too many', 'labourers', 'laborers'],
    ['another vowel in a long word', 'independant', 'independent'],
  ])('when a word has %s, it is spelled differently', (_, written, known) => {
    expect(found(`The ${written} is here.`, known)).toEqual([written]);
  });

  test.each([
    ['another word', 'contrast', 'contract'],
    ['a word with another beginning', 'revolution', 'evolution'],
    ['a plural of Greek', 'analyses', 'analysis'],
    ['a plural', 'processes', 'process'],
    ['a past tense', 'overcame', 'overcome'],
    ['a derivation', 'photosynthetic', 'photosynthesis'],
    ['a short word', 'colour', 'color'],
    ['the same with a capital', 'Photosynthesis', 'photosynthesis'],
  ])('when it is %s, it is not', (_, written, known) => {
    expect(found(`The ${written} is here.`, known)).toEqual([]);
  });

  test.each([
    ['de', 'schrieben', 'schreiben'],
    ['de', 'sprachen', 'sprechen'],
    ['de', 'Zustände', 'Zustand'],
    ['fr', 'élevées', 'élevés'],
    ['es', 'estudien', 'estudian'],
  ])('when two words of %s are forms of one, neither is misspelled', (language, written, known) => {
    expect(found(`x ${written} x`, known, language)).toEqual([]);
  });

  test('when the source writes a word once, it is no measure; when it writes both, neither is wrong', () => {
    expect(createSpelling('photosynthesis', 'en').differences('photosynthesys')).toEqual([]);
    expect(found('photo-synthesis', 'photosynthesis photo-synthesis')).toEqual([]);
  });
});
