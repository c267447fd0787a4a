import { describe, expect, test } from '@jest/globals';

import { materialKinds } from '../materials/material-kinds.ts';
import type { CallPurpose } from '../ports/text-model.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { expectedOutputTokens, outputLimit } from './expected-output.ts';

const facts = { sourceCharacters: 30_000, language: 'en' };
const large = { maxOutputTokens: 65_536 };
const purposes: CallPurpose[] = [...materialKinds, 'notes'];

const words = (characters: number) =>
  'The membrane of a cell separates what is inside from what is outside, and lets through what it needs. '
    .repeat(Math.ceil(characters / 100))
    .slice(0, characters);
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const passages = [101, 102, 117, 230];

/** The longest answers that the schemas allow. */
const longest: [kind: CallPurpose, answer: unknown][] = [
  [
    'outline',
    {
      title: words(200),
      overview: words(1000),
      overviewPassages: passages,
      objectives: many(10, words(300)),
      sections: many(15, {
        title: words(200),
        description: words(1000),
        keyPoints: many(10, { text: words(500), passages }),
        passages,
      }),
      level: 'intermediate',
    },
  ],
  [
    'study-guide',
    {
      title: words(200),
      overview: words(1000),
      overviewPassages: passages,
      keyConcepts: many(20, { term: words(100), explanation: words(1000), passages }),
      sections: many(10, { title: words(200), body: words(2000), passages }),
      summary: words(1000),
      summaryPassages: passages,
    },
  ],
  [
    'one-pager',
    {
      title: words(200),
      summary: words(500),
      summaryPassages: passages,
      takeaways: many(7, { text: words(500), passages }),
      body: words(1500),
      bodyPassages: passages,
    },
  ],
  ['faqs', { items: many(15, { question: words(300), answer: words(1000), passages }) }],
  [
    'flashcards',
    { items: many(25, { term: words(100), definition: words(500), difficulty: 'medium', passages }) },
  ],
  ['reading-questions', { questions: many(15, { question: words(300), kind: 'understanding', passages }) }],
  ['notes', { notes: many(60, { text: words(300), passages }) }],
];

describe('outputLimit', () => {
  test.each(longest)(
    'when a %s is as long as its schema allows, it fits with its thinking',
    (kind, answer) => {
      const source = { ...facts, sourceCharacters: 200_000, notes: 60 };
      const tokens = estimateTokens(JSON.stringify(answer, undefined, 2)) + 2048;
      expect(outputLimit(kind, source, large)).toBeGreaterThanOrEqual(tokens);
    },
  );

  test('when a script is half as long again as planned, in short turns, it fits with its thinking', () => {
    const turn = {
      speaker: 'Johanna',
      text: words(90),
      section: 'How membranes let things through',
      passages,
    };
    const script = { title: words(200), turns: many(Math.ceil(36_000 / 90), turn) };
    const tokens = estimateTokens(JSON.stringify(script, undefined, 2)) + 2048;
    const limit = outputLimit('podcast-script', { ...facts, scriptCharacters: 24_000 }, large);
    expect(limit).toBeGreaterThanOrEqual(tokens);
    expect(limit).toBeLessThan(1.5 * tokens);
  });

  test.each(purposes)('when a good %s is written, it has room to be twice as long as expected', (purpose) => {
    expect(outputLimit(purpose, facts, large)).toBeGreaterThan(2 * expectedOutputTokens(purpose, facts));
  });

  test.each(purposes)(
    'when the model writes less than a %s may need, its own maximum is the limit',
    (purpose) => {
      expect(outputLimit(purpose, facts, { maxOutputTokens: 900 })).toBe(900);
    },
  );

  test('when thinking may take more, so much more is allowed', () => {
    const thinking = (thinkingTokens: number) => outputLimit('faqs', { ...facts, thinkingTokens }, large);
    expect(thinking(5000) - thinking(0)).toBe(5000);
    expect(outputLimit('faqs', facts, large)).toBe(thinking(2048));
  });

  test('when a source is short, no outline of a book is allowed for', () => {
    const short = outputLimit('outline', { ...facts, sourceCharacters: 2000 }, large);
    expect(short).toBeLessThan(outputLimit('outline', { ...facts, sourceCharacters: 200_000 }, large) / 4);
  });
});

describe('expectedOutputTokens', () => {
  test('when the same is written in Chinese, it takes more tokens a character than in English', () => {
    const expected = (language: string) =>
      expectedOutputTokens('one-pager', { ...facts, language, thinkingTokens: 0 });
    expect(expected('zh-Hans') / expected('en')).toBeGreaterThan(1.8);
  });

  test('when a language is not listed, it is taken for a dear one', () => {
    const expected = (language: string) => expectedOutputTokens('one-pager', { ...facts, language });
    expect(expected('xx')).toBeGreaterThan(expected('fi'));
  });

  test('when a script is planned twice as long, twice as much is expected', () => {
    const expected = (scriptCharacters: number) =>
      expectedOutputTokens('podcast-script', { ...facts, scriptCharacters, thinkingTokens: 0 });
    expect(expected(8000) / expected(4000)).toBeCloseTo(2, 2);
  });

  test('when only minutes are asked for, the script is as long as they last', () => {
    const expected = (targetMinutes: number) =>
      expectedOutputTokens('podcast-script', { ...facts, targetMinutes, thinkingTokens: 0 });
    expect(expected(10) / expected(5)).toBeCloseTo(2, 1);
  });

  test.each(purposes)('when the source is but a paragraph, less is expected of a %s', (purpose) => {
    const paragraph = expectedOutputTokens(purpose, { ...facts, sourceCharacters: 300, thinkingTokens: 0 });
    expect(paragraph).toBeLessThan(expectedOutputTokens(purpose, { ...facts, thinkingTokens: 0 }));
  });

  test('when thinking is left out, a quarter of its allowance is not expected', () => {
    const expected = (thinkingTokens: number) => expectedOutputTokens('faqs', { ...facts, thinkingTokens });
    expect(expected(4000) - expected(0)).toBe(1000);
  });
});
