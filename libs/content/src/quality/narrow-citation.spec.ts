import { describe, expect, test } from '@jest/globals';

import type { Source } from '../source.ts';
import { createSource } from '../source/create-source.ts';
import { buildSource } from '../testing/source-builders.ts';
import { narrowCitation } from './narrow-citation.ts';

const source = buildSource();

/** The words that remain cited of the passage with this beginning. */
function narrowed(text: string, beginning: string, of: Source = source): string {
  const passage = of.passages.find(({ start }) => of.text.startsWith(beginning, start));
  if (!passage) throw new Error(`no passage begins with ${beginning}`);
  const { start, end } = narrowCitation(text, passage, of);
  return of.text.slice(start, end);
}

describe('narrowCitation', () => {
  test('when one sentence holds all the words, it alone is cited', () => {
    expect(narrowed('Honey bees dance, as Frisch found in 1927.', 'A pollinator')).toBe(
      'Karl von Frisch described the dance of honey bees in 1927.',
    );
  });

  test('when the words stand in two sentences, all from the first to the second is cited', () => {
    expect(narrowed('Compost comes from scraps, and clay stays wet.', 'Soil is')).toMatch(
      /^Compost is a dark.* whereas clay soil stays wet for days\.$/,
    );
  });

  test('when a word stands in several sentences, the shortest run that holds all is cited', () => {
    expect(narrowed('Bumblebees fly in rain.', 'A pollinator')).toBe(
      'Unlike honey bees, bumblebees fly in cold and rainy weather.',
    );
  });

  test('when a later run holds them as well, but is longer, the first one stays', () => {
    const moss = 'Moss drinks rain. Rain falls on stone. Stone carries moss for hundreds of quiet years.';
    expect(narrowed('Moss, rain.', 'Moss', createSource({ text: moss }))).toBe('Moss drinks rain.');
  });

  test('when nothing matches, the whole passage stays cited', () => {
    expect(narrowed('Quasars shine.', 'Mulch is')).toMatch(/^Mulch is .* before night\.$/);
  });

  test('when the passage is a table, it stays whole', () => {
    const table = '| plant | water |\n| --- | --- |\n| Bean. | Much. |';
    const tabled = createSource({ text: `${source.text}\n\n${table}\n` });
    expect(narrowed('A bean takes much water', '| plant', tabled)).toBe(table);
  });
});
