import { oneLine } from './one-line.ts';

const maxQuotedCharacters = 120;

/** Words of an answer as a violation may hold them: on one line, short, and without marks that end a quotation. */
export function quote(text: string, maxCharacters = maxQuotedCharacters): string {
  const line = oneLine(text).replaceAll('"', "'");
  return `"${line.length <= maxCharacters ? line : `${line.slice(0, maxCharacters - 1)}…`}"`;
}

const maxNamed = 8;
const maxWordCharacters = 40;

/** The first few of a list of words, each quoted. */
export const quoteAll = (words: readonly string[]): string =>
  words
    .slice(0, maxNamed)
    .map((word) => quote(word, maxWordCharacters))
    .join(', ');
