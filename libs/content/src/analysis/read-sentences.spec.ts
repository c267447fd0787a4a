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
});
