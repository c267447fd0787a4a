import { sentencesIn } from '../analysis/split-sentences.ts';
import { stopWordsOf } from '../analysis/stop-words.ts';
import { rememberTexts } from './remember-texts.ts';

const word = /[\p{L}\p{M}\p{N}]+(?:[’'][\p{L}\p{M}]+)*/gu;

/** After these a capital starts a clause, a quotation, a title or a point of a list. */
const opensClause = /(?:[:;“”"„«»‘(\[–—•|/]|[.!?…]["”’)]*|(?:^|\n)[ \t]*(?:[-*+]|\d{1,2}[.)]))\s*$/u;

/**
 * The proper names of a text: words with a capital inside a sentence. None in German, where every noun has
 * one, and none in scripts without capitals.
 */
export const namesOf: (text: string, language: string) => readonly string[] = rememberTexts(readNames);

function readNames(text: string, language: string): string[] {
  if (/^(?:de|lb)(?:-|$)/i.test(language)) return [];
  const stopWords = stopWordsOf(language);
  const names = new Set<string>();
  for (const { start, end } of sentencesIn(text)) {
    const sentence = text.slice(start, end);
    if (isTitle(sentence, stopWords)) continue;
    for (const match of sentence.matchAll(word)) {
      const before = sentence.slice(0, match.index);
      if (!/^\p{Lu}/u.test(match[0]) || !/[\p{L}\p{N}]/u.test(before) || opensClause.test(before)) continue;
      // "I’m" and "Marie’s" lose what follows; "L’Oréal" what precedes.
      const name = match[0].replace(/[’']\p{Ll}*$/u, '').replace(/^\p{L}[’'](?=\p{Lu})/u, '');
      if (name.length > 1 && !stopWords.has(name.toLowerCase())) names.add(name);
    }
  }
  return [...names];
}

/** In Title Case capitals say nothing: all words but the small ones have one. */
function isTitle(sentence: string, stopWords: ReadonlySet<string>): boolean {
  const words = (sentence.match(word) ?? []).filter((found) => !stopWords.has(found.toLowerCase()));
  return words.length > 1 && words.every((found) => /^[\p{Lu}\p{N}]/u.test(found));
}
