import { integratedLoudness } from '../signal/loudness.ts';
import { amplitude } from '../signal/samples.ts';

/** LUFS of an episode: what podcast platforms level to (Apple: −16 ± 1, true peak not above −1 dBTP). */
export const targetLoudness = -16;
/** Speech so quiet that more were needed is noise. */
const mostGain = amplitude(30);

export interface MeasuredSpeech {
  voice: string;
  /** K-weighted mean square of each step of 100 ms (`createLoudnessMeter`). */
  loudnessSteps: readonly number[];
  /** Silence before it, in steps of 100 ms. */
  pauseSteps: number;
}

/** What to multiply each voice's samples with, so that all are equally loud and the whole meets the target. */
export function levelVoices(speech: readonly MeasuredSpeech[]): Map<string, number> {
  const gains = new Map(
    [...Map.groupBy(speech, ({ voice }) => voice)].map(([voice, spoken]) => [
      voice,
      gainTo(integratedLoudness(spoken.flatMap(({ loudnessSteps }) => loudnessSteps))),
    ]),
  );
  // Pauses within blocks, and how much each voice speaks, move the whole away from its voices.
  const whole = speech.flatMap(({ voice, loudnessSteps, pauseSteps }) => [
    ...new Array<number>(pauseSteps).fill(0),
    ...loudnessSteps.map((step) => step * (gains.get(voice) ?? 1) ** 2),
  ]);
  const common = gainTo(integratedLoudness(whole));
  return new Map([...gains].map(([voice, gain]) => [voice, Math.min(mostGain, gain * common)]));
}

/** Speech shorter than a block of 400 ms has no loudness, and stays as it is. */
const gainTo = (loudness: number): number =>
  Number.isFinite(loudness) ? Math.min(mostGain, amplitude(targetLoudness - loudness)) : 1;
