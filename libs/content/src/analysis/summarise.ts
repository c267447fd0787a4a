import type { Analysis, Sentence } from './analysis.ts';
import { condense } from './condense.ts';
import { overlap } from './overlap.ts';

export interface SummaryOptions {
  /** Characters the summary should reach where the source has them. */
  minCharacters: number;
  /** Characters the summary never exceeds. */
  maxCharacters: number;
  /** Index of the one section to summarise. @default the whole source */
  section?: number;
}

/** Two sentences that share more of the shorter one's words say the same. */
const maxOverlap = 0.6;

/**
 * Whole sentences in source order that read as prose, at most `maxCharacters` in total, joined by a space: the most
 * salient ones that stand alone and repeat none chosen before. Sentences of lists and quotes are taken only where the
 * paragraphs don't reach `minCharacters`.
 */
export function summarise(
  { source, sentences }: Analysis,
  options: SummaryOptions,
): { text: string; sentences: Sentence[] } {
  const isEnglish = source.language.startsWith('en');
  const pool = sentences
    .filter(({ section }) => options.section === undefined || section === options.section)
    .map((sentence) => condense(sentence, isEnglish))
    .filter(({ standsAlone }) => standsAlone)
    .sort((a, b) => b.salience - a.salience || a.index - b.index);
  const isProse = ({ passage }: Sentence) => source.passages[passage]?.kind === 'paragraph';
  const chosen = choose([], pool.filter(isProse), options.maxCharacters);
  if (lengthOf(chosen) < options.minCharacters) {
    choose(
      chosen,
      pool.filter((sentence) => !isProse(sentence)),
      options.maxCharacters,
    );
  }
  chosen.sort((a, b) => a.index - b.index);
  return { text: chosen.map(({ text }) => text).join(' '), sentences: chosen };
}

const lengthOf = (sentences: Sentence[]) => sentences.reduce((sum, { text }) => sum + text.length + 1, -1);

/** Adds sentences of `pool`, best first, to `chosen` while they fit. */
function choose(chosen: Sentence[], pool: Sentence[], maxCharacters: number): Sentence[] {
  for (const sentence of pool) {
    if (lengthOf(chosen) + 1 + sentence.text.length > maxCharacters) continue;
    if (!chosen.some((other) => overlap(other, sentence) > maxOverlap)) chosen.push(sentence);
  }
  return chosen;
}
