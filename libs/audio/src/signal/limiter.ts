import { createTruePeakFollower, truePeakDelay } from './true-peak.ts';

/** Time in which the gain comes down before a peak: too short to be heard, long enough not to distort it. */
const attackSeconds = 0.005;
/** Time constant with which it comes up again. */
const releaseSeconds = 0.08;

export interface Limiter {
  /** The next samples, limited; what comes out lags behind what goes in, so that the first calls return fewer. */
  push(samples: Float32Array): Float32Array;
  /** What is left: all calls together return as many samples as went in. */
  end(): Float32Array;
}

/**
 * Holds the true peak of a signal below a ceiling: a look-ahead limiter. Each sample's gain is the mean, over the
 * attack, of the smallest gain that any peak of the attack to come needs: so it is down when the peak arrives.
 * @param ceiling 0 to 1
 */
export function createLimiter(sampleRate: number, ceiling: number): Limiter {
  const window = Math.max(1, Math.round(attackSeconds * sampleRate)) + 1;
  const release = 1 - Math.exp(-1 / (releaseSeconds * sampleRate));
  const lag = window - 1 + truePeakDelay;
  const peaksAround = createTruePeakFollower();
  const smallest = createSlidingMinimum(window);
  /** The last `lag` samples, and the gains of the last window; before the first sample nothing is held down. */
  let late: Float32Array = new Float32Array(lag);
  let held: Float64Array = new Float64Array(window).fill(1);
  let total = 0;

  const run = (samples: Float32Array): Float32Array => {
    const signal = new Float32Array(lag + samples.length);
    signal.set(late);
    signal.set(samples, lag);
    late = signal.slice(-lag);

    const peaks = peaksAround(samples, ceiling);
    const gains = new Float64Array(window + samples.length);
    gains.set(held);
    const limited = new Float32Array(samples.length);
    // Summed anew for each piece, so that rounding errors don't add up.
    let sum = held.reduce((all, gain) => all + gain, 0);
    for (let index = 0; index < samples.length; index++) {
      const peak = peaks[index] ?? 0;
      const needed = smallest(peak > ceiling ? ceiling / peak : 1);
      const last = gains[window + index - 1] ?? 1;
      const gain = Math.min(needed, last + (1 - last) * release);
      gains[window + index] = gain;
      sum += gain - (gains[index] ?? 1);
      limited[index] = (signal[index] ?? 0) * Math.min(1, sum / window);
    }
    held = gains.slice(-window);
    const toSkip = Math.min(samples.length, Math.max(0, lag - total));
    total += samples.length;
    return limited.subarray(toSkip);
  };
  return {
    push: run,
    end() {
      const missing = Math.min(total, lag);
      const rest = run(new Float32Array(lag));
      return rest.subarray(rest.length - missing);
    },
  };
}

/** The smallest of the last `size` values, in constant time a value (a monotonic queue). */
function createSlidingMinimum(size: number): (value: number) => number {
  const values = new Float64Array(size + 1);
  const indices = new Int32Array(size + 1);
  let [head, length, count] = [0, 0, 0];
  return (value) => {
    while (length > 0 && (values[(head + length - 1) % values.length] ?? 0) >= value) length -= 1;
    const tail = (head + length) % values.length;
    values[tail] = value;
    indices[tail] = count;
    length += 1;
    if ((indices[head] ?? 0) <= count - size) {
      head = (head + 1) % values.length;
      length -= 1;
    }
    count += 1;
    return values[head] ?? value;
  };
}
