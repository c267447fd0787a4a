import { summarise } from '../analysis/summarise.ts';
import type { Sentence } from '../analysis/analysis.ts';
import type { Citation } from '../source.ts';
import type { Run } from './runs.ts';
import { citationsOf, joinLine, selectProse } from './select-prose.ts';
import type { WritingContext } from './writing-context.ts';

export interface CitedText {
  text: string;
  citations: Citation[];
  sentences: Sentence[];
}

export const cited = (sentences: Sentence[]): CitedText => ({
  text: joinLine(sentences),
  citations: citationsOf(sentences),
  sentences,
});

/** The best summary of the source within the limits. */
export function writeSummary(
  { analysis, runs }: WritingContext,
  minCharacters: number,
  maxCharacters: number,
): CitedText {
  const { sentences } = summarise(analysis, { minCharacters, maxCharacters });
  const openings = new Set(runs.map((run) => run.sentences[0]?.index));
  const fit = sentences.filter(({ index }) => openings.has(index));
  const text = cited(fit.length === sentences.length ? sentences : fit);
  return text.text.length >= minCharacters ? text : fillFrom(runs, maxCharacters);
}

/** A text may open with an anecdote; its lead names one of so many top terms, within this share of the text. */
const leadTerms = 8;
const maxLeadDepth = 0.2;

/**
 * How the source itself begins: whole sentences from its first passages on, as a text's opening says what it is about.
 * Reads on past `minCharacters` only inside the passage that reached it.
 */
export function writeLead(
  { analysis, runs }: WritingContext,
  minCharacters: number,
  maxCharacters: number,
): CitedText {
  const topics = new Set(analysis.terms.slice(0, leadTerms).flatMap(({ sentences }) => sentences));
  const onTopic = runs.findIndex((run) => topics.has(run.sentences[0]?.index ?? -1));
  const first = onTopic >= 0 && onTopic < runs.length * maxLeadDepth ? onTopic : 0;
  const lead: Sentence[] = [];
  let length = 0;
  for (const sentence of runs.slice(first).flatMap((run) => run.sentences)) {
    const isNewPassage = sentence.passage !== lead.at(-1)?.passage;
    if (isNewPassage && length >= minCharacters) break;
    if (length + sentence.text.length + 1 > maxCharacters) break;
    if (sentence.text.endsWith(':')) break;
    lead.push(sentence);
    length += sentence.text.length + 1;
  }
  const text = cited(lead);
  return text.text.length >= minCharacters ? text : fillFrom(runs, maxCharacters);
}

/** What fits, most salient first; of a text with one overlong sentence, that sentence's beginning. */
export function fillFrom(
  runs: Run[],
  maxCharacters: number,
  avoid: ReadonlySet<number> = new Set(),
): CitedText {
  const sentences = selectProse(runs, { maxCharacters, avoid });
  if (sentences.length > 0) return cited(sentences);
  const first = runs[0]?.sentences[0];
  if (!first) return cited([]);
  return { text: first.text.slice(0, maxCharacters), citations: citationsOf([first]), sentences: [first] };
}
