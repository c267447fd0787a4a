import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createSource } from '../../source/create-source.ts';
import { buildLongText } from '../../testing/source-builders.ts';
import { splitParts } from './split-parts.ts';

/** One token for each character: whatever the estimate, the sum must hold. */
const characters = (text: string) => text.length;

const section = (title: string, sentences: number) =>
  `## ${title}\n\n${'Rivers carry sand and mud down to the sea. '.repeat(sentences)}`;

describe('splitParts', () => {
  test('when sections fit, they stay whole and share a part as far as it goes', () => {
    const text = [section('One', 5), section('Two', 5), section('Three', 5)].join('\n\n');
    const source = createSource({ text });
    const parts = splitParts(source, 600, characters);
    const sections = parts.map((part) => [
      ...new Set(part.map(({ index }) => source.passages[index]?.section)),
    ]);
    expect(sections).toEqual([[0, 1], [2]]);
  });

  test('when a passage alone is too long, it is cut between sentences, under its own number', () => {
    const source = createSource({ text: section('Long', 20) });
    const parts = splitParts(source, 300, characters);
    const texts = parts.flat().map(({ start, end }) => source.text.slice(start, end).trim());
    expect(parts.length).toBeGreaterThan(2);
    expect(texts.filter((text) => !/^(?:## Long|Rivers .*sea\.)$/s.test(text))).toEqual([]);
    expect(new Set(parts.flat().map(({ index }) => index))).toEqual(new Set([0, 1]));
  });

  test('when a text is split, every character of every passage is in one part, in order, and no part is too long', () => {
    const texts = fc.oneof(
      fc.integer({ min: 100, max: 6000 }).map((length) => buildLongText(length, 7)),
      fc
        .string({ unit: 'grapheme', minLength: 60, maxLength: 900 })
        .filter((text) => text.trim().length >= 50),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 60, max: 2000 }), (text, maxTokens) => {
        fc.pre(text.isWellFormed() && !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/.test(text));
        const source = createSource({ text });
        const parts = splitParts(source, maxTokens, characters);
        const joined = (pieces: readonly { start: number; end: number }[]) =>
          pieces.map(({ start, end }) => source.text.slice(start, end)).join('');
        expect(joined(parts.flat())).toBe(joined(source.passages));
        const longest = Math.max(...parts.map((part) => joined(part).length));
        expect(longest).toBeLessThanOrEqual(maxTokens);
      }),
      { numRuns: 60 },
    );
  });
});
