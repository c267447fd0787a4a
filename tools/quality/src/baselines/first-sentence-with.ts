import { paragraphsOf, sentencesOf } from '../tokens.ts';

/** The first sentence that has the term, in upper or lower case; empty if none has. */
export function firstSentenceWith(term: string, markdown: string): string {
  const wanted = term.toLowerCase();
  const sentences = paragraphsOf(markdown).flatMap(sentencesOf);
  return sentences.find((sentence) => sentence.toLowerCase().includes(wanted)) ?? '';
}
