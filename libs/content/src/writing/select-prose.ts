import type { Sentence } from '../analysis/analysis.ts';
import { overlap } from '../analysis/overlap.ts';
import type { Citation, Source } from '../source.ts';
import type { Run } from './runs.ts';

export interface ProseOptions {
  maxCharacters: number;
  /** At most so many sentences of one run. @default all that fit */
  maxSentencesOfRun?: number;
  /** Sentences that another part of the material uses already, by index. */
  avoid?: ReadonlySet<number>;
}

/** Two sentences that share more of their words than this say the same. */
const sameness = 0.7;

/**
 * Sentences for a text of at most `maxCharacters`, in source order: the most salient runs first,
 * each from its beginning on, so that no sentence loses what it refers to.
 */
export function selectProse(runs: Run[], options: ProseOptions): Sentence[] {
  const { maxCharacters, maxSentencesOfRun = Infinity, avoid = new Set<number>() } = options;
  const chosen: Sentence[] = [];
  let length = 0;
  for (const run of runs.toSorted((a, b) => b.salience - a.salience || startOf(a) - startOf(b))) {
    if (run.sentences.some((sentence) => avoid.has(sentence.index))) continue;
    for (const [position, sentence] of run.sentences.entries()) {
      const grown = length + sentence.text.length + 1;
      if (position >= maxSentencesOfRun || grown > maxCharacters + 1) break;
      if (chosen.length < 60 && chosen.some((other) => overlap(other, sentence) > sameness)) break;
      if (announcesTooMuch(run, position, maxCharacters - grown)) break;
      chosen.push(sentence);
      length = grown;
    }
  }
  return chosen.sort((a, b) => a.index - b.index);
}

/** A list's announcement is taken only when there is room for what it announces. */
function announcesTooMuch(run: Run, position: number, room: number): boolean {
  const sentence = run.sentences[position];
  if (!sentence?.text.endsWith(':')) return false;
  const rest = run.sentences.slice(position + 1).reduce((sum, { text }) => sum + text.length + 3, 0);
  return rest > room;
}

export const startOf = (run: Run): number => run.sentences[0]?.index ?? 0;

/** On one line. */
export const joinLine = (sentences: Sentence[]): string => sentences.map(({ text }) => text).join(' ');

/** Short paragraphs of the source are joined until they have so many characters. */
const minParagraphCharacters = 200;

/** In paragraphs, as the source has them; items of lists on lines of their own, each after a bullet (`• `). */
export function joinParagraphs(source: Source, sentences: Sentence[]): string {
  let text = '';
  let paragraphCharacters = 0;
  let previous: Sentence | undefined;
  for (const sentence of sentences) {
    const samePassage = previous?.passage === sentence.passage;
    const isItem = source.passages[sentence.passage]?.kind === 'list-item' && !opensParagraph(sentence);
    const wasItem = text.lastIndexOf('\n• ') > text.lastIndexOf('\n\n');
    let joint = ' ';
    if (!previous) joint = isItem ? '• ' : '';
    else if (samePassage) joint = ' ';
    else if (isItem) joint = wasItem || previous.text.endsWith(':') ? '\n• ' : '\n\n• ';
    else if (wasItem || paragraphCharacters >= minParagraphCharacters) joint = '\n\n';
    if (joint.includes('\n\n')) paragraphCharacters = 0;
    text += joint + sentence.text;
    paragraphCharacters += sentence.text.length + 1;
    previous = sentence;
  }
  return text;
}

const opensParagraph = (sentence: Sentence) => sentence.text.length > 300;

/** The ranges of sentences, neighbours of one passage joined. */
export function citationsOf(sentences: Sentence[]): Citation[] {
  const citations: (Citation & { index: number; passage: number })[] = [];
  for (const { start, end, index, passage } of sentences.toSorted((a, b) => a.start - b.start)) {
    const last = citations.at(-1);
    if (last && last.passage === passage && index <= last.index + 1) {
      last.end = Math.max(last.end, end);
      last.index = index;
    } else citations.push({ start, end, index, passage });
  }
  return citations.map(({ start, end }) => ({ start, end }));
}
