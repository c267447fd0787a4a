import type { Statement } from './statements-of.ts';

/** Words shorter than this carry grammar more often than content. Numbers always count. */
const minContentCharacters = 4;

/** The content words of a statement that stand nowhere in its cited ranges. */
export function ungroundedWords(
  { text, citations }: Statement,
  sourceText: string,
  connectives: ReadonlySet<string> = new Set(),
): string[] {
  const cited = citations.map(({ start, end }) => sourceText.slice(start, end)).join('\n');
  // Emphasis may stand inside a word (**photo**synthesis), so that the range is read with its marks and
  // without.
  const known = new Set([...wordsOf(cited), ...wordsOf(cited.replace(/[*_`~\\]/g, ''))]);
  return wordsOf(text).filter((word) => isContent(word) && !known.has(word) && !connectives.has(word));
}

const isContent = (word: string) => word.length >= minContentCharacters || /\p{N}/u.test(word);

/** Lower-cased words and numbers; the parts of a hyphenated word one by one. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
