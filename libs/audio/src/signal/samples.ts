/** Loudness is judged in windows of this length: shorter than a syllable, longer than a period of the voice. */
export const windowSeconds = 0.02;

/** Decibels relative to full scale, of a root mean square or a peak between 0 and 1. */
export const decibels = (amplitude: number): number => 20 * Math.log10(Math.max(amplitude, 1e-9));
export const amplitude = (decibels: number): number => 10 ** (decibels / 20);

/** Between −1 and 1. */
export function toFloat32(samples: Int16Array): Float32Array {
  const floats = new Float32Array(samples.length);
  for (let index = 0; index < samples.length; index++) floats[index] = (samples[index] ?? 0) / 32768;
  return floats;
}

/** 16-bit samples of these between −1 and 1; what lies outside is clipped. */
export function toInt16(samples: Float32Array): Int16Array {
  const integers = new Int16Array(samples.length);
  // Within Jest, each look at a global costs more than the sum.
  const { max, min, round } = Math;
  for (let index = 0; index < samples.length; index++)
    integers[index] = max(-32768, min(32767, round(32768 * (samples[index] ?? 0))));
  return integers;
}

/** Root mean square of each window, 0 to 1. The last window may be shorter. */
export function windowLevels(samples: Int16Array, sampleRate: number): number[] {
  const size = Math.max(1, Math.round(windowSeconds * sampleRate));
  const levels: number[] = [];
  for (let start = 0; start < samples.length; start += size) {
    const end = Math.min(samples.length, start + size);
    let energy = 0;
    for (let index = start; index < end; index++) energy += ((samples[index] ?? 0) / 32768) ** 2;
    levels.push(Math.sqrt(energy / (end - start)));
  }
  return levels;
}

/** Windows quieter than this below the loudest one are pauses, not speech. */
const activeRangeDecibels = 30;
/** Nothing below this is speech, however quiet the rest. */
const floorDecibels = -60;

export const activeThreshold = (levels: number[]): number =>
  Math.max(
    levels.reduce((most, level) => Math.max(most, level), 0) * amplitude(-activeRangeDecibels),
    amplitude(floorDecibels),
  );

/**
 * Cuts silence off both ends, leaving `marginSeconds` before the first and after the last sound, so that no
 * soft consonant is lost. Returns a view of the samples; none if there is no sound at all.
 */
export function trimSilence(samples: Int16Array, sampleRate: number, marginSeconds = 0.05): Int16Array {
  const levels = windowLevels(samples, sampleRate);
  const threshold = activeThreshold(levels);
  const first = levels.findIndex((level) => level >= threshold);
  if (first < 0) return samples.subarray(0, 0);
  const last = levels.findLastIndex((level) => level >= threshold);
  const size = Math.max(1, Math.round(windowSeconds * sampleRate));
  const margin = Math.round(marginSeconds * sampleRate);
  return samples.subarray(
    Math.max(0, first * size - margin),
    Math.min(samples.length, (last + 1) * size + margin),
  );
}
