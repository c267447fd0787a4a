/**
 * The largest magnitude of a signal between its samples, too, after ITU-R BS.1770-4, annex 2: four times oversampled by
 * an interpolating filter as in libebur128 (`interp_create`: a sinc under a Hann window). That one has 49 taps; at the
 * low rates of speech, which sounds up to half of them, it misses half a decibel, and one of 97 taps nothing.
 */
const factor = 4;
const taps = 97;
const tapsPerPhase = (taps - 1) / factor;
/** How many samples later a peak is known: half of the filter. */
export const truePeakDelay = tapsPerPhase / 2;

/** Weights of the last samples, the oldest first. */
const weightsOf = (phase: number): Float64Array =>
  Float64Array.from({ length: tapsPerPhase }, (_, index) => {
    const tap = phase + (tapsPerPhase - 1 - index) * factor;
    const distance = tap - (taps - 1) / 2;
    const x = (Math.PI * distance) / factor;
    return (Math.sin(x) / x) * 0.5 * (1 - Math.cos((2 * Math.PI * tap) / (taps - 1)));
  });
/** What lies a quarter, a half and three quarters of the way between two samples; the samples themselves are phase 0. */
const [quarter, half, threeQuarters] = [weightsOf(1), weightsOf(2), weightsOf(3)];
const sumOf = (weights: Float64Array) => weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
/** No peak is higher than this times the largest of the samples around it. */
const mostOvershoot = Math.max(sumOf(quarter), sumOf(half), sumOf(threeQuarters));
/** So many samples are looked at together, to leave out those whose peaks don't matter. */
const runLength = 16;

/**
 * Follows a signal: each of the returned magnitudes is that around the sample `truePeakDelay` before. Where none can
 * reach `threshold`, they are those of the samples alone.
 */
export function createTruePeakFollower(): (samples: Float32Array, threshold: number) => Float32Array {
  let before = new Float32Array(tapsPerPhase);
  return (samples, threshold) => {
    const signal = new Float32Array(before.length + samples.length);
    signal.set(before);
    signal.set(samples, before.length);
    before = signal.slice(-tapsPerPhase);

    const peaks = new Float32Array(samples.length);
    for (let start = 0; start < peaks.length; start += runLength) {
      const end = Math.min(start + runLength, peaks.length);
      let largest = 0;
      for (let index = start + 1; index < end + tapsPerPhase; index++)
        largest = Math.max(largest, Math.abs(signal[index] ?? 0));
      const matters = largest * mostOvershoot >= threshold;
      for (let index = start; index < end; index++)
        peaks[index] = matters
          ? peakAt(signal, index + 1)
          : Math.abs(signal[index + tapsPerPhase - truePeakDelay] ?? 0);
    }
    return peaks;
  };
}

function peakAt(signal: Float32Array, first: number): number {
  let [one, two, three] = [0, 0, 0];
  for (let tap = 0; tap < tapsPerPhase; tap++) {
    const sample = signal[first + tap] ?? 0;
    one += sample * (quarter[tap] ?? 0);
    two += sample * (half[tap] ?? 0);
    three += sample * (threeQuarters[tap] ?? 0);
  }
  const middle = signal[first + tapsPerPhase - 1 - truePeakDelay] ?? 0;
  return Math.max(Math.abs(middle), Math.abs(one), Math.abs(two), Math.abs(three));
}
