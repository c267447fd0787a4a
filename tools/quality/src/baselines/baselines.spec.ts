import { describe, expect, test } from '@jest/globals';

import { firstSentenceWith } from './first-sentence-with.ts';
import { firstSentences } from './first-sentences.ts';
import { frequentPhrases } from './frequent-phrases.ts';
import { rakePhrases, rakeSummary } from './rake.ts';
import { textRankPhrases, textRankSummary } from './text-rank.ts';

const markdown = `# Solar power

Solar cells turn light into current. A solar cell is thin.

Most solar cells are made of silicon. Wind turbines turn at night.`;

describe('baselines', () => {
  test('when phrases are counted, plural and singular count together and stop words open none', () => {
    // "solar", "cell" and "solar cell" stand there three times each; the longest comes first.
    expect(frequentPhrases(markdown, 3)).toEqual(['solar cell', 'solar', 'cell']);
    expect(frequentPhrases(markdown, 50).filter((phrase) => /^(?:a|of|at) /.test(phrase))).toEqual([]);
  });

  test('when RAKE scores, each word counts its degree over its frequency and long runs win', () => {
    // wind: 3/1, turbines: 3/1, turn: (4 + 3)/2 …: "solar cells turn light" has the highest sum.
    expect(rakePhrases(markdown, 2)).toEqual(['solar cells turn light', 'wind turbines turn']);
  });

  test('when TextRank ranks words, the best connected phrase comes first', () => {
    expect(textRankPhrases(markdown, 1)).toEqual(['solar cells turn light']);
  });

  test('when TextRank summarises, the sentence that shares most words is taken, within the limit', () => {
    expect(textRankSummary(markdown, 40)).toBe('Solar cells turn light into current.');
    expect(textRankSummary(markdown, 10)).toBe('');
  });

  test('when RAKE summarises, the sentence with the longest runs of words is taken, within the limit', () => {
    expect(rakeSummary(markdown, 40)).toBe('Solar cells turn light into current.');
    expect(rakeSummary(markdown, 10)).toBe('');
  });

  test('when a term is looked for, the first sentence that has it is found, or none', () => {
    const text = '# Rivers\n\nA river is long. Deltas grow. A delta is land at its mouth. The delta sinks.';
    expect([firstSentenceWith('Delta is', text), firstSentenceWith('estuary', text)]).toEqual([
      'A delta is land at its mouth.',
      '',
    ]);
  });

  test('when first sentences are cut, headings are left out and the cut falls between words', () => {
    expect(firstSentences(markdown, 22)).toBe('Solar cells turn light');
    expect(firstSentences(markdown, 24)).toBe('Solar cells turn light');
    expect(firstSentences('Short.', 100)).toBe('Short.');
  });
});
