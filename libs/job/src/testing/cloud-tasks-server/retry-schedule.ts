/** How a queue retries. Times are milliseconds. */
export interface RetrySettings {
  /** Attempts in all, the first included; -1 is without limit. */
  maxAttempts: number;
  /** From the first attempt on; 0 is without limit. */
  maxRetryMilliseconds: number;
  minBackoffMilliseconds: number;
  maxBackoffMilliseconds: number;
  maxDoublings: number;
}

/**
 * The time from a failed attempt to the next: it starts at the least backoff, doubles `maxDoublings` times, then grows
 * linearly by the last doubled one, up to the greatest backoff.
 * (https://cloud.google.com/tasks/docs/reference/rpc/google.cloud.tasks.v2#retryconfig)
 *
 * @param retry 1 for the first retry.
 */
export function retryDelayMilliseconds(retry: number, settings: RetrySettings): number {
  const { minBackoffMilliseconds, maxBackoffMilliseconds, maxDoublings } = settings;
  // Far beyond any backoff, and short of where powers of two become infinite.
  const doublings = Math.min(retry - 1, maxDoublings, 100);
  const linearSteps = retry - 1 - doublings;
  return Math.min(maxBackoffMilliseconds, minBackoffMilliseconds * 2 ** doublings * (1 + linearSteps));
}

/**
 * Whether a task that has failed so often, for so long, is given up: once every limit that is set has been passed. With
 * neither it never is.
 */
export function isExhausted(
  { attempts, millisecondsSinceFirst }: { attempts: number; millisecondsSinceFirst: number },
  { maxAttempts, maxRetryMilliseconds }: RetrySettings,
): boolean {
  const isLimitedByAttempts = maxAttempts !== -1;
  const isLimitedByTime = maxRetryMilliseconds > 0;
  if (!isLimitedByAttempts && !isLimitedByTime) return false;
  return (
    (!isLimitedByAttempts || attempts >= maxAttempts) &&
    (!isLimitedByTime || millisecondsSinceFirst >= maxRetryMilliseconds)
  );
}
