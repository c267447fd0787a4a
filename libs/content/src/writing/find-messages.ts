import type { Sentence, Term } from '../analysis/analysis.ts';
import { hasPlainVerb } from '../analysis/find-references.ts';
import { isAbout, isDefinedBy } from './is-about.ts';
import type { WritingContext } from './writing-context.ts';

/** The terms that a message may be about, of the best. */
const messageTerms = 20;
const minMessageWords = 7;

/** What a message is worth beside its salience: it defines a key term, or names one where its subject stands. */
const worth = { defines: 0.15, isAbout: 0.08 };

/** Illustrations and asides: true, but nothing to take away. */
const illustrates =
  /\b(?:for example|for instance|such as|e\.g\.|zum Beispiel|beispielsweise|par exemple|por ejemplo)(?!\p{L})|[;,] (?:that|this)(?:['’]s| is)\b/iu;
const addressesReader =
  /^(?:consider|imagine|think|suppose|recall|remember|picture|take|look|compare|note)\b|\byou\b/i;

/** Whether a sentence says something worth keeping: a whole statement, no example, no order to the reader. */
export function isMessage({ text, words }: Sentence, language: string): boolean {
  if (words.length < minMessageWords || text.endsWith(':') || illustrates.test(text)) return false;
  return !language.startsWith('en') || (hasPlainVerb(text) && !addressesReader.test(text));
}

/** Ranks sentences as messages of the source. */
export function createMessageRank({ analysis }: WritingContext): (sentence: Sentence) => number {
  const terms = analysis.terms.slice(0, messageTerms);
  const ranks = new Map<number, number>();
  return (sentence) => {
    const known = ranks.get(sentence.index);
    if (known !== undefined) return known;
    const rank = sentence.salience + termWorth(sentence, terms);
    ranks.set(sentence.index, rank);
    return rank;
  };
}

function termWorth(sentence: Sentence, terms: Term[]): number {
  if (terms.some((term) => isDefinedBy(sentence, term))) return worth.defines;
  return terms.some((term) => isAbout(sentence, term)) ? worth.isAbout : 0;
}
