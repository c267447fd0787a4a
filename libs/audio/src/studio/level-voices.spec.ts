import { describe, expect, test } from '@jest/globals';

import { createLoudnessMeter, integratedLoudness } from '../signal/loudness.ts';
import { amplitude } from '../signal/samples.ts';
import { levelVoices } from './level-voices.ts';

const rate = 8000;
const stepsOf = (decibels: number, seconds: number) => {
  const meter = createLoudnessMeter(rate);
  meter.push(
    Float32Array.from(
      { length: seconds * rate },
      (_, index) => amplitude(decibels) * Math.sin((2 * Math.PI * 440 * index) / rate),
    ),
  );
  return meter.steps;
};
const spoken = (voice: string, decibels: number, seconds = 3, pauseSteps = 4) => ({
  voice,
  loudnessSteps: stepsOf(decibels, seconds),
  pauseSteps,
});
/** LUFS of what is heard with these gains. */
const levelled = (speech: ReturnType<typeof spoken>[], gains: Map<string, number>) =>
  integratedLoudness(
    speech.flatMap(({ voice, loudnessSteps, pauseSteps }) => [
      ...new Array<number>(pauseSteps).fill(0),
      ...loudnessSteps.map((step) => step * (gains.get(voice) ?? 0) ** 2),
    ]),
  );

describe('levelling voices', () => {
  test('when one voice is quieter, both come out equally loud and the whole at −16 LUFS', () => {
    const speech = [spoken('loud', -12), spoken('quiet', -32), spoken('loud', -12)];
    const gains = levelVoices(speech);
    expect((gains.get('quiet') ?? 0) / (gains.get('loud') ?? 1)).toBeCloseTo(10, 1);
    expect(levelled(speech, gains)).toBeCloseTo(-16, 1);
  });

  test('when there are many short turns with pauses, the whole is still at −16 LUFS', () => {
    const speech = Array.from({ length: 20 }, (_, index) => spoken(index % 2 ? 'one' : 'other', -20, 0.7, 6));
    expect(levelled(speech, levelVoices(speech))).toBeCloseTo(-16, 1);
  });

  test('when turns of one voice differ, they share one gain', () => {
    expect(levelVoices([spoken('one', -20), spoken('one', -14)]).size).toBe(1);
  });

  test('when a voice says too little to be measured, it stays as it is', () => {
    expect(levelVoices([spoken('one', -20, 0.2, 0)])).toEqual(new Map([['one', 1]]));
  });

  test('when a voice is all but silent, it is not raised without limit', () => {
    expect(levelVoices([spoken('one', -66)]).get('one')).toBeCloseTo(amplitude(30), 6);
  });
});
