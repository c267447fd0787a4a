import { describe, expect, test } from '@jest/globals';

import { measureLoudness, trimSilence } from './samples.ts';
import { joined, tone } from './testing/tone.ts';

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

describe('measuring loudness', () => {
  test('when a sine is measured, its level is its peak over the root of two', () => {
    const { peak, activeEnergy, activeSamples } = measureLoudness(tone(1, rate, 0.5), rate);
    expect(peak).toBeCloseTo(0.5, 2);
    expect(Math.sqrt(activeEnergy / activeSamples)).toBeCloseTo(0.5 / Math.SQRT2, 2);
  });

  test('when pauses are added, the level stays', () => {
    const level = (samples: Int16Array) => {
      const { activeEnergy, activeSamples } = measureLoudness(samples, rate);
      return activeEnergy / activeSamples;
    };
    const speech = tone(1, rate);
    expect(level(joined(speech, silence(3), speech))).toBeCloseTo(level(speech), 5);
  });
});
