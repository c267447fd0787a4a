import { describe, expect, test } from '@jest/globals';

import { createSource } from '../source/create-source.ts';
import { rankSentences } from './rank-sentences.ts';
import { readSentences } from './read-sentences.ts';
import { stopWordsOf } from './stop-words.ts';

const ranksOf = (text: string) =>
  rankSentences(readSentences(createSource({ text, language: 'en' })).sentences, stopWordsOf('en'));

describe('rankSentences', () => {
  const lesson =
    'Rivers carry sand to the sea. Sand from rivers builds deltas at the sea. Owls sleep all day long.';

  test('when a sentence shares its words with others, it ranks above one that shares none', () => {
    const [first = 0, second = 0, lonely = 0] = ranksOf(lesson);
    expect(Math.min(first, second)).toBeGreaterThan(lonely);
  });

  test('when a sentence stands in the text twice, both have the rank of one, and no other rank moves', () => {
    const once = ranksOf(lesson);
    expect(ranksOf(`${lesson} Owls sleep all day long.`)).toEqual([...once, once.at(-1)]);
  });
});
