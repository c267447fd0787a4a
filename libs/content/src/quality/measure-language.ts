import { languagesWithStopWords, stopWordsOf } from '../analysis/stop-words.ts';
import { detectLanguage } from '../source/detect-language.ts';

/** Texts are judged together until they have so many words: a guess on fewer is a throw of dice. */
const minWords = 40;
/** Running text of a language has at least so many of its stop words, and another language at most as many. */
const stopWordShare = { own: 0.2, strange: 0.15 };
/** Cards full of names have few stop words; a whole material of a language has more than this. */
const minShareOfWhole = 0.05;

/**
 * The share, 0–1 by words, of the prose that is written in `language` (BCP 47; regions don't count). Only
 * what is surely in another language counts against it: 1 for less than forty words.
 */
export function measureLanguage(texts: string[], language: string): number {
  const chunks = chunksOf(texts);
  const all = chunks.reduce((sum, chunk) => sum + countWords(chunk), 0);
  if (all < minWords) return 1;
  const mayBeUnlisted = shareOfStopWords(texts.join('\n'), primary(language)) < minShareOfWhole;
  const strange = chunks.filter((chunk) => isStrange(chunk, language, mayBeUnlisted));
  return 1 - strange.reduce((sum, chunk) => sum + countWords(chunk), 0) / all;
}

function chunksOf(texts: string[]): string[] {
  const chunks: string[] = [];
  let open = '';
  for (const text of texts) {
    open = open === '' ? text : `${open}\n${text}`;
    if (countWords(open) < minWords) continue;
    chunks.push(open);
    open = '';
  }
  if (open !== '') chunks.push(open);
  return chunks;
}

/** Han and Thai put no blanks between words: two characters make one. */
const countWords = (text: string) =>
  (text.match(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{M}]+/gu)?.length ??
    0) +
  Math.floor(
    (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0) / 2,
  );

/**
 * @param mayBeUnlisted whether a language counts whose stop words aren't known, as the n-grams of the text
 * suggest it
 */
function isStrange(text: string, language: string, mayBeUnlisted: boolean): boolean {
  if (countWords(text) < minWords / 2) return false;
  const wanted = primary(language);
  const isListed = (tag: string) => languagesWithStopWords.includes(tag);
  if (isListed(wanted) && shareOfStopWords(text, wanted) >= stopWordShare.strange) return false;
  const found = primary(detectLanguage(text));
  if (found === wanted) return false;
  if (isListed(found)) return shareOfStopWords(text, found) >= stopWordShare.own;
  return isListed(wanted) && mayBeUnlisted;
}

/** 0–1, of all words of a text: how many are stop words of a language (its primary tag). */
export function shareOfStopWords(text: string, language: string): number {
  const stopWords = stopWordsOf(language);
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.filter((word) => stopWords.has(word)).length / Math.max(1, words.length);
}

const primary = (language: string) => language.toLowerCase().split('-')[0] ?? '';
