import { describe, expect, test } from '@jest/globals';

import { createTruePeakFollower, truePeakDelay } from './true-peak.ts';

const peaksOf = (samples: readonly number[]) => {
  const follow = createTruePeakFollower();
  // In pieces: a peak may lie across their border.
  return [samples.slice(0, 130), samples.slice(130)].flatMap((piece) => [
    ...follow(Float32Array.from(piece), 0),
  ]);
};
const sine = (cyclesPerSample: number, phase: number) =>
  Array.from({ length: 400 }, (_, index) => Math.sin(2 * Math.PI * cyclesPerSample * index + phase));

describe('the true peak', () => {
  test('when a tone of a quarter of the rate is met 45° off its crests, its peak is still found', () => {
    const tone = sine(1 / 4, Math.PI / 4);
    expect(Math.max(...tone)).toBeCloseTo(Math.SQRT1_2, 5);
    expect(Math.max(...peaksOf(tone).slice(50, 350))).toBeCloseTo(1, 2);
  });

  test.each([1 / 100, 1 / 16, 1 / 5])('when a tone has %d cycles a sample, its peak is 1', (cycles) => {
    expect(Math.max(...peaksOf(sine(cycles, 0.3)).slice(50, 350))).toBeCloseTo(1, 2);
  });

  test('when one sample stands out, its peak comes with the delay and not lower', () => {
    const click = Array.from({ length: 40 }, (_, index) => (index === 10 ? -0.8 : 0));
    const peaks = peaksOf(click);
    expect(peaks.indexOf(Math.max(...peaks))).toBe(10 + truePeakDelay);
    expect(Math.max(...peaks)).toBeCloseTo(0.8, 6);
  });

  test('when nothing can reach the threshold, the samples themselves are given', () => {
    const tone = Float32Array.from(sine(1 / 4, Math.PI / 4));
    const peaks = createTruePeakFollower()(tone, 5);
    expect(peaks.subarray(truePeakDelay)).toEqual(tone.map(Math.abs).subarray(0, -truePeakDelay));
  });

  test('when a peak just reaches the threshold, it is found', () => {
    const peaks = createTruePeakFollower()(Float32Array.from(sine(1 / 4, Math.PI / 4)), 0.99);
    expect(Math.max(...peaks.subarray(50, 350))).toBeCloseTo(1, 2);
  });
});
