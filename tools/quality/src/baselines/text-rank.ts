import { paragraphsOf, sentencesOf, stopWords, tokensOf } from '../tokens.ts';
import { contentRuns } from './rake.ts';
import { takeInOrder } from './take-in-order.ts';

const damping = 0.85;
const rounds = 30;

/** TextRank keywords (Mihalcea and Tarau 2004): words that stand side by side, phrases by the sum of their words. */
export function textRankPhrases(markdown: string, limit: number): string[] {
  const paragraphs = paragraphsOf(markdown);
  const words = new Map<string, number>();
  const edges: Map<number, number>[] = [];
  const nodeOf = (word: string) => {
    const known = words.get(word);
    if (known !== undefined) return known;
    words.set(word, edges.length);
    edges.push(new Map());
    return edges.length - 1;
  };
  for (const paragraph of paragraphs) {
    const nodes = tokensOf(paragraph)
      .filter((word) => !stopWords.has(word))
      .map(nodeOf);
    nodes.forEach((node, index) => {
      const next = nodes[index + 1];
      if (next !== undefined && next !== node) connect(edges, node, next, 1);
    });
  }
  const ranks = rank(edges);
  const rankOf = (word: string) => ranks[words.get(word) ?? -1] ?? 0;
  const scores = new Map<string, number>();
  for (const run of paragraphs.flatMap(contentRuns)) {
    scores.set(
      run.join(' '),
      run.reduce((sum, word) => sum + rankOf(word), 0),
    );
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([phrase]) => phrase);
}

/** TextRank sentences in source order, as many as fit into `maxCharacters`. */
export function textRankSummary(markdown: string, maxCharacters: number): string {
  const sentences = paragraphsOf(markdown).flatMap(sentencesOf);
  const bags = sentences.map(
    (sentence) => new Set(tokensOf(sentence).filter((word) => !stopWords.has(word))),
  );
  const edges = sentences.map(() => new Map<number, number>());
  bags.forEach((bag, one) => {
    for (let other = 0; other < one; other += 1) {
      const second = bags[other] ?? new Set<string>();
      const shared = [...bag].filter((word) => second.has(word)).length;
      const lengths = Math.log(1 + bag.size) + Math.log(1 + second.size);
      if (shared > 0) connect(edges, one, other, shared / lengths);
    }
  });
  return takeInOrder(sentences, rank(edges), maxCharacters);
}

function connect(edges: Map<number, number>[], one: number, other: number, weight: number): void {
  edges[one]?.set(other, (edges[one]?.get(other) ?? 0) + weight);
  edges[other]?.set(one, (edges[other]?.get(one) ?? 0) + weight);
}

function rank(edges: Map<number, number>[]): number[] {
  let ranks = edges.map(() => 1);
  for (let round = 0; round < rounds; round += 1) {
    const next = edges.map(() => 1 - damping);
    edges.forEach((neighbours, node) => {
      const strength = [...neighbours.values()].reduce((sum, weight) => sum + weight, 0) || 1;
      for (const [other, weight] of neighbours) {
        next[other] = (next[other] ?? 0) + (damping * (ranks[node] ?? 0) * weight) / strength;
      }
    });
    ranks = next;
  }
  return ranks;
}
