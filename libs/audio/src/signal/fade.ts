/** Samples times a gain, that rise at their beginning and fall at their end over so many: what is cut there clicks. */
export function fade(samples: Float32Array, gain: number, fadeSamples: number): Float32Array {
  const faded = samples.map((sample) => sample * gain);
  for (let index = 0; index < Math.min(fadeSamples, samples.length); index++) {
    const last = samples.length - 1 - index;
    faded[index] = (faded[index] ?? 0) * ((index + 1) / (fadeSamples + 1));
    faded[last] = (faded[last] ?? 0) * ((index + 1) / (fadeSamples + 1));
  }
  return faded;
}
