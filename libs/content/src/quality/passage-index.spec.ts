import { describe, expect, test } from '@jest/globals';

import { buildSource } from '../testing/source-builders.ts';
import { bestPassages, createPassageIndex } from './passage-index.ts';

const source = buildSource();
const beginningsOf = (text: string, limit: number) =>
  bestPassages(text, source, limit).map(({ start }) => source.text.slice(start, start + 7));

describe('bestPassages', () => {
  test('when a text retells a passage, that passage comes first', () => {
    expect(beginningsOf('A mulched bed dries slowly, since straw or bark shades it.', 1)).toEqual([
      'Mulch i',
    ]);
  });

  test('when a text draws on two passages, both come, and no more than the limit', () => {
    expect(
      beginningsOf('Compost feeds the soil, and bees carry pollen between flowers.', 2).toSorted(),
    ).toEqual(['A polli', 'Soil is']);
  });

  test('when a year is all that is shared, the passage that states it is found', () => {
    expect(beginningsOf('It was 1927.', 3)).toEqual(['A polli']);
  });

  test('when nothing is shared, there is no passage', () => {
    expect(beginningsOf('Quasars shine.', 3)).toEqual([]);
  });

  test('when a heading has the words, it is no passage that bears anything out', () => {
    const kinds = createPassageIndex(source)
      .best('Soil and Compost', 9)
      .map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['paragraph']));
  });
});
