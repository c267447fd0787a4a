/**
 * Loudness after ITU-R BS.1770-4 and EBU R 128, of one channel: K-weighted mean square in blocks of 400 ms that overlap
 * by three quarters, with an absolute gate at −70 LUFS and a relative one 10 LU below what passes it.
 */
const stepSeconds = 0.1;
const stepsPerBlock = 4;
const absoluteGate = -70;
const relativeGate = -10;

interface Biquad {
  b: readonly [number, number, number];
  a: readonly [number, number];
}

/**
 * The two filters of BS.1770-4, table 1 and 2, given there for 48 kHz, at any rate: a shelf for the head and a high-pass.
 * The analogue prototypes are those that libebur128 (`ebur128_init_filter`) found behind the tables.
 */
export function kWeighting(sampleRate: number): readonly [shelf: Biquad, highPass: Biquad] {
  const biquad = (
    frequency: number,
    quality: number,
    numerator: (k: number) => readonly [number, number, number],
  ) => {
    const k = Math.tan((Math.PI * frequency) / sampleRate);
    const a0 = 1 + k / quality + k * k;
    return { k, a0, a: [(2 * (k * k - 1)) / a0, (1 - k / quality + k * k) / a0] as const, b: numerator(k) };
  };
  const [gain, quality] = [10 ** (3.999843853973347 / 20), 0.7071752369554196];
  const middle = gain ** 0.4996667741545416;
  const shelf = biquad(1681.974450955533, quality, (k) => [
    gain + (middle * k) / quality + k * k,
    2 * (k * k - gain),
    gain - (middle * k) / quality + k * k,
  ]);
  const [b0, b1, b2] = shelf.b;
  const highPass = biquad(38.13547087602444, 0.5003270373238773, () => [1, -2, 1]);
  return [
    { b: [b0 / shelf.a0, b1 / shelf.a0, b2 / shelf.a0], a: shelf.a },
    { b: highPass.b, a: highPass.a },
  ];
}

const toLoudness = (meanSquare: number): number => -0.691 + 10 * Math.log10(Math.max(meanSquare, 1e-12));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * LUFS of the whole, of the K-weighted mean squares of its steps of 100 ms; −Infinity if nothing in it passes the gates.
 */
export function integratedLoudness(steps: ArrayLike<number>): number {
  const blocks: number[] = [];
  let sum = 0;
  for (let index = 0; index < steps.length; index++) {
    sum += steps[index] ?? 0;
    if (index >= stepsPerBlock) sum -= steps[index - stepsPerBlock] ?? 0;
    if (index >= stepsPerBlock - 1) blocks.push(Math.max(0, sum) / stepsPerBlock);
  }
  const audible = blocks.filter((block) => toLoudness(block) > absoluteGate);
  if (audible.length === 0) return Number.NEGATIVE_INFINITY;
  const gate = toLoudness(mean(audible)) + relativeGate;
  return toLoudness(mean(audible.filter((block) => toLoudness(block) > gate)));
}

export interface LoudnessMeter {
  /** The next samples, −1 to 1. */
  push(samples: Float32Array): void;
  /** K-weighted mean square of each whole step of 100 ms so far. */
  readonly steps: number[];
}

export function createLoudnessMeter(sampleRate: number): LoudnessMeter {
  const [shelf, highPass] = kWeighting(sampleRate);
  const [p0, p1, p2] = shelf.b;
  const [q1, q2] = shelf.a;
  const [r1, r2] = highPass.a;
  const stepSamples = Math.round(stepSeconds * sampleRate);
  const steps: number[] = [];
  // Transposed direct form II; the high-pass has the numerator 1, −2, 1.
  const state = new Float64Array(5);
  let count = 0;
  return {
    steps,
    push(samples) {
      // Locals: what a closure keeps between samples would be allocated anew for each.
      let [s1 = 0, s2 = 0, h1 = 0, h2 = 0, energy = 0] = state;
      let counted = count;
      for (let index = 0; index < samples.length; index++) {
        const sample = samples[index] ?? 0;
        const shelved = p0 * sample + s1;
        s1 = p1 * sample - q1 * shelved + s2;
        s2 = p2 * sample - q2 * shelved;
        const weighted = shelved + h1;
        h1 = -2 * shelved - r1 * weighted + h2;
        h2 = shelved - r2 * weighted;
        energy += weighted * weighted;
        counted += 1;
        if (counted === stepSamples) {
          steps.push(energy / stepSamples);
          energy = 0;
          counted = 0;
        }
      }
      state.set([s1, s2, h1, h2, energy]);
      count = counted;
    },
  };
}
