import { createRequire } from 'node:module';

import type { detect as Detect } from 'tinyld/light';

import { languagesWithStopWords, stopWordsOf } from '../analysis/stop-words.ts';

// Its data take 60 ms to load, and stop words settle most texts: loaded when first needed, not before.
const require = createRequire(import.meta.url);
const detectByNgrams = (text: string): string => {
  const { detect } = require('tinyld/light') as { detect: typeof Detect };
  return detect(text) || 'en';
};

const sampleCharacters = 6000;
const minWords = 8;
/** In running text of a language a third of the words and more are its stop words. */
const minStopWordShare = 0.22;

/**
 * The language of `text` as BCP 47, judged by a sample: first by stop words, then by n-grams for the languages that we
 * have none of. `en` when the text is too short or the guess is unsure.
 */
export function detectLanguage(text: string): string {
  const start = text.slice(0, sampleCharacters);
  const sample = start.includes('http') ? start.replace(/https?:\S+/g, ' ') : start;
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < minWords) return detectByNgrams(lettersOf(sample));
  const [best, second] = countStopWords(words)
    .map(({ language, count }) => ({ language, share: count / words.length }))
    .sort((a, b) => b.share - a.share);
  if (best && best.share >= minStopWordShare && best.share > (second?.share ?? 0)) return best.language;
  return detectByNgrams(lettersOf(sample));
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\s'’]/gu, ' ');

/** How many of the words are stop words, for each language that we have some of. */
function countStopWords(words: readonly string[]): { language: string; count: number }[] {
  const counts = languagesWithStopWords.map((language) => ({ language, count: 0 }));
  const languages = languagesOf();
  for (const word of words) {
    for (const at of languages.get(word) ?? none) {
      const counted = counts[at];
      if (counted) counted.count += 1;
    }
  }
  return counts;
}

const none: readonly number[] = [];

let known: Map<string, number[]> | undefined;

/** For each stop word, the languages that it is one of, as places in `languagesWithStopWords`. */
function languagesOf(): ReadonlyMap<string, number[]> {
  if (known) return known;
  known = new Map();
  for (const [at, language] of languagesWithStopWords.entries()) {
    for (const word of stopWordsOf(language)) known.set(word, [...(known.get(word) ?? []), at]);
  }
  return known;
}
