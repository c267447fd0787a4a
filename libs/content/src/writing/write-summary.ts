import { overlap } from '../analysis/overlap.ts';
import { summarise } from '../analysis/summarise.ts';
import type { Sentence } from '../analysis/analysis.ts';
import type { Citation } from '../source.ts';
import { isPresentable, opensAlone } from './reading-rules.ts';
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

/** Two sentences of a summary that share more of their words say the same. */
const sameness = 0.6;

/**
 * The best summary of the source within the limits: that of the analysis, less what is unfit to be shown or leans on
 * what a summary leaves out, and the next best sentences in their place.
 */
export function writeSummary(
  { analysis, runs, source }: WritingContext,
  minCharacters: number,
  maxCharacters: number,
): CitedText {
  const chosen = summarise(analysis, { minCharacters, maxCharacters }).sentences.filter(
    (sentence) => isPresentable(sentence, source) && opensAlone(sentence, source.language, true),
  );
  const openings = runs
    .flatMap(({ sentences }) => sentences.slice(0, 1))
    .filter(({ text, standsAlone }) => standsAlone && !text.endsWith(':'))
    .sort((a, b) => b.salience - a.salience || a.index - b.index);
  let length = joinLine(chosen).length;
  for (const sentence of openings) {
    if (length + 1 + sentence.text.length > maxCharacters) continue;
    if (chosen.some((other) => other.index === sentence.index || overlap(other, sentence) > sameness))
      continue;
    chosen.push(sentence);
    length += 1 + sentence.text.length;
  }
  const text = cited(chosen.sort((a, b) => a.index - b.index));
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
