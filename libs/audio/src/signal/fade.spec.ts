import { describe, expect, test } from '@jest/globals';

import { fade } from './fade.ts';

describe('fading', () => {
  test('when samples are long enough, both ends rise and fall evenly, and all is times the gain', () => {
    expect([...fade(new Float32Array(8).fill(0.25), 2, 3)]).toEqual([
      ...[0.125, 0.25, 0.375, 0.5, 0.5, 0.375, 0.25, 0.125],
    ]);
  });

  test.each([0, 1, 2, 5])(
    'when there are %d samples, fewer than fade, none is louder than before',
    (length) => {
      const faded = fade(new Float32Array(length).fill(1), 1, 4);
      expect(faded).toHaveLength(length);
      expect(faded.reduce((most, sample) => Math.max(most, sample), 0)).toBeLessThanOrEqual(
        length === 0 ? 0 : 0.8,
      );
    },
  );

  test('when samples are faded, those that came stay as they were', () => {
    const samples = new Float32Array(4).fill(1);
    fade(samples, 0.5, 2);
    expect([...samples]).toEqual([1, 1, 1, 1]);
  });
});
