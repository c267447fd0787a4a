import { describe, expect, test } from '@jest/globals';

import type { Draft } from '../materials/schemas.ts';
import { findRepetitions } from './find-repetitions.ts';

const common = { generator: 'test', language: 'en' };
const citations = [{ start: 0, end: 9 }];

const buildCards = (cards: [string, string][]): Draft<'flashcards'> => ({
  ...common,
  kind: 'flashcards',
  items: cards.map(([term, definition]) => ({ term, definition, difficulty: 'easy', citations })),
});

const buildScript = (turns: [string, string][]): Draft<'podcast-script'> => ({
  ...{ ...common, kind: 'podcast-script', title: 'A title for it', estimatedMinutes: 1 },
  turns: turns.map(([section, text]) => ({ speaker: 'Ana', text, section, citations })),
});

const sentence = 'Compost feeds the soil and holds water.';

describe('findRepetitions', () => {
  test('when two cards have one term, in singular and plural, the second is named', () => {
    const cards = buildCards([
      ['Leaf', 'A flat part of a plant.'],
      ['Leafs', 'Another thing.'],
    ]);
    expect(findRepetitions(cards)).toEqual([
      { code: 'repeated', path: 'items.1', message: 'says again what items.0 says: “Leafs”' },
    ]);
  });

  test('when a sentence returns in another turn, whatever its marks and case, it is named', () => {
    const script = buildScript([
      ['Soil', sentence],
      ['Water', 'Something else. COMPOST feeds the soil, and holds water!'],
    ]);
    expect(findRepetitions(script).map(({ path }) => path)).toEqual(['turns.1']);
  });

  test('when a sentence is the definition of two terms, it is none', () => {
    const cards = buildCards([
      ['Compost', sentence],
      ['Soil', sentence],
    ]);
    expect(findRepetitions(cards)).toEqual([]);
  });

  test('when a short sentence returns, it is a phrase', () => {
    const script = buildScript([
      ['Soil', 'So it is. Sure.'],
      ['Water', 'So it is. Sure.'],
    ]);
    expect(findRepetitions(script)).toEqual([]);
  });

  test('when the closing of a script recalls a sentence, it is no repetition; elsewhere it is', () => {
    expect(
      findRepetitions(
        buildScript([
          ['Soil', sentence],
          ['Closing', sentence],
        ]),
      ),
    ).toEqual([]);
    expect(
      findRepetitions(
        buildScript([
          ['Soil', sentence],
          ['Water', sentence],
        ]),
      ),
    ).toHaveLength(1);
  });

  test('when hosts ask each other the same question, citing nothing, it is talk', () => {
    const script = buildScript([
      ['Soil', sentence],
      ['Water', sentence],
    ]);
    const turns = script.turns.map((turn) => ({ ...turn, citations: [] }));
    expect(findRepetitions({ ...script, turns })).toEqual([]);
  });

  test('when hosts ask the same behind two statements, the question is none', () => {
    const script = buildScript([
      ['Soil', 'Bees carry pollen. What should listeners keep in mind here?'],
      ['Water', 'Mulch covers soil. What should listeners keep in mind here?'],
    ]);
    expect(findRepetitions(script)).toEqual([]);
  });

  test('when a summary says what a body says, it is no repetition', () => {
    const page: Draft<'one-pager'> = {
      ...{
        ...common,
        kind: 'one-pager',
        title: 'A title for it',
        takeaways: [{ text: sentence, citations }],
      },
      ...{ summary: sentence, summaryCitations: citations, body: sentence, bodyCitations: citations },
    };
    expect(findRepetitions(page)).toEqual([]);
  });
});
