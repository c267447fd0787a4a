import { describe, expect, test } from '@jest/globals';

import { ungroundedWords } from './ungrounded-words.ts';

const source = 'Bees carry pollen. **Photo**synthesis feeds plants since 1779.';
const bees = { start: 0, end: 18 };
const plants = { start: 19, end: source.length };

describe('ungroundedWords', () => {
  test('when a word stands in the source, but outside the cited range, it is named', () => {
    expect(ungroundedWords({ text: 'Bees carry pollen.', citations: [plants] }, source)).toEqual([
      ...['bees', 'carry', 'pollen'],
    ]);
  });

  test('when several ranges hold the words together, none is named', () => {
    expect(ungroundedWords({ text: 'Pollen feeds plants.', citations: [bees, plants] }, source)).toEqual([]);
  });

  test('when emphasis stands inside a word, the word is found', () => {
    expect(ungroundedWords({ text: 'Photosynthesis feeds plants', citations: [plants] }, source)).toEqual([]);
  });

  test('when a number differs, it is named, however short', () => {
    expect(ungroundedWords({ text: 'since 1778', citations: [plants] }, source)).toEqual(['1778']);
  });

  test('when a word is a connective, it need not stand in the range', () => {
    const statement = { text: 'Gladly bees carry pollen', citations: [bees] };
    expect(ungroundedWords(statement, source, new Set(['gladly']))).toEqual([]);
  });
});
