import { stopWordsOf } from '../analysis/stop-words.ts';
import { isNumberWord } from './numbers-of.ts';
import { rememberTexts } from './remember-texts.ts';
import { areForms, foldWord, wordKey } from './word-key.ts';

export interface ContentWord {
  /** As it is written. */
  text: string;
  /** Lower-cased, without accents. */
  folded: string;
  /** Equal for most forms of one word. */
  key: string;
}

/** Scripts that put no space between words: pairs of characters stand in for words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]+/gu;

const wordPattern = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

/** The words of a text that carry content, in order: no stop words of the language, no numbers, no single letters. */
export const contentWordsOf: (text: string, language: string) => readonly ContentWord[] =
  rememberTexts(readContentWords);

function readContentWords(text: string, language: string): ContentWord[] {
  const stopWords = stopWordsOf(language);
  const words: ContentWord[] = [];
  // Emphasis may stand inside a word: **photo**synthesis.
  const plain = text.normalize('NFKC').replace(/[*`~\\]/g, '');
  const spaced = plain.replace(unspaced, (run) => {
    for (let at = 0; at < Math.max(1, run.length - 1); at += 1) {
      const pair = run.slice(at, at + 2);
      words.push({ text: pair, folded: pair, key: pair });
    }
    return ' ';
  });
  for (const [found] of spaced.matchAll(wordPattern)) {
    const lower = found.toLowerCase().replaceAll('’', "'");
    if (stopWords.has(lower) || isNumberWord(lower, language)) continue;
    for (const part of partsOf(found, language)) {
      if (part.length < 2 || !/\p{L}/u.test(part) || stopWords.has(part.toLowerCase())) continue;
      const folded = foldWord(part);
      words.push({ text: part, folded, key: wordKey(folded, language) });
    }
  }
  return words;
}

/**
 * English keeps what follows an apostrophe with its word, save a possessive; other languages elide articles
 * there.
 */
const partsOf = (word: string, language: string): string[] =>
  language.startsWith('en') ? [word.replace(/['’]\p{L}+$/u, '')] : word.split(/['’]/);

/** Whether a word stands in a text in some form; the answers are kept, since a passage is asked often. */
export type WordFinder = (word: ContentWord) => boolean;

/** Finds words in a text, both in one language. */
export const wordFinderOf: (text: string, language: string) => WordFinder = rememberTexts((text, language) =>
  createWordFinder(contentWordsOf(text, language), language),
);

function createWordFinder(words: readonly ContentWord[], language: string): WordFinder {
  const keys = new Set(words.map(({ key }) => key));
  const different = [...new Map(words.map((word) => [word.folded, word])).values()];
  const answers = new Map<string, boolean>();
  return (word) => {
    if (keys.has(word.key) && (language.startsWith('en') || word.folded.length < 6)) return true;
    const known = answers.get(word.folded);
    if (known !== undefined) return known;
    const answer = different.some((other) => areForms(word, other, language));
    answers.set(word.folded, answer);
    return answer;
  };
}
