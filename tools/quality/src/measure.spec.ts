import { describe, expect, test } from '@jest/globals';
import { createExtractiveWriter } from '@la-factoria/content';

import { parseCorpus } from './corpus.ts';
import { measure } from './measure.ts';
import { renderTable } from './render-table.ts';
import { Tally } from './tally.ts';

const section = {
  id: 's1',
  title: 'Tides',
  markdown: `# Tides

A tide is the rise and fall of the level of the sea. Gravity is the force that pulls the sea towards the moon. The moon goes around the Earth once a month and pulls the sea with it.

## Kinds of tides

A spring tide is a tide that comes when the sun and the moon stand in one line. A neap tide is a tide that comes when they stand at a right angle. Sailors read tide tables before they leave a harbor.

## Use

Tidal power is energy that is won from the rise and fall of the sea. Dams across a bay let water through turbines. The plants harm few animals when they are built with care.`,
  keyTerms: [
    { term: 'spring tide', definition: 'a tide that comes when the sun and the moon stand in one line' },
    { term: 'quantum foam', definition: 'nothing of this text' },
  ],
  summary: 'A tide is the rise and fall of the level of the sea.',
  objectives: ['Explain tides.'],
};

describe('measure', () => {
  test('when one of two glossary terms is a card, half are found, with the definition compared', async () => {
    const tally = await measure([section], createExtractiveWriter());
    expect(tally.mean('recall ours')).toBe(0.5);
    expect(tally.mean('definition ours')).toBe(1);
    expect(tally.mean('cited in range')).toBe(1);
    expect(tally.mean('cited words')).toBe(1);
    expect(tally.mean('rouge-1 ours')).toBeGreaterThan(0);
    expect(tally.mean('rouge-l rake')).toBeGreaterThan(0);
    expect(tally.mean('objectives ours')).toBe(1);
    expect(tally.mean('objective words first')).toBe(1);
    expect(tally.mean('groundedness')).toBe(1);
    expect(tally.mean('recall ours', 'odd')).toBeUndefined();
  });
});

describe('Tally', () => {
  test('when values have weights, the mean is theirs, for all and for each half', () => {
    const tally = new Tally();
    tally.add('x', 0, 1, 4);
    tally.add('x', 1, 1, 1);
    expect([tally.mean('x'), tally.mean('x', 'even'), tally.mean('x', 'odd')]).toEqual([0.4, 0.25, 1]);
  });
});

describe('renderTable', () => {
  test('when figures are there, they are per cent in their column, and the others stay empty', () => {
    const tally = new Tally();
    tally.add('recall ours', 0, 1, 2);
    tally.add('recall rake', 0, 0, 2);
    const row = renderTable(tally).split('\n')[2];
    expect(row).toBe('| glossary terms found, all | 50.0 % | 50.0 % |  |  | 0.0 % |  |  |');
  });
});

describe('parseCorpus', () => {
  test('when the corpus is right, its sections are returned', () => {
    expect(parseCorpus(JSON.stringify([section]))).toEqual([section]);
  });

  test.each([
    ['no array', {}, /not a JSON array/],
    ['empty', [], /not a JSON array/],
    ['without a summary in the second section', [section, { ...section, summary: undefined }], /section 1/],
    ['with a term that has no definition', [{ ...section, keyTerms: [{ term: 'x' }] }], /section 0/],
  ])('when the corpus is %s, it is refused with the reason', (_, corpus, reason) => {
    expect(() => parseCorpus(JSON.stringify(corpus))).toThrow(reason);
  });
});
