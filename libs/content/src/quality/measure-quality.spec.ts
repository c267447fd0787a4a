import { describe, expect, test } from '@jest/globals';

import type { Draft } from '../materials/schemas.ts';
import { buildSource } from '../testing/source-builders.ts';
import { measureQuality } from './measure-quality.ts';

const source = buildSource();

/** A range of the source, found by its words. */
function cite(words: string) {
  const start = source.text.indexOf(words);
  return { start, end: start + words.length };
}

const definitions = [
  'Soil is a mixture of minerals, water, air and the remains of living things.',
  'Mulch is a layer of straw or bark that covers the soil around plants.',
  'A pollinator is an animal that carries pollen from one flower to another.',
  'Bees, flies and beetles pollinate most garden crops.',
  'A school garden is a piece of land on which pupils grow plants as a part of their lessons.',
];

const buildFaqs = (answers: string[]): Draft<'faqs'> => ({
  kind: 'faqs',
  generator: 'test',
  language: 'en',
  items: answers.map((answer, index) => ({
    question: `What is question ${index}?`,
    answer,
    citations: [cite(definitions[index] ?? '')],
  })),
});

describe('measureQuality', () => {
  test('when all is grounded and complete, groundedness is 1 and nothing is at issue', () => {
    expect(measureQuality(buildFaqs(definitions), source)).toMatchObject({ groundedness: 1, issues: [] });
  });

  test('when one of five answers invents a word, groundedness and score fall', () => {
    const honest = measureQuality(buildFaqs(definitions), source);
    const invented = measureQuality(
      buildFaqs(['Soil is mostly plastic, as everybody knows.', ...definitions.slice(1)]),
      source,
    );
    expect(invented.groundedness).toBe(0.8);
    expect(honest.score - invented.score).toBeGreaterThan(0.08);
  });

  test('when items are missing, the shortfall is named and the score falls', () => {
    const full = measureQuality(buildFaqs(definitions), source);
    const short = measureQuality(buildFaqs(definitions.slice(0, 4)), source);
    expect(short.issues.map(({ code }) => code)).toEqual(['shortfall']);
    expect(short.score).toBeLessThan(full.score);
  });

  test('when all answers come from one of four sections, low coverage is named', () => {
    const [soil = ''] = definitions;
    const narrow = buildFaqs([soil, soil, soil, soil, soil]);
    const draft = { ...narrow, items: narrow.items.map((item) => ({ ...item, citations: [cite(soil)] })) };
    expect(measureQuality(draft, source).issues.map(({ code }) => code)).toEqual(['coverage-low']);
  });

  test('when the writer has remarks, they are among the issues', () => {
    const remark = { code: 'language-unsupported', message: 'no phrases' };
    expect(measureQuality(buildFaqs(definitions), source, [remark]).issues).toEqual([remark]);
  });

  test('when a host asks a question after a statement, the question counts for nothing', () => {
    const [soil = ''] = definitions;
    const turn = (text: string) => ({ speaker: 'Ana', text, section: 'Soil', citations: [cite(soil)] });
    const script: Draft<'podcast-script'> = {
      ...{
        kind: 'podcast-script',
        generator: 'test',
        language: 'en',
        title: 'A title for it',
        estimatedMinutes: 1,
      },
      turns: [
        turn(`${soil} Does anybody wonder about quasars?`),
        turn(`Sure. ${soil}`),
        turn('Quasars are bright objects.'),
      ],
    };
    expect(measureQuality(script, source).groundedness).toBe(0.667);
  });
});
