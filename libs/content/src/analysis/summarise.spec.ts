import { describe, expect, test } from '@jest/globals';

import { createSource } from '../source/create-source.ts';
import { analyse } from './analyse.ts';
import { summarise } from './summarise.ts';

const text = `# The water cycle

The water cycle is the movement of water between the sea, the air and the land. It never stops. The sun drives the water cycle because its heat lets water evaporate from the sea. However, plants add water to the air too. The water cycle is the movement of water between the sea and the air and the land.

## Rain

Rain falls when drops of water (which grow around specks of dust) become too heavy for the air. Did you know? This happens in clouds. Rain fills the rivers that carry water back to the sea.

- Hail: frozen rain that falls from storm clouds
`;
const analysis = analyse(createSource({ text }));

describe('summarise', () => {
  test('when it summarises, it takes whole sentences in source order within the limit', () => {
    const summary = summarise(analysis, { minCharacters: 100, maxCharacters: 250 });
    expect(summary.text.length).toBeLessThanOrEqual(250);
    expect(summary.text.length).toBeGreaterThanOrEqual(100);
    expect(summary.sentences.map((sentence) => sentence.text).join(' ')).toBe(summary.text);
    const indices = summary.sentences.map(({ index }) => index);
    expect(indices).toEqual(indices.toSorted((a, b) => a - b));
  });

  test('when there is room for all, what dangles, asks, lists or repeats is left out', () => {
    const { text: summary } = summarise(analysis, { minCharacters: 100, maxCharacters: 5000 });
    expect(summary).not.toMatch(/It never stops|Did you know|This happens|Hail/);
    expect(summary.match(/movement of water/g)).toHaveLength(1);
  });

  test('when a sentence has a connective or an aside in brackets, it loses them and still starts with a capital', () => {
    const { text: summary } = summarise(analysis, { minCharacters: 100, maxCharacters: 5000 });
    expect(summary).toContain('Plants add water to the air too.');
    expect(summary).toContain('Rain falls when drops of water become too heavy for the air.');
  });

  test('when a section is named, only its sentences are taken', () => {
    const { sentences } = summarise(analysis, { minCharacters: 50, maxCharacters: 5000, section: 1 });
    expect(sentences.map(({ section }) => section)).toEqual([1, 1]);
  });

  test('when nothing fits, the summary is empty', () => {
    expect(summarise(analysis, { minCharacters: 1, maxCharacters: 10 })).toEqual({ text: '', sentences: [] });
  });

  test('when the paragraphs fall short of the minimum, list items fill up', () => {
    const listed = analyse(
      createSource({ text: 'Metals conduct heat very well.\n\n- Iron rusts when it meets water and air.\n' }),
    );
    expect(summarise(listed, { minCharacters: 60, maxCharacters: 200 }).text).toBe(
      'Metals conduct heat very well. Iron rusts when it meets water and air.',
    );
    expect(summarise(listed, { minCharacters: 10, maxCharacters: 200 }).text).toBe(
      'Metals conduct heat very well.',
    );
  });
});
