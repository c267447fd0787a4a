import type { Quality } from '../materials/quality.ts';
import { countSyllables } from './count-syllables.ts';

const sentenceEnd = /[.!?…]+["”’)\]]*(?=\s|$)|\n{2,}/g;

/**
 * Reading ease (Flesch, "A new readability yardstick", 1948): 206.835 − 1.015 · words/sentences − 84.6 ·
 * syllables/words, and grade (Kincaid et al., 1975): 0.39 · words/sentences + 11.8 · syllables/words − 15.59,
 * rounded to one decimal. Both are calibrated for English; for other languages they compare texts of that
 * language, no more.
 */
export function measureReadability(text: string, language = 'en'): Quality['readability'] {
  const words = text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
  if (words.length === 0) return { fleschReadingEase: 0, grade: 0 };
  const sentences = text.split(sentenceEnd).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence)).length || 1;
  const syllables = words.reduce((sum, word) => sum + countSyllables(word, language), 0);
  const wordsASentence = words.length / sentences;
  const syllablesAWord = syllables / words.length;
  return {
    fleschReadingEase: rounded(206.835 - 1.015 * wordsASentence - 84.6 * syllablesAWord),
    grade: rounded(0.39 * wordsASentence + 11.8 * syllablesAWord - 15.59),
  };
}

const rounded = (value: number) => Math.round(value * 10) / 10;
