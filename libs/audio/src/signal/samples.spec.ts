import { describe, expect, test } from '@jest/globals';

import { toFloat32, toInt16, trimSilence } from './samples.ts';
import { joined, tone } from './tone.ts';

const rate = 8000;
const silence = (seconds: number) => new Int16Array(seconds * rate);

describe('trimming silence', () => {
  test('when there is silence around a sound, only the margin of it stays', () => {
    const samples = joined(silence(1), tone(2, rate), silence(0.5));
    expect(trimSilence(samples, rate, 0.05).length / rate).toBeCloseTo(2.1, 2);
  });

  test('when there is silence within, it stays', () => {
    const samples = joined(tone(1, rate), silence(1), tone(1, rate));
    expect(trimSilence(samples, rate)).toHaveLength(samples.length);
  });

  test('when there is no sound, nothing stays', () => {
    expect(trimSilence(silence(1), rate)).toHaveLength(0);
  });
});

describe('16-bit samples', () => {
  test('when they become floats and 16-bit samples again, they are the same', () => {
    const samples = Int16Array.of(0, 1, -1, 12_345, 32_767, -32_768);
    expect(toInt16(toFloat32(samples))).toEqual(samples);
  });

  test('when floats lie beyond full scale, they are clipped', () => {
    expect(toInt16(Float32Array.of(1.5, -1.5, 1))).toEqual(Int16Array.of(32_767, -32_768, 32_767));
  });
});
