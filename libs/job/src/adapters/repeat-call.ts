import type { Clock } from '../ports/clock.ts';

export interface Repetition {
  clock: Clock;
  /** 0 up to 1, for the jitter. */
  random: () => number;
  /** Calls in all. */
  attempts: number;
  isRetryable: (error: unknown) => boolean;
}

const firstPauseSeconds = 0.2;
const maxPauseSeconds = 2;

/**
 * Calls until it succeeds, fails for good or has been tried often enough; then throws the last error. Between two calls
 * it waits for a random part of 0.2, 0.4, 0.8 … at most 2 s ("full jitter": callers that failed together don't come
 * back together; https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export async function repeatCall<Result>(
  { clock, random, attempts, isRetryable }: Repetition,
  call: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error;
      const longest = Math.min(maxPauseSeconds, firstPauseSeconds * 2 ** (attempt - 1));
      const milliseconds = random() * longest * 1000;
      await new Promise<void>((resolve) => clock.after(milliseconds, resolve));
    }
  }
}
