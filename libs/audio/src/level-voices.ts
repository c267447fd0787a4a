import { amplitude } from './samples.ts';
import type { VoicedTurn } from './voice-turns.ts';

/** Root mean square of speech, pauses left out: near −18 LUFS for the built-in voices. */
const targetLevel = amplitude(-16);
/**
 * Samples above the knee are bent so that none passes the ceiling. It leaves room for what players put between
 * the samples of 16 kHz, up to 3 dB higher.
 */
const knee = 0.5;
const ceiling = amplitude(-3);
/** No peak is pushed further than this into the limiter; more would be heard. */
const highestPeak = amplitude(0);

/** What to multiply each voice's samples with, so that all are equally loud and none is audibly limited. */
export function levelVoices(turns: readonly VoicedTurn[]): Map<string, number> {
  const voices = [...Map.groupBy(turns, ({ voice }) => voice)].map(([voice, spoken]) => {
    const energy = spoken.reduce((sum, { loudness }) => sum + loudness.activeEnergy, 0);
    const samples = spoken.reduce((sum, { loudness }) => sum + loudness.activeSamples, 0);
    const peak = spoken.reduce((most, { loudness }) => Math.max(most, loudness.peak), 0);
    return { voice, level: Math.sqrt(energy / samples), peak };
  });
  const reachable = voices.map(({ level, peak }) => (highestPeak * level) / peak);
  const common = Math.min(targetLevel, ...reachable);
  return new Map(voices.map(({ voice, level }) => [voice, common / level]));
}

/** Leaves samples up to the knee alone and bends larger ones smoothly below the ceiling. */
export function limit(sample: number): number {
  const size = Math.abs(sample);
  if (size <= knee) return sample;
  const room = ceiling - knee;
  return Math.sign(sample) * (knee + room * Math.tanh((size - knee) / room));
}
