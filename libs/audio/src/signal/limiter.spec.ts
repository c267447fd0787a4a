import { describe, expect, test } from '@jest/globals';

import { createLimiter } from './limiter.ts';
import { createTruePeakFollower } from './true-peak.ts';

const rate = 16_000;
const limited = (samples: Float32Array, ceiling: number, pieceSamples = samples.length) => {
  const limiter = createLimiter(rate, ceiling);
  const pieces = Array.from({ length: Math.ceil(samples.length / pieceSamples) }, (_, index) =>
    limiter.push(samples.subarray(index * pieceSamples, (index + 1) * pieceSamples)),
  );
  return Float32Array.from([...pieces, limiter.end()].flatMap((piece) => [...piece]));
};
const truePeak = (samples: Float32Array) => {
  const follow = createTruePeakFollower();
  return Math.max(...follow(samples, 0));
};
/** A hum with peaks here and there. */
const speech = Float32Array.from({ length: rate }, (_, index) => {
  const burst = index % 4000 > 3700 ? 4 : 1;
  return 0.3 * burst * Math.sin((2 * Math.PI * 700 * index) / rate);
});

describe('the limiter', () => {
  test('when peaks pass the ceiling, none does afterwards', () => {
    expect(truePeak(speech)).toBeGreaterThan(1.1);
    expect(truePeak(limited(speech, 0.5))).toBeLessThan(0.5 * 1.02);
  });

  test('when nothing passes the ceiling, every sample stays as it is and where it is', () => {
    const quiet = speech.map((sample) => 0.3 * sample);
    expect(limited(quiet, 0.5)).toEqual(quiet);
  });

  test('when a peak is long over, what follows is as loud as it was', () => {
    const click = Float32Array.from({ length: rate }, (_, index) => (index === 500 ? 1 : 0.2));
    const output = limited(click, 0.4);
    expect(output[rate - 1]).toBeCloseTo(0.2, 3);
    expect(output[520]).toBeLessThan(0.15);
    expect(output[200]).toBeCloseTo(0.2, 6);
  });

  test.each([1, 7, 1000])('when samples come in pieces of %d, it is the same', (pieceSamples) => {
    const whole = limited(speech, 0.5);
    const pieced = limited(speech, 0.5, pieceSamples);
    expect(pieced).toHaveLength(whole.length);
    expect(Math.max(...pieced.map((sample, index) => Math.abs(sample - (whole[index] ?? 0))))).toBeLessThan(
      1e-6,
    );
  });

  test.each([0, 1, 50, 80, 81, 100])('when there are only %d samples, as many come out', (length) => {
    expect(limited(speech.subarray(0, length), 0.5)).toHaveLength(length);
  });
});
