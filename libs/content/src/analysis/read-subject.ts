import type { DefiningSentence } from './find-definitions.ts';
import { introducingNouns } from './lexicon.ts';
import type { Span } from './noun-phrases.ts';
import type { Token } from './tokens.ts';

const maxSubjectTokens = 9;

export interface Subject {
  terms: Span[];
  /** Index of the token after the subject: the verb. */
  end: number;
}

/** A subject that can be a term: determiner, up to five content words, an acronym in brackets, "or Y". */
export function readSubject(
  { tokens, grammar, isKnown }: DefiningSentence,
  start: number,
): Subject | undefined {
  let at = start;
  while (isQuote(tokens[at])) at += 1;
  if (tokens[at] && isDeterminer(tokens[at], grammar?.determiners)) at += 1;
  at = skipIntroduction(tokens, at);
  const terms: Span[] = [];
  for (let part = 0; part < 3; part += 1) {
    while (isQuote(tokens[at]) || isDeterminer(tokens[at], grammar?.determiners)) at += 1;
    const from = at;
    while (isPhraseToken(tokens, at, from)) at += 1;
    if (at === from || at - from > 6 || tokens[at - 1]?.kind !== 'content') return undefined;
    terms.push({ from, to: at });
    while (isQuote(tokens[at])) at += 1;
    if (tokens[at]?.text === '(') at = afterBracket(tokens, at);
    const isAlternative =
      tokens[at]?.lower === 'or' || (tokens[at]?.text === ',' && tokens[at + 1]?.lower === 'or');
    if (!isAlternative) break;
    at += tokens[at]?.text === ',' ? 2 : 1;
  }
  if (tokens[at]?.text === ',' && terms.length > 1) at += 1;
  if (terms.some((term) => hasAnd(tokens, term) && !isKnown(term))) return undefined;
  at = skipAside(tokens, at);
  return at - start <= maxSubjectTokens + 18 ? { terms, end: at } : undefined;
}

/** "The concept of X", "the term X": the term is X. */
export function skipIntroduction(tokens: Token[], at: number): number {
  const noun = tokens[at]?.lower ?? '';
  if (!introducingNouns.has(noun)) return at;
  if (tokens[at + 1]?.lower === 'of' && tokens[at + 2]?.kind === 'content') return at + 2;
  return ['term', 'word', 'concept', 'phrase'].includes(noun) && tokens[at + 1]?.kind !== 'stop'
    ? at + 1
    : at;
}

export function isPhraseToken(tokens: Token[], at: number, from: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (token.kind === 'content') return true;
  if (token.kind === 'verb' && /ing$/.test(token.lower) && at === from) return true;
  const joins = ['of', 'by', 'for', 'and', 'the', 'in'].includes(token.lower) && at > from;
  const next = tokens[at + 1];
  return joins && (next?.kind === 'content' || (token.lower !== 'the' && next?.lower === 'the'));
}

/** "X, sometimes called Y, is …": the verb after the aside. */
function skipAside(tokens: Token[], at: number): number {
  if (tokens[at]?.text !== ',' && tokens[at]?.text !== '—') return at;
  const mark = tokens[at]?.text;
  const close = tokens.findIndex((token, index) => index > at && index < at + 14 && token.text === mark);
  return close < 0 ? at : close + 1;
}

function afterBracket(tokens: Token[], at: number): number {
  const close = tokens.findIndex((token, index) => index > at && index < at + 8 && token.text === ')');
  return close < 0 ? at : close + 1;
}

const hasAnd = (tokens: Token[], { from, to }: Span) =>
  tokens.slice(from, to).some(({ lower }) => lower === 'and');
const isQuote = (token: Token | undefined) => token !== undefined && /^[“”"‘’'«»*]$/.test(token.text);
export const isDeterminer = (token: Token | undefined, determiners: ReadonlySet<string> | undefined) =>
  token !== undefined && (determiners?.has(token.lower) ?? false);
