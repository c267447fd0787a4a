import type { Sentence } from './analysis.ts';
import { rankGraph } from './rank-graph.ts';
import { stem } from './words.ts';

/** Sentences compared with one another at once: beyond it, the source is ranked part by part. */
const graphSentences = 400;

/**
 * TextRank over the sentences by shared words, weighted by how rare a word is; 0–1 each.
 * What stands in the text twice is ranked once: repetition makes nothing more important, and takes time.
 */
export function rankSentences(sentences: Sentence[], stopWords: ReadonlySet<string>): number[] {
  const different = [...new Map(sentences.map((sentence) => [sentence.text, sentence])).values()];
  const ranks = new Map<string, number>();
  const parts = Math.max(1, Math.ceil(different.length / graphSentences));
  const size = Math.ceil(different.length / parts);
  for (let from = 0; from < different.length; from += size) {
    const part = different.slice(from, from + size);
    rankPart(part, stopWords).forEach((rank, index) => ranks.set(part[index]?.text ?? '', rank));
  }
  return sentences.map(({ text }) => ranks.get(text) ?? 0);
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
  const size = bags.length;
  const edges = new Float64Array(size * size);
  for (const list of holders.values()) {
    const weight = Math.log(1 + size / list.length);
    for (const one of list) {
      for (const other of list) edges[one * size + other] = (edges[one * size + other] ?? 0) + weight;
    }
  }
  const lengths = bags.map((bag) => Math.log(2 + bag.size));
  for (let one = 0; one < size; one += 1) {
    for (let other = 0; other < size; other += 1) {
      const at = one * size + other;
      edges[at] = one === other ? 0 : (edges[at] ?? 0) / ((lengths[one] ?? 1) + (lengths[other] ?? 1));
    }
  }
  return rankGraph(edges, size);
}
