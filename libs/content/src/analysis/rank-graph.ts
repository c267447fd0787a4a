const damping = 0.85;

/**
 * PageRank over a weighted, undirected graph (TextRank: Mihalcea and Tarau 2004), damping 0.85.
 * @param edges for each node the neighbours and the weights
 * @returns one rank a node, scaled so that the highest is 1
 */
export function rankGraph(edges: Map<number, number>[], rounds = 20): number[] {
  // Flat arrays: the rounds below are where the time goes.
  const neighbours = edges.map((map) => Int32Array.from(map.keys()));
  const shares = edges.map((map) => {
    const strength = [...map.values()].reduce((sum, weight) => sum + weight, 0) || 1;
    return Float64Array.from(map.values(), (weight) => (damping * weight) / strength);
  });
  let ranks = new Float64Array(edges.length).fill(1);
  for (let round = 0; round < rounds; round += 1) {
    const next = new Float64Array(edges.length).fill(1 - damping);
    for (let node = 0; node < edges.length; node += 1) {
      const rank = ranks[node] ?? 0;
      const others = neighbours[node] ?? new Int32Array();
      const parts = shares[node] ?? new Float64Array();
      for (let at = 0; at < others.length; at += 1) {
        const other = others[at] ?? 0;
        next[other] = (next[other] ?? 0) + rank * (parts[at] ?? 0);
      }
    }
    ranks = next;
  }
  const highest = ranks.reduce((max, rank) => Math.max(max, rank), 0) || 1;
  return Array.from(ranks, (rank) => rank / highest);
}
