/**
 * Keeps what was bought once for several writings: returns what is known for `parts`, or computes it. Calls for the same
 * parts at once share one computation. The value is plain JSON.
 */
export type Remember = <T>(
  parts: unknown,
  compute: (signal?: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>;
