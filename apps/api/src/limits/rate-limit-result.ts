import { RateLimiterRes } from 'rate-limiter-flexible';

import type { RateLimitState } from '../ports/rate-limiter.ts';

/** Of a limiter, what is used here: all kinds have it. */
interface Spender {
  consume(key: string, points: number): Promise<RateLimiterRes>;
}

/** What came of asking for points, granted or not. Rejects only if the limiter's store fails. */
export async function spend(limiter: Spender, key: string, cost: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, cost);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  }
}

/** The state after `cost` points were asked for; `result` has them among the consumed ones, granted or not. */
export function toState(
  result: RateLimiterRes | null,
  { points, windowSeconds }: { points: number; windowSeconds: number },
  cost: number,
): RateLimitState {
  if (!result) return { isAllowed: true, remaining: points, resetSeconds: windowSeconds };
  const isAllowed = result.consumedPoints <= points;
  const consumed = isAllowed ? result.consumedPoints : result.consumedPoints - cost;
  return {
    isAllowed,
    remaining: Math.max(0, points - consumed),
    resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
  };
}
