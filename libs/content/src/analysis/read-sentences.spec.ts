import { describe, expect, test } from '@jest/globals';

import { createSource } from '../source/create-source.ts';
import { readSentences } from './read-sentences.ts';

const textsOf = (text: string) =>
  readSentences(createSource({ text, language: 'en' })).sentences.map((sentence) => sentence.text);

describe('readSentences', () => {
  test('when a list names works, neither authors nor titles nor journals are sentences', () => {
    const text = `Whales are mammals that live in the sea.

- Moe, A. B. (2001). Whales: Songs of the Deep Sea. Academic Press.
- Kim, L. (1999). The Silent Ocean. Journal of Quiet Seas 37: 130–137.`;
    expect(textsOf(text)).toEqual(['Whales are mammals that live in the sea.']);
  });

  test('when a section lists what to read, none of it is a sentence', () => {
    const text = `# Whales

Whales are mammals that live in the sea.

## Required reading

Songs of the sea by Ann Moe is the book that everybody needs.`;
    expect(textsOf(text)).toEqual(['Whales are mammals that live in the sea.']);
  });

  test('when notes leave out capital and full stop, what states something is a sentence', () => {
    const text = `# Ice

- **Firn**: old snow on its way to ice
- glaciers move because ice is heavy
- snow → firn → ice
- ex: a sledge on its runners moves
- blue ice`;
    expect(textsOf(text)).toEqual([
      'Firn: old snow on its way to ice.',
      'Glaciers move because ice is heavy.',
      'snow → firn → ice',
      'ex: a sledge on its runners moves',
      'blue ice',
    ]);
  });

  test('when a long passage is full of emphasis, it is read', () => {
    const { emphasised } = readSentences(
      createSource({ text: '**ice** is _cold_ '.repeat(50_000), language: 'en' }),
    );
    expect(emphasised).toHaveLength(100_000);
  });
});
