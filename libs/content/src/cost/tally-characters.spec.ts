import { describe, expect, test } from '@jest/globals';

import { tallyCharacters } from './tally-characters.ts';

describe('tallyCharacters', () => {
  test('when a text has words, their letters are counted, and “the” by itself', () => {
    expect(tallyCharacters('The theory of the one cell')).toMatchObject({
      latinWords: 6,
      latinLetters: 21,
      latinOverlength: 0,
      englishArticles: 2,
    });
  });

  test('when words are long, accented or in camel case, that is counted', () => {
    expect(tallyCharacters('Zellmembrane übt camelCase')).toMatchObject({
      latinOverlength: 'membrane'.length - 3 + 'camelCase'.length - 7,
      accentedLetters: 1,
      caseChanges: 1,
    });
  });

  test('when digits, spaces and line breaks stand between words, runs are told from characters', () => {
    expect(tallyCharacters('in 1995,  then\n\n\n20')).toMatchObject({
      digits: 6,
      spacesBeforeDigits: 1,
      spaceRuns: 1,
      looseSpaces: 3,
      newlines: 3,
      newlineRuns: 1,
      punctuationRuns: 1,
      punctuationMarks: 1,
    });
  });

  test.each([
    ['cyrillic', 'клетка'],
    ['greek', 'κύτταρο'],
    ['hebrew', 'תא'],
    ['arabic', 'خلية'],
    ['indic', 'कोशिका'],
    ['thai', 'เซลล์'],
    ['kana', 'さいぼう'],
    ['han', '細胞'],
    ['hangul', '세포'],
    ['other', 'უჯრედი'],
    ['surrogates', '🌱🌱'],
  ])('when a text is in %s, each of its characters is counted there', (script, text) => {
    expect(tallyCharacters(text)).toMatchObject({ [script]: text.length });
  });

  test('when a text is split at a line break, the parts have as many characters of each kind as the whole', () => {
    const whole = tallyCharacters('One line, two.\nOne more: 3\n');
    const parts = ['One line, two.\n', 'One more: 3\n'].map(tallyCharacters);
    expect(whole.latinLetters).toBe((parts[0]?.latinLetters ?? 0) + (parts[1]?.latinLetters ?? 0));
    expect(whole).toMatchObject({ newlineRuns: 2, digits: 1, spacesBeforeDigits: 1 });
  });
});
