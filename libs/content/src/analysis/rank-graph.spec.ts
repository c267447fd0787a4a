import { describe, expect, test } from '@jest/globals';

import { rankGraph } from './rank-graph.ts';

const ranksOf = (...rows: number[][]) => rankGraph(Float64Array.from(rows.flat()), rows.length);

describe('rankGraph', () => {
  test('when one node is linked to all others, it ranks first with 1 and equal nodes rank equally', () => {
    const [center, left, right] = ranksOf([0, 1, 1], [1, 0, 0], [1, 0, 0]);
    expect(center).toBe(1);
    expect(left).toBe(right);
    expect(left).toBeLessThan(1);
  });

  test('when a link weighs more, its node ranks higher', () => {
    const [, heavy = 0, light = 0] = ranksOf([0, 3, 1], [3, 0, 0], [1, 0, 0]);
    expect(heavy).toBeGreaterThan(light);
  });

  test('when nothing is linked, all nodes rank equally', () => {
    expect(ranksOf([0, 0], [0, 0])).toEqual([1, 1]);
  });
});
