import { describe, expect, test } from '@jest/globals';

import { createSource } from '../source/create-source.ts';
import { analyse } from './analyse.ts';

const lesson = `# Volcanoes

A volcano is an opening in the crust through which **magma** reaches the surface. Magma is molten rock that lies below the surface of the Earth. Most volcanoes stand where plates meet.

## Kinds of volcanoes

Shield volcanoes have gentle slopes because their lava is runny. Composite volcanoes have steep slopes because their lava is sticky. The United States Geological Survey (USGS) watches volcanoes. It warns towns.[^1] See https://example.org for maps.

- **Lava**: molten rock that has reached the surface
- *Caldera* – a wide hollow that is left when a volcano collapses

## References

Smith, A. (2001). Volcanoes. Oxford University Press.
`;

const analysis = analyse(createSource({ text: lesson }));
const termNamed = (name: string) => analysis.terms.find(({ text }) => text.toLowerCase() === name);

describe('analyse', () => {
  test('when a text has headings, definitions and bold words, they are its first terms', () => {
    const first = analysis.terms.slice(0, 6).map(({ text }) => text.toLowerCase());
    expect(first).toEqual(expect.arrayContaining(['volcano', 'magma', 'lava', 'caldera']));
  });

  test('when an acronym stands in brackets behind its words, the term carries it', () => {
    expect(termNamed('united states geological survey (usgs)')?.text).toBe(
      'United States Geological Survey (USGS)',
    );
  });

  test('when terms are ranked, scores fall from at most 1 and mentions are in order', () => {
    const scores = analysis.terms.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[0]).toBeLessThanOrEqual(1);
    expect(termNamed('magma')?.sentences).toEqual([0, 1]);
  });

  test('when a section lists references, none of it is a sentence', () => {
    expect(analysis.sentences.some(({ text }) => text.includes('Oxford'))).toBe(false);
  });

  test('when sentences are read, every word of each stands in its range, in source order', () => {
    const { sentences, source } = analysis;
    expect(sentences).toHaveLength(10);
    for (const { start, end, words } of sentences) {
      const cited = source.text.slice(start, end).toLowerCase();
      expect(words.filter((word) => !cited.includes(word))).toEqual([]);
    }
    const starts = sentences.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  test('when sentences are weighed, salience lies between 0 and 1 and the definition outweighs the aside', () => {
    const salience = analysis.sentences.map((sentence) => sentence.salience);
    expect(Math.min(...salience)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...salience)).toBeLessThanOrEqual(1);
    const of = (start: string) =>
      analysis.sentences.find(({ text }) => text.startsWith(start))?.salience ?? NaN;
    expect(of('A volcano is')).toBeGreaterThan(of('It warns'));
  });

  test('when the same source is analysed twice, the results are equal', () => {
    expect(analyse(createSource({ text: lesson }))).toEqual(analysis);
  });

  test('when a source has more than 60 candidates, 60 terms are kept', () => {
    const text = Array.from(
      { length: 90 },
      (_, index) => `Term${index} is a kind of thing that has number ${index}.`,
    );
    expect(analyse(createSource({ text: text.join(' ') })).terms).toHaveLength(60);
  });
});
