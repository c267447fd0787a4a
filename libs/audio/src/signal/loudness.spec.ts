import { describe, expect, test } from '@jest/globals';

import { createLoudnessMeter, integratedLoudness, kWeighting } from './loudness.ts';
import { amplitude } from './samples.ts';

const sine = (decibels: number, seconds: number, rate: number, frequency = 1000) =>
  Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, index) => amplitude(decibels) * Math.sin((2 * Math.PI * frequency * index) / rate),
  );
const loudnessOf = (rate: number, ...parts: Float32Array[]) => {
  const meter = createLoudnessMeter(rate);
  for (const part of parts) meter.push(part);
  return integratedLoudness(meter.steps);
};

describe('loudness after BS.1770', () => {
  test('when the rate is 48 kHz, the filters are those of the tables', () => {
    const [shelf, highPass] = kWeighting(48_000);
    const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(8)));
    expect(rounded(shelf.b)).toEqual([1.53512486, -2.69169619, 1.19839281]);
    expect(rounded(shelf.a)).toEqual([-1.69065929, 0.73248077]);
    expect(rounded(highPass.b)).toEqual([1, -2, 1]);
    expect(rounded(highPass.a)).toEqual([-1.99004745, 0.99007225]);
  });

  test.each([16_000, 22_050, 24_000, 44_100, 48_000])(
    'when a tone of 997 Hz is at full scale in one channel of %d Hz, it is −3.01 LUFS',
    (rate) => {
      expect(loudnessOf(rate, sine(0, 2, rate, 997))).toBeCloseTo(-3.01, 1);
    },
  );

  // EBU Tech 3341, case 3 (there in two channels, which count 3 dB more, and at 48 kHz).
  test('when loud passages stand between quiet ones, the quiet ones are gated out', () => {
    const rate = 16_000;
    const parts = [sine(-36, 10, rate), sine(-23, 60, rate), sine(-36, 10, rate)];
    expect(Math.abs(loudnessOf(rate, ...parts) - -26)).toBeLessThan(0.1);
  });

  test('when silence is longer than sound, it does not count', () => {
    const rate = 16_000;
    const gaps = [new Float32Array(rate * 20), sine(-20, 4, rate), new Float32Array(rate * 20)];
    expect(Math.abs(loudnessOf(rate, ...gaps) - loudnessOf(rate, sine(-20, 4, rate)))).toBeLessThan(0.5);
  });

  test('when samples come in pieces of any size, it is the same', () => {
    const tone = sine(-20, 2, 16_000);
    const pieces = Array.from({ length: Math.ceil(tone.length / 777) }, (_, index) =>
      tone.subarray(777 * index, 777 * (index + 1)),
    );
    expect(loudnessOf(16_000, ...pieces)).toBe(loudnessOf(16_000, tone));
  });

  test.each([
    ['silent', new Float32Array(48_000)],
    ['shorter than a block', sine(0, 0.3, 16_000)],
    ['nothing', new Float32Array()],
  ])('when it is %s, it has no loudness', (_, samples) => {
    expect(loudnessOf(16_000, samples)).toBe(Number.NEGATIVE_INFINITY);
  });
});
