import type { Sentence, Term } from '../analysis/analysis.ts';

/** How far into a sentence its topic stands, give or take an article or an opening phrase. */
const topicOffset = 40;

/** Whether a sentence is about the term: it names it near its beginning. */
export function isAbout({ text, index }: Sentence, term: Term): boolean {
  if (text.endsWith(':') || !term.sentences.includes(index)) return false;
  const at = text.toLowerCase().indexOf(term.text.replace(/\s*\(.*/, '').toLowerCase());
  return at >= 0 && at <= topicOffset;
}

/** A definition that the analysis trusts less may not be one. */
const minConfidence = 0.75;

/** Whether the sentence defines the term, and does not only mention in passing what it is. */
export function isDefinedBy(sentence: Sentence, term: Term): boolean {
  const { definition } = term;
  if (definition?.sentence !== sentence.index || definition.confidence < minConfidence) return false;
  if (/that-is|dash/.test(definition.pattern)) return false;
  if (definition.pattern !== 'known-as') return isAbout(sentence, term);
  return /^(?:an?|the|any|those|when|this) /i.test(definition.text) && definition.text.length >= 30;
}
