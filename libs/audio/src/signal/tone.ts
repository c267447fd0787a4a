/** A sine of this peak (0 to 1) for tests. */
export const tone = (seconds: number, sampleRate: number, peak = 0.3, frequency = 200): Int16Array =>
  Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) =>
    Math.round(32767 * peak * Math.sin((2 * Math.PI * frequency * index) / sampleRate)),
  );

export const joined = (...parts: Int16Array[]): Int16Array =>
  Int16Array.from(parts.flatMap((part) => [...part]));
