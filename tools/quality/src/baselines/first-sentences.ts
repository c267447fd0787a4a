import { paragraphsOf } from '../tokens.ts';

/** The beginning of the text without its headings, cut at a word so that it has at most `maxCharacters`. */
export function firstSentences(markdown: string, maxCharacters: number): string {
  const text = paragraphsOf(markdown).join(' ');
  if (text.length <= maxCharacters) return text;
  return text.slice(0, maxCharacters + 1).replace(/\s+\S*$/, '');
}
