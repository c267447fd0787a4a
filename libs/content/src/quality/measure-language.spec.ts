import { describe, expect, test } from '@jest/globals';

import { measureLanguage } from './measure-language.ts';

const english =
  'The soil is a mixture of minerals and water, and it is there that the roots of a plant find what they need to grow. ' +
  'When the rain has gone, the water stays for days in the pores of the clay, but not in those of the sand.';
const german =
  'Der Boden ist eine Mischung aus Mineralen und Wasser, und dort finden die Wurzeln einer Pflanze, was sie brauchen. ' +
  'Wenn der Regen vorbei ist, bleibt das Wasser noch tagelang in den Poren des Tons, aber nicht in denen des Sandes.';
const japanese = '植物は光合成によって二酸化炭素と水から有機物を合成し、酸素を放出する。'.repeat(6);

describe('measureLanguage', () => {
  test.each([
    ['the one asked for', [english], 'en', 1],
    ['a region of it', [english], 'en-GB', 1],
    ['another one', [german], 'en', 0],
    ['one without blanks, instead of English', [japanese], 'en', 0],
    ['English, instead of one whose stop words are unknown', [english], 'fi', 0],
    ['one whose stop words are unknown', [japanese], 'ja', 1],
    ['too short to judge', ['Guten Tag, wie geht es dir heute?'], 'en', 1],
  ])('when the prose is in %s, the share says so', (_, texts, language, share) => {
    expect(measureLanguage(texts, language)).toBe(share);
  });

  test('when half of the prose is in another language, about half matches', () => {
    expect(measureLanguage([english, german], 'en')).toBeCloseTo(0.5, 1);
  });

  test('when sentences are full of names and terms, they are not taken for another language', () => {
    const cards = Array.from(
      { length: 12 },
      () => 'Mitochondrial ribosomes: Escherichia coli, Homo sapiens.',
    );
    expect(measureLanguage([english, ...cards], 'en')).toBe(1);
  });
});
