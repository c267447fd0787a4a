import type { Sentence } from '../analysis/analysis.ts';
import type { Source } from '../source.ts';
import { isPresentable, opensAlone } from './reading-rules.ts';

/**
 * A sentence that stands alone, and those right behind it that lean on it ("This means …").
 * Prose made of whole beginnings of runs keeps its references: nothing points to a sentence that was left out.
 */
export interface Run {
  /** The opening sentence first; never empty. */
  sentences: Sentence[];
  section: number;
  /** 0–1: the mean salience of its sentences, the opening one counted twice. */
  salience: number;
}

/** The runs of the source in order. Sentences that lean on something unfit to be shown belong to no run. */
export function findRuns(source: Source, sentences: Sentence[]): Run[] {
  const runs: Sentence[][] = [];
  let current: Sentence[] | undefined;
  for (const [index, sentence] of sentences.entries()) {
    const neighbours = [sentences[index - 1], sentences[index + 1]];
    const isInProse = neighbours.some((neighbour) => neighbour?.passage === sentence.passage);
    const previous = current?.at(-1);
    if (previous && previous.passage !== sentence.passage && !continuesList(source, previous, sentence)) {
      current = undefined;
    }
    if (!isPresentable(sentence, source)) current = undefined;
    else if (current?.[0]?.text.endsWith(':') && isListItem(source, sentence)) current.push(sentence);
    else if (opensAlone(sentence, source.language, isInProse) || introducesList(source, sentence)) {
      current = [sentence];
      runs.push(current);
    } else current?.push(sentence);
  }
  return runs
    .map((run) => withoutAnnouncements(source, run))
    .filter((run) => run.length > 0)
    .map(toRun);
}

const isListItem = (source: Source, sentence: Sentence | undefined) =>
  sentence !== undefined && source.passages[sentence.passage]?.kind === 'list-item';

/** A list belongs to the sentence with a colon before it. */
const continuesList = (source: Source, previous: Sentence, sentence: Sentence) =>
  isListItem(source, sentence) && (previous.text.endsWith(':') || isListItem(source, previous));

const introducesList = (source: Source, sentence: Sentence) =>
  sentence.text.endsWith(':') &&
  source.passages[sentence.passage + 1]?.kind === 'list-item' &&
  opensAlone({ ...sentence, standsAlone: sentence.words.length > 3 }, source.language, false);

/** Ends a run before a colon that announces something other than a list that follows: a quotation, code, a table. */
function withoutAnnouncements(source: Source, sentences: Sentence[]): Sentence[] {
  const at = sentences.findIndex(
    ({ text }, index) => text.endsWith(':') && !isListItem(source, sentences[index + 1]),
  );
  return at < 0 ? sentences : sentences.slice(0, at);
}

function toRun(sentences: Sentence[]): Run {
  const first = sentences[0];
  const sum = sentences.reduce((total, { salience }) => total + salience, first?.salience ?? 0);
  return { sentences, section: first?.section ?? 0, salience: sum / (sentences.length + 1) };
}
