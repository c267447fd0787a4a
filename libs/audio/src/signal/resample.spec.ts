import { describe, expect, test } from '@jest/globals';

import { resample } from './resample.ts';

const sine = (frequency: number, rate: number, seconds = 0.5) =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, index) =>
    Math.sin((2 * Math.PI * frequency * index) / rate),
  );
const decibels = (samples: Float32Array) =>
  10 * Math.log10(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length + 1e-20);
/** Without the ends, where the filter meets the silence around. */
const inner = (samples: Float32Array) => samples.subarray(200, samples.length - 200);

describe('resampling', () => {
  test.each([
    [16_000, 24_000],
    [16_000, 44_100],
    [22_050, 16_000],
    [44_100, 16_000],
    [48_000, 44_100],
  ])('when a tone goes from %d to %d Hz, it is the same tone at the same moments', (from, to) => {
    const resampled = resample(sine(440, from), from, to);
    const wanted = sine(440, to);
    expect(resampled).toHaveLength(wanted.length);
    const error = resampled.map((sample, index) => sample - (wanted[index] ?? 0));
    expect(decibels(inner(error))).toBeLessThan(-65);
  });

  test('when a tone lies above what the new rate holds, it is gone, not folded to another', () => {
    expect(decibels(inner(resample(sine(9000, 44_100), 44_100, 16_000)))).toBeLessThan(-65);
  });

  test('when a tone lies just below, it stays', () => {
    expect(decibels(inner(resample(sine(6500, 44_100), 44_100, 16_000)))).toBeCloseTo(-3.01, 1);
  });

  test('when the rates are the same, the samples are', () => {
    const samples = sine(440, 16_000);
    expect(resample(samples, 16_000, 16_000)).toBe(samples);
  });

  test('when there is nothing, nothing comes of it', () => {
    expect(resample(new Float32Array(), 16_000, 44_100)).toHaveLength(0);
  });
});
