import type { Sentence } from './analysis.ts';
import { rankGraph } from './rank-graph.ts';
import { stem } from './words.ts';

/** Sentences compared with one another at once: beyond it, the source is ranked part by part. */
const graphSentences = 400;

/** TextRank over the sentences by shared words, weighted by how rare a word is; 0–1 each. */
export function rankSentences(sentences: Sentence[], stopWords: ReadonlySet<string>): number[] {
  const ranks: number[] = [];
  const parts = Math.max(1, Math.ceil(sentences.length / graphSentences));
  const size = Math.ceil(sentences.length / parts);
  for (let from = 0; from < sentences.length; from += size) {
    ranks.push(...rankPart(sentences.slice(from, from + size), stopWords));
  }
  return ranks;
}

function rankPart(sentences: Sentence[], stopWords: ReadonlySet<string>): number[] {
  const bags = sentences.map(({ words }) => new Set(words.filter((word) => !stopWords.has(word)).map(stem)));
  const holders = new Map<string, number[]>();
  bags.forEach((bag, index) => {
    for (const word of bag) {
      const list = holders.get(word);
      if (list) list.push(index);
      else holders.set(word, [index]);
    }
  });
  const edges = bags.map(() => new Map<number, number>());
  for (const list of holders.values()) {
    if (list.length < 2) continue;
    const weight = Math.log(1 + bags.length / list.length);
    for (const one of list) {
      for (const other of list) {
        if (one !== other) edges[one]?.set(other, (edges[one]?.get(other) ?? 0) + weight);
      }
    }
  }
  edges.forEach((neighbours, index) => {
    for (const [other, weight] of neighbours) {
      const lengths = Math.log(2 + (bags[index]?.size ?? 0)) + Math.log(2 + (bags[other]?.size ?? 0));
      neighbours.set(other, weight / lengths);
    }
  });
  return rankGraph(edges);
}
