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
  const sample = text
    .slice(0, sampleCharacters)
    .replace(/https?:\S+/g, ' ')
    .replace(/[^\p{L}\s'’]/gu, ' ');
  const words = sample
    .toLowerCase()
    .split(/[\s'’]+/)
    .filter(Boolean);
  if (words.length < minWords) return detectByNgrams(sample);
  const counts = countWords(words);
  const [best, second] = languagesWithStopWords
    .map((language) => ({ language, share: stopWordsIn(counts, language) / words.length }))
    .sort((a, b) => b.share - a.share);
  if (best && best.share >= minStopWordShare && best.share > (second?.share ?? 0)) return best.language;
  return detectByNgrams(sample);
}

/** How many of the counted words are stop words of the language. */
function stopWordsIn(counts: ReadonlyMap<string, number>, language: string): number {
  const stopWords = stopWordsOf(language);
  let found = 0;
  for (const [word, count] of counts) if (stopWords.has(word)) found += count;
  return found;
}

function countWords(words: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
