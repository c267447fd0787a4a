import type { Sentence, Term } from '../analysis/analysis.ts';

/** How far into a sentence its topic stands, give or take an article or an opening phrase. */
const topicOffset = 40;

/** Whether a sentence is about the term: it names it near its beginning. */
export function isAbout({ text, index }: Sentence, term: Term, maxOffset = topicOffset): boolean {
  if (text.endsWith(':') || !term.sentences.includes(index)) return false;
  const at = text.toLowerCase().indexOf(term.text.replace(/\s*\(.*/, '').toLowerCase());
  return at >= 0 && at <= maxOffset;
}

/** Patterns of the analysis whose sentence says what its subject is, each with the confidence from which it can be asked for. */
const subjectPatterns: Record<string, number> = {
  ...{ 'is-a': 0.7, 'is-bare': 0.65, 'refers-to': 0.7, 'defined-as': 0.8, 'is-when': 0.7, means: 0.7 },
  ...{ 'occurs-when': 0.7, 'takes-place': 0.7, listed: 0.9 },
};

/** Patterns whose sentence names what it has described: "a fluid called the stroma". */
const namingPatterns: Record<string, number> = {
  ...{ 'is-called': 0.75, called: 0.75 },
  ...{ 'that-is': 0.8, or: 0.8, dash: 0.8, brackets: 0.8, appositive: 0.65 },
};

/** Whether the sentence defines the term, and does not only mention in passing what it is. */
export function isDefinedBy(sentence: Sentence, term: Term): boolean {
  const { definition } = term;
  if (definition?.sentence !== sentence.index) return false;
  const { pattern, confidence } = definition;
  if (confidence >= (subjectPatterns[pattern] ?? Infinity)) return isAbout(sentence, term);
  // What a gloss says of a name is seldom what the name means: "Aristotle, a student of …".
  const isNamed = /^\p{Lu}\p{Ll}/u.test(term.text) && !/call/.test(pattern);
  return !isNamed && confidence >= (namingPatterns[pattern] ?? Infinity);
}

/** Whether the definition's own words can be said by themselves. */
export const isQuotable = ({ definition }: Term): boolean =>
  definition !== undefined && Object.hasOwn(subjectPatterns, definition.pattern);
