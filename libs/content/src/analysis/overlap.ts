import type { Sentence } from './analysis.ts';

/** The share of the shorter sentence's words that the other one holds too; 0–1. */
export function overlap(one: Sentence, other: Sentence): number {
  const words = new Set(one.words);
  const others = new Set(other.words);
  let shared = 0;
  for (const word of others) if (words.has(word)) shared += 1;
  return shared / Math.max(1, Math.min(words.size, others.size));
}
