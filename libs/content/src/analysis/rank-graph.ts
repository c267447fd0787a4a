const damping = 0.85;

/**
 * PageRank over a weighted, undirected graph (TextRank: Mihalcea and Tarau 2004), damping 0.85.
 * A full matrix: sentences of one text share words with most others, and maps of neighbours cost ten times as much.
 * @param weights of the edges between `size` nodes, row by row; changed in place
 * @returns one rank a node, scaled so that the highest is 1
 */
export function rankGraph(weights: Float64Array, size: number, rounds = 20): number[] {
  for (let node = 0; node < size; node += 1) {
    const row = weights.subarray(node * size, (node + 1) * size);
    const strength = row.reduce((sum, weight) => sum + weight, 0) || 1;
    for (let other = 0; other < size; other += 1) row[other] = (damping * (row[other] ?? 0)) / strength;
  }
  let ranks = new Float64Array(size).fill(1);
  for (let round = 0; round < rounds; round += 1) {
    const next = new Float64Array(size).fill(1 - damping);
    for (let node = 0; node < size; node += 1) {
      const rank = ranks[node] ?? 0;
      const start = node * size;
      for (let other = 0; other < size; other += 1) {
        next[other] = (next[other] ?? 0) + rank * (weights[start + other] ?? 0);
      }
    }
    ranks = next;
  }
  const highest = ranks.reduce((max, rank) => Math.max(max, rank), 0) || 1;
  return Array.from(ranks, (rank) => rank / highest);
}
