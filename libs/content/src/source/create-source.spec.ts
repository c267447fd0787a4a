import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import { createSource } from './create-source.ts';

const prose =
  'Bees dance to tell the others of their hive where they have found flowers that are rich in nectar.';

describe('createSource', () => {
  test.each([
    ['has 49 characters after trimming', `  ${'x'.repeat(49)}\n`, /49 characters, at least 50/],
    ['has 1000001 characters', 'x'.repeat(1_000_001), /1000001 characters, at most 1000000/],
    ['holds a NUL', `${prose}\0`, /NUL/],
    ['is a tenth control characters', `${prose}${'\u0001'.repeat(12)}`, /control/],
    ['was decoded from bytes that are no UTF-8', `${prose}${'\ufffd'.repeat(12)}`, /UTF-8/],
    ['holds a lone surrogate', `${prose}\ud800`, /surrogates/],
  ])('when the text %s, it is refused with the reason', (_, text, reason) => {
    expect(() => createSource({ text })).toThrow(
      expect.objectContaining({ code: 'source-invalid', message: expect.stringMatching(reason) }),
    );
    expect(() => createSource({ text })).toThrow(ContentError);
  });

  test('when the text has 50 or 1000000 characters, it is accepted', () => {
    expect(createSource({ text: 'x'.repeat(50) }).text).toHaveLength(50);
    expect(createSource({ text: 'x'.repeat(1_000_000) }).text).toHaveLength(1_000_000);
  });

  test('when the text has a mark, Windows line ends and decomposed letters, they are normalised and nothing else', () => {
    const { text } = createSource({ text: `\uFEFFCafe\u0301  au lait\r\n\t${prose}  ` });
    expect(text).toBe(`Caf\u00e9  au lait\n\t${prose}  `);
  });

  test('when no title is given, the first heading without its markup is the title', () => {
    expect(createSource({ text: `${prose}\n\n## The *waggle* dance ##\n\n${prose}` }).title).toBe(
      'The waggle dance',
    );
  });

  test.each([
    ['a heading stands far below', 'Bees dance to tell the others of their hive where'],
    ['a heading stands at the beginning', 'The waggle dance'],
  ])('when a text is long and %s, it has its title: %s', (where, title) => {
    const heading = '\n\n## The *waggle* dance\n\n';
    const long = `${prose} `.repeat(200);
    const text = where.endsWith('below') ? `${long}${heading}${prose}` : `${prose}${heading}${long}`;
    expect(createSource({ text }).title).toBe(title);
  });

  test('when there is no heading either, the first words are the title', () => {
    expect(createSource({ text: prose }).title).toBe('Bees dance to tell the others of their hive where');
  });

  test('when a title and a language are given, they are kept', () => {
    const source = createSource({ text: prose, title: ' Bees ', language: 'en-GB' });
    expect(source).toMatchObject({ title: 'Bees', language: 'en-GB' });
  });

  test('when the text is parsed, passages are in order, apart, and each inside its section', () => {
    const source = createSource({
      text: `Preface here.\n\n# One\n\n${prose}\n\n- a point\n- more\n\n# Two\n\n> ${prose}`,
    });
    expect(source.sections.map(({ title, level }) => [title, level])).toEqual([
      ['', 0],
      ['One', 1],
      ['Two', 1],
    ]);
    expect(source.passages.map(({ kind, section }) => [kind, section])).toEqual([
      ['paragraph', 0],
      ['heading', 1],
      ['paragraph', 1],
      ['list-item', 1],
      ['list-item', 1],
      ['heading', 2],
      ['quote', 2],
    ]);
    const ends = source.passages.map(({ end }) => end);
    const starts = source.passages.map(({ start }) => start);
    expect(starts.slice(1).every((start, index) => start > (ends[index] ?? Infinity))).toBe(true);
    const last = source.passages.at(-1);
    expect(source.text.slice(last?.start, last?.end)).toBe(`> ${prose}`);
  });
});
