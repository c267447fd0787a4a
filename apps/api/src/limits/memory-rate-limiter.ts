import { RateLimiterMemory } from 'rate-limiter-flexible';

import type { RateLimiter } from '../ports/rate-limiter.ts';
import { spend, toState } from './rate-limit-result.ts';

export interface RateLimit {
  /** Tells one limit from another where both are counted. */
  name: string;
  /** Points a window. */
  points: number;
  windowSeconds: number;
}

/** Counts in this process alone. */
export function createMemoryRateLimiter({ name, points, windowSeconds }: RateLimit): RateLimiter {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: windowSeconds });
  return {
    ...{ points, windowSeconds },
    async take(key, cost) {
      const result = await spend(limiter, key, cost);
      // A refused request must neither lengthen the wait nor keep out a cheaper one. Nothing else runs in between.
      if (result.consumedPoints > points) await limiter.reward(key, cost);
      return toState(result, { points, windowSeconds }, cost);
    },
    look: async (key) => toState(await limiter.get(key), { points, windowSeconds }, 0),
  };
}
