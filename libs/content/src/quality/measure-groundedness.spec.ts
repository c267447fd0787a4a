import { describe, expect, test } from '@jest/globals';

import { measureGroundedness, ungroundedWords } from './measure-groundedness.ts';

const source = 'Bees carry pollen. **Photo**synthesis feeds plants since 1779.';
const bees = { start: 0, end: 18 };
const plants = { start: 19, end: source.length };

describe('measureGroundedness', () => {
  test('when one of two statements has a word that its range lacks, half is grounded', () => {
    const statements = [
      { text: 'Bees carry pollen.', citations: [bees] },
      { text: 'Bees carry honey.', citations: [bees] },
    ];
    expect(measureGroundedness(statements, source)).toBe(0.5);
  });

  test('when the word stands in the source, but outside the cited range, the statement is not grounded', () => {
    expect(measureGroundedness([{ text: 'Bees carry pollen.', citations: [plants] }], source)).toBe(0);
  });

  test('when several ranges hold the words together, the statement is grounded', () => {
    const statement = { text: 'Pollen feeds plants.', citations: [bees, plants] };
    expect(measureGroundedness([statement], source)).toBe(1);
  });

  test('when nothing is stated, nothing is grounded', () => {
    expect(measureGroundedness([], source)).toBe(0);
  });
});

describe('ungroundedWords', () => {
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
