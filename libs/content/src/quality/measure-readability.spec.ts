import { describe, expect, test } from '@jest/globals';

import { measureReadability } from './measure-readability.ts';

describe('measureReadability', () => {
  test('when six words of one syllable make a sentence, it gives what the formulas give by hand', () => {
    // 206.835 − 1.015 · 6 − 84.6 · 1 = 116.145; 0.39 · 6 + 11.8 · 1 − 15.59 = −1.45
    expect(measureReadability('The cat sat on the mat.')).toEqual({ fleschReadingEase: 116.1, grade: -1.4 });
  });

  test('when two sentences hold 5 words and 11 syllables, it gives what the formulas give by hand', () => {
    // Plants (1) make (1) sugar (2). Photosynthesis (5) matters (2): 206.835 − 1.015 · 2.5 − 84.6 · 2.2 =
    // 18.1775 and 0.39 · 2.5 + 11.8 · 2.2 − 15.59 = 11.345
    const text = 'Plants make sugar. Photosynthesis matters.';
    expect(measureReadability(text)).toEqual({ fleschReadingEase: 18.2, grade: 11.3 });
  });

  // What others publish for these texts: Wikipedia's article on the Flesch–Kincaid tests (the first two; for
  // the third it counts two syllables fewer than are spoken), the tests of words/flesch and
  // words/flesch-kincaid (third), the README of brbcoding/Readability.
  test.each([
    ['The cat sat on the mat.', 116.1],
    ['This sentence, taken as a reading passage unto itself, is being used to prove a point.', 69],
    ['The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.', 24.4],
    ['I’ll have a Manhattan. And kick the vermouth to the side with a pair of steel-toed boots.', 93.7],
  ])('when the text is “%s”, its reading ease is the published %s', (text, ease) => {
    expect(measureReadability(text).fleschReadingEase).toBe(ease);
  });

  test.each([
    ['The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.', 13.1],
    [
      'He had a voice that could make a wolverine purr and suits so fine they made Sinatra look like a hobo.',
      7.2,
    ],
  ])('when the text is “%s”, its grade is the published %s', (text, grade) => {
    expect(measureReadability(text).grade).toBe(grade);
  });

  test('when sentences grow longer, the text gets harder by both measures', () => {
    const short = measureReadability('Bees fly. Bees eat. Bees sleep. Bees sing.');
    const long = measureReadability('Bees fly and eat and sleep and sing and fly and eat.');
    expect(long.fleschReadingEase).toBeLessThan(short.fleschReadingEase);
    expect(long.grade).toBeGreaterThan(short.grade);
  });

  test('when there is no word, it gives zeros', () => {
    expect(measureReadability(' … !')).toEqual({ fleschReadingEase: 0, grade: 0 });
  });
});
