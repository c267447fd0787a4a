import { setTimeout as wait } from 'node:timers/promises';

import { AudioError, aborted } from '../errors.ts';

export interface RetryOptions {
  /** How often a unit is asked for, while its errors are retryable. @default 4 */
  tries?: number;
  /** Before the second try, in seconds; doubled for each further one, with full jitter. @default 1 */
  firstWaitSeconds?: number;
  /** How long to go on asking while the provider says that other requests of the account are in the way. @default 120 */
  busySeconds?: number;
}

/** Longer than this nobody waits within a job: it ends, and may be tried again. */
const longestWaitSeconds = 60;

/**
 * Does what may fail until it succeeds, its error isn't retryable, or its tries are used up. What was heard and is
 * implausible is asked for again at once; a provider is left alone as long as it says, or longer each time.
 */
export async function withRetries<Value>(
  work: () => Promise<Value>,
  { tries = 4, firstWaitSeconds = 1, busySeconds = 120 }: RetryOptions,
  signal?: AbortSignal,
): Promise<Value> {
  const began = performance.now();
  for (let failures = 0; ;) {
    if (signal?.aborted) throw aborted(signal);
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted) throw aborted(signal);
      if (!(error instanceof AudioError) || !error.isRetryable) throw error;
      const isBusy = error.code === 'voice-busy' && performance.now() - began < 1000 * busySeconds;
      if (!isBusy) failures += 1;
      if (failures >= tries) throw error;
      const backoff = firstWaitSeconds * 2 ** Math.max(0, failures - 1) * Math.random();
      const seconds =
        error.code === 'audio-implausible' ? 0 : Math.max(error.retryAfterSeconds ?? 0, backoff);
      if (seconds > longestWaitSeconds) throw error;
      await wait(1000 * seconds, undefined, { signal }).catch(() => {});
    }
  }
}
