/**
 * PageRank over a weighted, undirected graph (TextRank: Mihalcea and Tarau 2004), damping 0.85.
 * @param edges for each node the neighbours and the weights
 * @returns one rank a node, scaled so that the highest is 1
 */
export function rankGraph(edges: Map<number, number>[], rounds = 20): number[] {
  const damping = 0.85;
  const strength = edges.map((neighbours) =>
    [...neighbours.values()].reduce((sum, weight) => sum + weight, 0),
  );
  let ranks = edges.map(() => 1);
  for (let round = 0; round < rounds; round += 1) {
    const next = edges.map(() => 1 - damping);
    edges.forEach((neighbours, node) => {
      const share = (damping * (ranks[node] ?? 0)) / (strength[node] || 1);
      for (const [other, weight] of neighbours) next[other] = (next[other] ?? 0) + share * weight;
    });
    ranks = next;
  }
  const highest = ranks.reduce((max, rank) => Math.max(max, rank), 0) || 1;
  return ranks.map((rank) => rank / highest);
}
