import { tokensOf } from './tokens.ts';

/**
 * ROUGE-1 F1 (Lin 2004): the harmonic mean of the shares of words that the two texts have in common, each
 * word counted as often as it stands in both. No stemming, stop words count.
 */
export function rouge1(candidate: string, reference: string): number {
  const left = tokensOf(candidate);
  const right = tokensOf(reference);
  const counts = new Map<string, number>();
  for (const word of right) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of left) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    shared += 1;
    counts.set(word, count - 1);
  }
  return f1(shared, left.length, right.length);
}

/** ROUGE-L F1 (Lin 2004) over the whole texts: the longest common subsequence of words in place of single words. */
export function rougeL(candidate: string, reference: string): number {
  const left = tokensOf(candidate);
  const right = tokensOf(reference);
  let previous = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const current = [0];
    right.forEach((other, index) => {
      const best =
        word === other ? (previous[index] ?? 0) + 1 : Math.max(previous[index + 1] ?? 0, current[index] ?? 0);
      current.push(best);
    });
    previous = current;
  }
  return f1(previous.at(-1) ?? 0, left.length, right.length);
}

function f1(shared: number, candidateLength: number, referenceLength: number): number {
  if (shared === 0) return 0;
  const precision = shared / candidateLength;
  const recall = shared / referenceLength;
  return (2 * precision * recall) / (precision + recall);
}
