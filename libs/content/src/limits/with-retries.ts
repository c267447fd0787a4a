import { ContentError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { TextModel } from '../ports/text-model.ts';
import { CallsSuspendedError } from './calls-suspended-error.ts';
import { checkLimit } from './check-limit.ts';
import type { RetryBudget } from './create-retry-budget.ts';
import { decorateModel } from './decorate-model.ts';
import { wait } from './wait.ts';

export interface RetryLimits {
  /** Tries of a call in all, those that a suspended provider never saw included. @default 4 */
  attempts?: number | undefined;
  /** The first wait is random between nothing and this; it doubles with each try. @default 1 */
  baseSeconds?: number | undefined;
  /** No wait of our own is longer. @default 30 */
  maxSeconds?: number | undefined;
  /** Who asks for a longer wait than this is not asked again. @default 300 */
  maxRetryAfterSeconds?: number | undefined;
}

export interface RetryOptions extends RetryLimits {
  clock: Clock;
  /** 0 up to 1, for the jitter. */
  random: () => number;
  budget: RetryBudget;
}

/**
 * A provider that says when to come again has invited the retry, and no call goes before that time; charged for it, four
 * of seven siblings that meet a full minute would fail where all could be served. A suspended provider was not asked.
 */
function isFree(error: ContentError): boolean {
  return (
    error instanceof CallsSuspendedError ||
    (error.code === 'rate-limited' && error.retryAfterSeconds !== undefined)
  );
}

/**
 * Tries a call again that failed for a reason that may pass (`isRetryable`), as long as the retry budget allows. Waits as
 * long as the provider asked, and then for a random part of base, 2 × base, 4 × base … at most `maxSeconds` (full jitter,
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), so that those who failed together don't
 * come back together. A deadline comes by the call's signal, which ends the wait.
 * @throws ContentError the last one
 */
export function withRetries(model: TextModel, options: RetryOptions): TextModel {
  const { clock, random, budget } = options;
  const { attempts = 4, baseSeconds = 1, maxSeconds = 30, maxRetryAfterSeconds = 300 } = options;
  checkLimit('attempts', attempts, 'a whole number from 1');
  checkLimit('baseSeconds', baseSeconds, 'a number from 0');
  checkLimit('maxSeconds', maxSeconds, 'a number from 0');
  checkLimit('maxRetryAfterSeconds', maxRetryAfterSeconds, 'a number from 0');

  /** Undefined if there is to be no next try. */
  function secondsToWait(error: unknown, failed: number, signal?: AbortSignal): number | undefined {
    if (!(error instanceof ContentError) || !error.isRetryable) return undefined;
    if (signal?.aborted || failed >= attempts) return undefined;
    const { retryAfterSeconds: asked = 0 } = error;
    if (asked > maxRetryAfterSeconds) return undefined;
    if (!isFree(error) && !budget.spend()) return undefined;
    return asked + random() * Math.min(maxSeconds, baseSeconds * 2 ** (failed - 1));
  }

  return decorateModel(model, async (call) => {
    budget.offer();
    for (let failed = 1; ; failed += 1) {
      try {
        return await model.generate(call);
      } catch (error) {
        const seconds = secondsToWait(error, failed, call.signal);
        if (seconds === undefined) throw error;
        await wait(clock, seconds, call.signal);
      }
    }
  });
}
