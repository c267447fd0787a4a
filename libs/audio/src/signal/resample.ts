/** Zero crossings of the filter on each side: longer is steeper. */
const zeroCrossings = 24;
/** Shape of the Kaiser window: about 80 dB below what would fold back (Kaiser 1974). */
const beta = 8;
/** Share of the lower Nyquist frequency at which the filter is half way down: what is above is lost, not folded. */
const cutoffShare = 0.95;

const greatestCommonDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestCommonDivisor(other, one % other);

/** The modified Bessel function of the first kind, of order 0, by its series. */
function besselI0(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Samples at another rate: a polyphase low-pass filter (Kaiser-windowed sinc), without delay: what sounds at a moment
 * sounds there afterwards. Returns the nearest whole number of samples to the same duration.
 * @param fromRate of `samples`, in hertz, a whole number like `toRate`
 */
export function resample(samples: Float32Array, fromRate: number, toRate: number): Float32Array {
  if (fromRate === toRate) return samples;
  const divisor = greatestCommonDivisor(fromRate, toRate);
  const [up, down] = [toRate / divisor, fromRate / divisor];
  const cutoff = cutoffShare * Math.min(1, up / down);
  const reach = Math.ceil(zeroCrossings / cutoff);
  const filters = Array.from({ length: up }, (_, phase) => filterOf(phase / up, reach, cutoff));

  // Silence around the samples spares the innermost loop a check of its bounds.
  const padded = new Float32Array(samples.length + 2 * reach);
  padded.set(samples, reach);
  const resampled = new Float32Array(Math.round((samples.length * up) / down));
  for (let index = 0; index < resampled.length; index++) {
    const position = index * down;
    const first = Math.floor(position / up) + 1;
    const filter = filters[position % up] ?? new Float32Array();
    let sum = 0;
    for (let tap = 0; tap < filter.length; tap++) sum += (padded[first + tap] ?? 0) * (filter[tap] ?? 0);
    resampled[index] = sum;
  }
  return resampled;
}

/** The weights of the samples around a point that lies this `fraction` of a sample after one of them. */
function filterOf(fraction: number, reach: number, cutoff: number): Float32Array {
  const filter = Float32Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - reach + 1 - fraction;
    const x = Math.PI * cutoff * distance;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    const across = Math.min(1, Math.abs(distance) / reach);
    return (sinc * besselI0(beta * Math.sqrt(1 - across ** 2))) / besselI0(beta);
  });
  // A constant stays what it is, at each phase.
  const sum = filter.reduce((total, weight) => total + weight, 0);
  return filter.map((weight) => weight / sum);
}
