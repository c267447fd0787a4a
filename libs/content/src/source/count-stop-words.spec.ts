import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { languagesWithStopWords, stopWordsOf } from '../analysis/stop-words.ts';
import { countStopWords } from './count-stop-words.ts';

const placeOf = (language: string) => languagesWithStopWords.indexOf(language);

describe('countStopWords', () => {
  test('when a word is in several lists, each language counts it', () => {
    const { words, stopWords } = countStopWords('Moon in die, was river'.toLowerCase());
    expect(words).toBe(5);
    expect(stopWords[placeOf('de')]).toBe(3);
    expect(stopWords[placeOf('en')]).toBe(2);
    expect(stopWords[placeOf('nl')]).toBe(3);
    expect(stopWords[placeOf('fr')]).toBe(0);
  });

  test('when a word only begins as a stop word does, or goes on after one, it is none', () => {
    expect(countStopWords('the').stopWords[placeOf('en')]).toBe(1);
    expect(countStopWords('thes').stopWords[placeOf('en')]).toBe(0);
    expect(countStopWords('t th').stopWords[placeOf('en')]).toBe(0);
  });

  test('when a text has letters of any kind, words and stop words are those that a look at each word finds', () => {
    const word = fc.oneof(
      fc.constantFrom(...languagesWithStopWords.flatMap((language) => [...stopWordsOf(language)])),
      fc.string({ unit: fc.constantFrom(...'aeœäßéñ月潮مдж') }),
      fc.string({ unit: 'binary-ascii' }),
    );
    const separator = fc.constantFrom(' ', '\n', ', ', '-', '.', '’', '1', '🌊', '\u0301');
    const texts = fc.array(fc.tuple(word, separator)).map((pairs) => pairs.flat().join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const lower = text.toLowerCase();
        const found = lower.match(/\p{L}+/gu) ?? [];
        expect(countStopWords(lower)).toEqual({
          words: found.length,
          stopWords: languagesWithStopWords.map(
            (language) => found.filter((each) => stopWordsOf(language).has(each)).length,
          ),
        });
      }),
    );
  });
});
