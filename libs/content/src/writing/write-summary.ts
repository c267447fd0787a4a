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

/**
 * A text from one sentence of each part, the most salient, in order, for as many parts as fit:
 * it says where the source goes, which the overall most salient sentences may not.
 */
export function writeTour(
  parts: Run[][],
  maxCharacters: number,
  avoid: ReadonlySet<number> = new Set(),
): CitedText {
  const chosen: Sentence[] = [];
  let length = 0;
  const best = parts
    .map((runs) => runs.filter(({ sentences }) => isTourable(sentences[0], avoid)))
    .map((runs) => runs.toSorted((a, b) => b.salience - a.salience)[0]?.sentences[0])
    .filter((sentence) => sentence !== undefined)
    .sort((a, b) => b.salience - a.salience);
  for (const sentence of best) {
    if (length + sentence.text.length + 1 > maxCharacters) continue;
    chosen.push(sentence);
    length += sentence.text.length + 1;
  }
  return cited(chosen.sort((a, b) => a.index - b.index));
}

const isTourable = (sentence: Sentence | undefined, avoid: ReadonlySet<number>) =>
  sentence !== undefined && !avoid.has(sentence.index) && !sentence.text.endsWith(':');

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
