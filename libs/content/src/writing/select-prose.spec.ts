import { describe, expect, test } from '@jest/globals';

import { analyse } from '../analysis/analyse.ts';
import { createSource } from '../source/create-source.ts';
import { findRuns } from './runs.ts';
import { citationsOf, joinLine, joinParagraphs, selectProse } from './select-prose.ts';

const text = `Bees carry pollen from flower to flower. They live in a hive of wax. It holds honey for the winter.

Wasps hunt other insects for their young. Beetles eat leaves, wood and other beetles.

- Ants build nests below the ground in summer.
- Moths are drawn to the light at night.`;

const source = createSource({ text, language: 'en' });
const runs = findRuns(source, analyse(source).sentences);

describe('selectProse', () => {
  test('when there is room, all is chosen, in source order', () => {
    const indices = selectProse(runs, { maxCharacters: 5000 }).map(({ index }) => index);
    expect(indices).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test.each([60, 100, 150, 250])('when %i characters are allowed, the line is no longer', (maxCharacters) => {
    const chosen = selectProse(runs, { maxCharacters });
    expect(joinLine(chosen).length).toBeLessThanOrEqual(maxCharacters);
    expect(chosen.length).toBeGreaterThan(0);
  });

  test.each([60, 100, 150, 250])(
    'when %i characters are allowed, no sentence comes without the one it leans on',
    (maxCharacters) => {
      const indices = new Set(selectProse(runs, { maxCharacters }).map(({ index }) => index));
      const orphans = runs.flatMap(({ sentences }) =>
        sentences.slice(1).filter(({ index }) => indices.has(index) && !indices.has(index - 1)),
      );
      expect(orphans).toEqual([]);
    },
  );

  test('when one sentence of a run is allowed, those that lean on it stay out', () => {
    const chosen = selectProse(runs, { maxCharacters: 5000, maxSentencesOfRun: 1 });
    expect(chosen.map(({ index }) => index)).toEqual([0, 3, 4, 5, 6]);
  });

  test('when sentences are to be avoided, their runs are', () => {
    const chosen = selectProse(runs, { maxCharacters: 5000, avoid: new Set([1]) });
    expect(chosen.map(({ index }) => index)).toEqual([3, 4, 5, 6]);
  });
});

describe('joinParagraphs', () => {
  test('when the source has a list, its items stand on lines of their own', () => {
    const body = joinParagraphs(source, selectProse(runs, { maxCharacters: 5000 }));
    expect(body).toMatch(
      /\n\n• Ants build nests below the ground in summer\.\n• Moths are drawn to the light at night\.$/,
    );
  });
});

describe('citationsOf', () => {
  test('when sentences follow each other in a passage, they are one range', () => {
    const sentences = runs[0]?.sentences ?? [];
    expect(citationsOf(sentences)).toEqual([{ start: 0, end: text.indexOf('\n') }]);
  });

  test('when a sentence between them is missing, there are two ranges', () => {
    const [first, , third] = runs[0]?.sentences ?? [];
    expect(citationsOf([third, first].filter((one) => one !== undefined))).toEqual([
      { start: 0, end: 40 },
      { start: text.indexOf('It holds'), end: text.indexOf('\n') },
    ]);
  });
});
