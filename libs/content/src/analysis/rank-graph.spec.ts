import { describe, expect, test } from '@jest/globals';

import { rankGraph } from './rank-graph.ts';

const graph = (...edges: [number, number][][]) => edges.map((neighbours) => new Map(neighbours));

describe('rankGraph', () => {
  test('when one node is linked to all others, it ranks first with 1 and equal nodes rank equally', () => {
    const [center, left, right] = rankGraph(
      graph(
        [
          [1, 1],
          [2, 1],
        ],
        [[0, 1]],
        [[0, 1]],
      ),
    );
    expect(center).toBe(1);
    expect(left).toBe(right);
    expect(left).toBeLessThan(1);
  });

  test('when a link weighs more, its node ranks higher', () => {
    const [, heavy = 0, light = 0] = rankGraph(
      graph(
        [
          [1, 3],
          [2, 1],
        ],
        [[0, 3]],
        [[0, 1]],
      ),
    );
    expect(heavy).toBeGreaterThan(light);
  });

  test('when nothing is linked, all nodes rank equally', () => {
    expect(rankGraph(graph([], []))).toEqual([1, 1]);
  });
});
