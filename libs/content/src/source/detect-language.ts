import { createRequire } from 'node:module';

import type { detect as Detect } from 'tinyld/light';

import { languagesWithStopWords } from '../analysis/stop-words.ts';
import { countStopWords } from './count-stop-words.ts';

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
  const { words, stopWords } = countStopWords(sample.toLowerCase());
  const most = Math.max(...stopWords);
  const best = stopWords.indexOf(most);
  const isClear =
    words >= minWords && most / words >= minStopWordShare && stopWords.lastIndexOf(most) === best;
  return (isClear && languagesWithStopWords[best]) || detectByNgrams(lettersOf(sample));
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\s'’]/gu, ' ');
