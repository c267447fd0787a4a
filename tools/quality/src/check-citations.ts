import { tokensOf } from './tokens.ts';
import type { Statement } from './walk-statements.ts';

export const citesInRange = ({ citations }: Statement, source: string): boolean =>
  citations.every(({ start, end }) => start >= 0 && start < end && end <= source.length);

/** Whether every word of the statement stands in the ranges that it cites. */
export function wordsAreCited({ text, citations }: Statement, source: string): boolean {
  const cited = new Set(citations.flatMap(({ start, end }) => tokensOf(source.slice(start, end))));
  return tokensOf(text).every((word) => cited.has(word));
}

/** Fewer words in a row could stand anywhere. */
const minQuotedWords = 4;

/**
 * Whether a spoken turn says what it cites: beside the hosts' connecting words, at least one of its clauses
 * has every word in the ranges, and is no mere phrase.
 */
export const quotesCitations = ({ text, citations }: Statement, source: string): boolean =>
  text
    .split(/[.?!:;,]["”’)]*(?=\s|$)/)
    .some(
      (clause) =>
        tokensOf(clause).length >= minQuotedWords &&
        wordsAreCited({ path: '', text: clause, citations }, source),
    );
