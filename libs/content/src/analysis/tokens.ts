import { isFiniteVerb, isGerundOfVerb, isVerbOrNoun } from './english-verbs.ts';
import { isAdverb, looksAdjectival } from './lexicon.ts';

export type TokenKind = 'content' | 'stop' | 'verb' | 'adverb' | 'number' | 'mark';

/** A word or a punctuation mark of a sentence, with a rough guess at its part of speech. */
export interface Token {
  text: string;
  lower: string;
  kind: TokenKind;
  /** Range in the sentence's text. */
  start: number;
  end: number;
}

const tokenPattern = /[\p{L}\p{N}]+(?:[’'.&/-][\p{L}\p{N}]+)*|--|[^\s\p{L}\p{N}]/gu;

/** Tokens of a sentence. Verbs and adverbs are told apart in English only. */
export function tokenise(text: string, language: string, stopWords: ReadonlySet<string>): Token[] {
  const isEnglish = language.startsWith('en');
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    const lower = match[0].toLowerCase().replaceAll('’', "'");
    tokens.push({
      text: match[0],
      lower,
      kind: kindOf(lower, isEnglish, stopWords, tokens.at(-1)),
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  if (isEnglish) settleVerbs(tokens);
  return tokens;
}

/** "Rock forms from mud": after a noun and before a determiner or preposition, such a word is the verb. */
function settleVerbs(tokens: Token[]): void {
  tokens.forEach((token, at) => {
    const isBetween = tokens[at - 1]?.kind === 'content' && beforeObject.has(tokens[at + 1]?.lower ?? '');
    if (token.kind === 'content' && isBetween && isVerbOrNoun(token.lower)) token.kind = 'verb';
  });
}

const beforeObject = new Set(
  'a an the from into on when how what that its their his her this these when while'.split(' '),
);

function kindOf(
  lower: string,
  isEnglish: boolean,
  stopWords: ReadonlySet<string>,
  previous: Token | undefined,
): TokenKind {
  if (!/[\p{L}\p{N}]/u.test(lower)) return 'mark';
  if (/^[\d.,/-]+$/.test(lower)) return 'number';
  if (stopWords.has(lower)) return 'stop';
  if (!isEnglish) return 'content';
  if (isFiniteVerb(lower) || isGerundOfVerb(lower)) return 'verb';
  if (isAdverb(lower)) return 'adverb';
  // "the court appointed", "is called": a participle after a noun or an auxiliary is no part of a name.
  if (
    /[^e]ed$/.test(lower) &&
    previous &&
    ((previous.kind === 'content' && !looksAdjectival(previous.lower)) || auxiliary.has(previous.lower))
  )
    return 'verb';
  // "to vote", "can work", "they use": a noun's form in a verb's place.
  if (previous && verbBefore.has(previous.lower) && !/(?:ion|ity|ism|ment|ness)s?$/.test(lower))
    return 'verb';
  return 'content';
}

const auxiliary = new Set('is are was were be been being am has have had having often also'.split(' '));
const verbBefore = new Set(
  "to can could may might must shall should will would cannot they we you he she who don't doesn't didn't can't won't did does do not".split(
    ' ',
  ),
);
