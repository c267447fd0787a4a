/** How a step that failed is run again, if its error says that it may be (`isRetryable`). */
export interface RetryPolicy {
  /** Runs in all. @default 3 */
  attempts: number;
  /** The first delay is random between nothing and this, in seconds; it doubles with each run. @default 1 */
  baseSeconds: number;
  /** No delay of ours is longer, in seconds. @default 30 */
  maxSeconds: number;
  /** An error that asks for a longer wait (`retryAfterSeconds`) fails the step at once, in seconds. @default 300 */
  maxRetryAfterSeconds: number;
}

const defaults: RetryPolicy = { attempts: 3, baseSeconds: 1, maxSeconds: 30, maxRetryAfterSeconds: 300 };

/** Fills in the defaults. Throws `RangeError` for a value that makes no sense. */
export function toRetryPolicy(given: Partial<RetryPolicy>): RetryPolicy {
  const policy = { ...defaults, ...given };
  if (!Number.isInteger(policy.attempts) || policy.attempts < 1) {
    throw new RangeError(`A step can't be run ${policy.attempts} times: attempts is a whole number from 1.`);
  }
  for (const name of ['baseSeconds', 'maxSeconds', 'maxRetryAfterSeconds'] as const) {
    if (!(policy[name] >= 0))
      throw new RangeError(`${name} is ${policy[name]}; it is a number of seconds from 0.`);
  }
  return policy;
}

/**
 * Exponential backoff with full jitter, in seconds: a random part of base, 2 × base, 4 × base … at most `maxSeconds`, so
 * that those who failed together don't come back together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function fullJitterSeconds(
  { baseSeconds, maxSeconds }: Pick<RetryPolicy, 'baseSeconds' | 'maxSeconds'>,
  failedRuns: number,
  random: () => number,
): number {
  return random() * Math.min(maxSeconds, baseSeconds * 2 ** (failedRuns - 1));
}

/**
 * Seconds to wait before the next run; undefined if there should be none. What the other side asked to be given comes
 * first, and the jitter after it.
 */
export function retryDelaySeconds(
  policy: RetryPolicy,
  failedRuns: number,
  error: unknown,
  random: () => number,
): number | undefined {
  if (failedRuns >= policy.attempts) return undefined;
  const asked = retryAfterSeconds(error);
  if (asked > policy.maxRetryAfterSeconds) return undefined;
  return asked + fullJitterSeconds(policy, failedRuns, random);
}

function retryAfterSeconds(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('retryAfterSeconds' in error)) return 0;
  const seconds = error.retryAfterSeconds;
  return typeof seconds === 'number' && seconds > 0 ? seconds : 0;
}
