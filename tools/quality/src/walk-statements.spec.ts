import { describe, expect, test } from '@jest/globals';

import { citesInRange, quotesCitations, wordsAreCited } from './check-citations.ts';
import { walkStatements } from './walk-statements.ts';

const source = 'Bees dance. Ants walk in lines.';

describe('walkStatements', () => {
  test('when a material has citations at any depth, each statement comes with its own', () => {
    const bees = [{ start: 0, end: 11 }];
    const ants = [{ start: 12, end: 31 }];
    const material = {
      kind: 'study-guide',
      title: 'Insects',
      summary: 'Bees dance.',
      summaryCitations: bees,
      items: [{ term: 'ant', definition: 'Walks in lines.', difficulty: 'easy', citations: ants }],
      quality: { score: 1 },
    };
    expect(walkStatements(material)).toEqual([
      { path: 'summary', text: 'Bees dance.', citations: bees },
      { path: 'items.definition', text: 'Walks in lines.', citations: ants },
    ]);
  });
});

describe('citations', () => {
  const statement = (text: string, start: number, end: number) => ({
    path: 'body',
    text,
    citations: [{ start, end }],
  });

  test.each([
    [0, 31, true],
    [0, 32, false],
    [-1, 5, false],
    [5, 5, false],
  ])('when a range goes from %p to %p, being in range is %p', (start, end, expected) => {
    expect(citesInRange(statement('Bees', start, end), source)).toBe(expected);
  });

  test('when a word of the statement stands outside the cited ranges, its words are not cited', () => {
    expect(wordsAreCited(statement('Ants walk', 12, 31), source)).toBe(true);
    expect(wordsAreCited(statement('Ants dance', 12, 31), source)).toBe(false);
  });

  test('when a statement cites several ranges, their words count together', () => {
    const citations = [
      { start: 0, end: 11 },
      { start: 12, end: 21 },
    ];
    expect(wordsAreCited({ path: 'body', text: 'Ants dance', citations }, source)).toBe(true);
  });

  test.each([
    ['Here is another piece of it. Ants walk in lines. Go on.', true],
    ['So if someone asks me: ants walk in “lines.”', true],
    ['Ants walk. Bees dance, and what about wasps?', false],
  ])('when a turn says %p, quoting what it cites is %p', (text, expected) => {
    expect(quotesCitations(statement(text, 12, 31), source)).toBe(expected);
  });
});
