import { describe, expect, test } from '@jest/globals';

import { spokenLetters } from './spoken-letters.ts';

/** Texts of one meaning, and the seconds that a calm speaker takes for each. */
const spoken: [language: string, text: string, seconds: number][] = [
  ['English', 'Every living thing is made of cells.', 2.3],
  ['German', 'Jedes Lebewesen besteht aus Zellen.', 2.3],
  ['Chinese', '所有生物都是由细胞组成的。', 2.6],
  ['Japanese', 'すべての生き物は細胞からできています。', 2.9],
  ['Korean', '모든 생물은 세포로 이루어져 있습니다.', 2.7],
  ['Russian', 'Все живые существа состоят из клеток.', 2.6],
  ['French, with a year', 'En 1789, la Révolution commença.', 3.2],
];

describe('the spoken length of a text', () => {
  test('when it is English, each character counts as one, and signs perhaps', () => {
    expect(spokenLetters('Two cells, then four.')).toEqual({ least: 19, most: 21 });
  });

  test.each(spoken)('when it is %s, its seconds are those of about as many letters', (_, text, seconds) => {
    const { least, most } = spokenLetters(text);
    expect(seconds * 15.5).toBeGreaterThan(0.7 * least);
    expect(seconds * 15.5).toBeLessThan(1.3 * most);
  });

  test.each([
    ['names that are spelled', 'H2SO4, NaOH, CO2: SNCF, TGV, URSSAF, HTML, XML', 9],
    ['an address', 'www.w3.org/TR/webvtt1', 5.5],
    ['signs that nobody says', `Hmm ${'- '.repeat(100)}ja`, 1],
  ])('when there are %s, they may take as long as they do', (_, text, seconds) => {
    const { least, most } = spokenLetters(text);
    expect(seconds * 15.5).toBeGreaterThan(0.7 * least);
    expect(seconds * 15.5).toBeLessThan(1.8 * most + 15.5);
  });

  test('when a character lies outside of the basic plane, it counts once', () => {
    expect(spokenLetters('𠮷')).toEqual({ least: 2.5, most: 4.5 });
  });
});
