import { describe, expect, test } from '@jest/globals';

import type { Material, Materials } from '../materials/schemas.ts';
import { buildSource } from '../testing/source-builders.ts';
import { measureCohesion } from './measure-cohesion.ts';

const source = buildSource();
const quality = { score: 1, groundedness: 1, readability: { fleschReadingEase: 60, grade: 8 }, issues: [] };
const common = { generator: 'test', language: 'en', quality };
const here = [{ start: 0, end: 20 }];
const there = [{ start: 400, end: 420 }];

type Card = Materials['flashcards']['items'][number];
type Concept = Materials['study-guide']['keyConcepts'][number];

const buildCards = (items: Partial<Card>[]): Materials['flashcards'] => ({
  ...{ ...common, kind: 'flashcards' },
  items: items.map((item) => ({
    ...{ term: 'Compost', definition: 'A dark material.', difficulty: 'easy', citations: here },
    ...item,
  })),
});

const buildGuide = (
  concepts: Partial<Concept>[],
  overrides: Partial<Materials['study-guide']> = {},
): Materials['study-guide'] => ({
  ...{ ...common, kind: 'study-guide', title: 'Study guide: a school garden' },
  ...{ overview: 'All of it.', overviewCitations: here, summary: 'All.', summaryCitations: here },
  sections: [],
  keyConcepts: concepts.map((concept) => ({
    ...{ term: 'Compost', explanation: 'A dark material.', citations: here },
    ...concept,
  })),
  ...overrides,
});

const codesOf = (materials: Material[]) => measureCohesion(materials, source).issues.map(({ code }) => code);

describe('measureCohesion', () => {
  test('when materials agree, the score is 1 and nothing is at issue', () => {
    expect(measureCohesion([buildCards([{}]), buildGuide([{}])], source)).toEqual({ score: 1, issues: [] });
  });

  test('when a term is written with a hyphen here and without there, it is named and costs', () => {
    const materials = [buildCards([{ term: 'Honey bee' }]), buildGuide([{ term: 'Honey-bees' }])];
    const { score, issues } = measureCohesion(materials, source);
    expect(issues).toEqual([
      {
        code: 'terms-differ',
        path: 'study-guide.keyConcepts.0',
        message: 'writes “Honey-bees” where flashcards.items.0 writes “Honey bee”',
      },
    ]);
    expect(score).toBeLessThan(1);
  });

  test('when terms differ in plural, case or an abbreviation, they are alike', () => {
    const materials = [buildCards([{ term: 'Honey bee (HB)' }]), buildGuide([{ term: 'honey bees' }])];
    expect(codesOf(materials)).toEqual([]);
  });

  describe('when two materials say the same with different numbers', () => {
    const cards = (definition: string) => buildCards([{ term: 'Dance', definition }]);
    const guide = (overview: string) => buildGuide([], { overview });

    test('that of the material which the source doesn’t bear out is named', () => {
      const materials = [
        cards('Karl von Frisch described the dance of honey bees in 1927.'),
        guide('Karl von Frisch described the dance of honey bees in 1972.'),
      ];
      expect(measureCohesion(materials, source).issues).toEqual([
        {
          code: 'numbers-differ',
          path: 'study-guide.overview',
          message: 'states 1972 where flashcards.items.0.definition states 1927',
        },
      ]);
    });

    test.each([
      ['in another spelling', 'There are 40 beds in a garden.', 'There are forty beds in a garden.'],
      ['of other things', 'There are 40 beds in a garden.', 'A dance lasts 12 seconds for bees in rain.'],
      ['but one of them counts something else', 'A garden has 40 beds.', 'A garden has 12 tools.'],
    ])('%s, nothing is', (_, one, other) => {
      expect(codesOf([cards(one), guide(other)])).toEqual([]);
    });

    test('within one material, it is for the quality of that material to say', () => {
      const definitions = ['The dance of bees lasts 12 seconds.', 'The dance of bees lasts 99 seconds.'];
      const terms = ['Dance', 'Bee'].map((term, index) => ({ term, definition: definitions[index] ?? '' }));
      expect(codesOf([buildCards(terms)])).toEqual([]);
    });

    test('both of which the source states, nothing is', () => {
      const stated = buildSource({
        text: `${source.text}\n\nSoon 40 beds were ready. Later 60 beds were ready.`,
      });
      const materials = [
        cards('Forty beds were ready in early spring.'),
        guide('Sixty beds were ready in early spring.'),
      ];
      expect(measureCohesion(materials, stated).issues).toEqual([]);
      expect(measureCohesion(materials, source).issues).toHaveLength(1);
    });
  });

  test('when the source bears out two definitions with no word in common, it says two things of the term', () => {
    const citing = (text: string) => {
      const start = source.text.indexOf(text);
      return [{ start, end: start + text.length }];
    };
    const [one, other] = [
      'A dark material that forms when microbes break down leaves and kitchen scraps.',
      'Feeds the soil and holds water.',
    ];
    const cited = citing(
      'Compost is a dark material that forms when microbes break down leaves and kitchen scraps.',
    );
    const materials = [
      buildCards([{ definition: one, citations: cited }]),
      buildGuide([{ explanation: other, citations: citing('it feeds the soil and holds water.') }]),
    ];
    expect(codesOf(materials)).toEqual([]);
  });

  test.each([
    ['with no word in common, from another place', 'Taxes that kings raise on wine and salt.', there, 1],
    ['with no word in common, from the same place', 'Taxes that kings raise on wine and salt.', here, 0],
    ['in other words', 'What microbes make of leaves: something dark that feeds soil.', there, 0],
  ])('when a card and a key concept define a term %s, it is judged', (_, explanation, citations, count) => {
    const definition = 'Dark material that forms when microbes break down leaves and scraps.';
    const materials = [buildCards([{ definition }]), buildGuide([{ explanation, citations }])];
    expect(codesOf(materials)).toEqual(Array.from({ length: count }, () => 'definitions-differ'));
  });

  test('when a title has no word of the source, it is named', () => {
    const [issue] = measureCohesion([buildGuide([], { title: 'Quantum chromodynamics' })], source).issues;
    expect(issue).toMatchObject({ code: 'title-differs', path: 'study-guide.title' });
  });

  test('when a part of the script is none of the outline, it is named', () => {
    const outline: Materials['outline'] = {
      ...{ ...common, kind: 'outline', title: 'A school garden', overview: 'All.', overviewCitations: here },
      ...{ objectives: [], level: 'beginner', estimatedMinutes: 1 },
      sections: [{ title: 'Soil', description: 'All.', keyPoints: [], citations: here }],
    };
    const script: Materials['podcast-script'] = {
      ...{ ...common, kind: 'podcast-script', title: 'Podcast: a school garden', estimatedMinutes: 1 },
      turns: ['Introduction', 'Soil', 'Moon'].map((section) => ({
        ...{ speaker: 'Ana', text: 'Yes.', section, citations: [] },
      })),
    };
    expect(measureCohesion([outline, script], source).issues).toEqual([
      {
        code: 'title-differs',
        path: 'podcast-script.turns.2',
        message: '“Moon” is no section of the outline',
      },
    ]);
  });

  test('when there is nothing to compare, the score is 1', () => {
    expect(measureCohesion([buildCards([{}])], source)).toEqual({ score: 1, issues: [] });
  });
});
