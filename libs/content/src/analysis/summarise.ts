import type { Analysis, Sentence } from './analysis.ts';

export interface SummaryOptions {
  /** Characters the summary should reach where the source has them. */
  minCharacters: number;
  /** Characters the summary never exceeds. */
  maxCharacters: number;
  /** Index of the one section to summarise. @default the whole source */
  section?: number;
}

/** Whole sentences in source order that read as prose, at most `maxCharacters` in total, joined by a space. */
export function summarise(
  analysis: Analysis,
  options: SummaryOptions,
): { text: string; sentences: Sentence[] } {
  const pool = analysis.sentences
    .filter(({ section }) => options.section === undefined || section === options.section)
    .filter(({ standsAlone }) => standsAlone)
    .sort((a, b) => b.salience - a.salience || a.index - b.index);
  const chosen: Sentence[] = [];
  let length = 0;
  for (const sentence of pool) {
    const grown = length + sentence.text.length + (chosen.length > 0 ? 1 : 0);
    if (grown > options.maxCharacters || chosen.some((other) => overlap(other, sentence) > 0.6)) continue;
    chosen.push(sentence);
    length = grown;
  }
  chosen.sort((a, b) => a.index - b.index);
  return { text: chosen.map(({ text }) => text).join(' '), sentences: chosen };
}

function overlap(one: Sentence, other: Sentence): number {
  const words = new Set(one.words);
  const shared = new Set(other.words.filter((word) => words.has(word))).size;
  return shared / Math.min(words.size, new Set(other.words).size);
}
