import { tokensOf } from './tokens.ts';

/**
 * The rule by which two terms are the same: case, hyphens and plural endings don't count, an acronym in
 * brackets at the end is optional; otherwise the phrases are equal word by word.
 */
export const termKey = (term: string): string =>
  tokensOf(term.replace(/\s*\([^)]*\)\s*$/, ''))
    .map(singular)
    .join(' ');

function singular(word: string): string {
  if (word.length <= 3) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  if (/s$/.test(word) && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

/** For each wanted term the index of the offered term that matches it, or -1. */
export function matchTerms(wanted: string[], offered: string[]): number[] {
  const keys = offered.map(termKey);
  return wanted.map((term) => keys.indexOf(termKey(term)));
}
