import { describe, expect, test } from '@jest/globals';

import { levelVoices, limit } from './level-voices.ts';
import type { VoicedTurn } from './voice-turns.ts';

const turn = (voice: string, level: number, peak: number): VoicedTurn => ({
  speaker: voice,
  text: 'Hi',
  section: '',
  index: 0,
  voice,
  speechName: 'x',
  sampleCount: 100,
  loudness: { peak, activeEnergy: 100 * level ** 2, activeSamples: 100 },
});

describe('levelling voices', () => {
  test('when one voice is quieter, both come out at the same level', () => {
    const gains = levelVoices([turn('loud', 0.2, 0.6), turn('quiet', 0.05, 0.2)]);
    expect((gains.get('quiet') ?? 0) * 0.05).toBeCloseTo((gains.get('loud') ?? 0) * 0.2, 6);
  });

  test('when a voice has high peaks, all voices stay lower rather than that one being squashed', () => {
    const gains = levelVoices([turn('spiky', 0.02, 0.9), turn('even', 0.1, 0.2)]);
    expect((gains.get('spiky') ?? 0) * 0.9).toBeLessThan(1.001);
    expect((gains.get('even') ?? 0) * 0.1).toBeCloseTo((gains.get('spiky') ?? 0) * 0.02, 6);
  });

  test('when turns of one voice differ, they share one gain', () => {
    const gains = levelVoices([turn('one', 0.1, 0.3), turn('one', 0.2, 0.4)]);
    expect(gains.size).toBe(1);
    expect((gains.get('one') ?? 0) * Math.sqrt((0.1 ** 2 + 0.2 ** 2) / 2)).toBeCloseTo(10 ** (-16 / 20), 6);
  });
});

describe('the limiter', () => {
  test('when a sample is moderate, it passes unchanged', () => {
    expect([limit(0.4), limit(-0.5), limit(0)]).toEqual([0.4, -0.5, 0]);
  });

  test('when a sample is too large, it stays below −3 dBFS, its sign and order kept', () => {
    const limited = [-9, -1, 0.6, 0.8, 1.4].map(limit);
    expect(Math.max(...limited.map(Math.abs))).toBeLessThanOrEqual(10 ** (-3 / 20));
    expect(limited).toEqual([...limited].sort((one, other) => one - other));
    expect(limited.map(Math.sign)).toEqual([-1, -1, 1, 1, 1]);
  });
});
