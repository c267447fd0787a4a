import type { Statement } from './statements-of.ts';

/** Words shorter than this carry grammar more often than content. Numbers always count. */
const minContentCharacters = 4;

/**
 * The share, 0–1, of statements all of whose content words stand in the ranges that they cite; 0 without a
 * statement.
 * @param connectives words that a writer may add between statements without stating anything
 */
export function measureGroundedness(
  statements: Statement[],
  sourceText: string,
  connectives: ReadonlySet<string> = new Set(),
): number {
  if (statements.length === 0) return 0;
  const grounded = statements.filter((statement) => isGrounded(statement, sourceText, connectives));
  return grounded.length / statements.length;
}

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

const isGrounded = (statement: Statement, sourceText: string, connectives: ReadonlySet<string>) =>
  statement.citations.length > 0 && ungroundedWords(statement, sourceText, connectives).length === 0;

const isContent = (word: string) => word.length >= minContentCharacters || /\p{N}/u.test(word);

/** Lower-cased words and numbers; the parts of a hyphenated word one by one. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
