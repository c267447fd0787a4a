import type { Clock } from '../ports/clock.ts';
import { fullJitterSeconds } from '../retry-policy.ts';

export interface Repetition {
  clock: Clock;
  /** 0 up to 1, for the jitter. */
  random: () => number;
  /** Calls in all. */
  attempts: number;
  isRetryable: (error: unknown) => boolean;
}

const pauses = { baseSeconds: 0.2, maxSeconds: 2 };

/**
 * Calls until it succeeds, fails for good or has been tried often enough; then throws the last error. Between two calls
 * it waits for a random part of 0.2, 0.4, 0.8 … at most 2 s.
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
      const milliseconds = fullJitterSeconds(pauses, attempt, random) * 1000;
      await new Promise<void>((resolve) => clock.after(milliseconds, resolve));
    }
  }
}
