import { describe, expect, test } from '@jest/globals';

import type { RateLimit } from '../limits/memory-rate-limiter.ts';
import type { RateLimiter } from '../ports/rate-limiter.ts';

/** What every RateLimiter must do. `open` gives a limiter that nobody has used. */
export function describeRateLimiterContract(
  name: string,
  open: (limit: Omit<RateLimit, 'name'>) => Promise<RateLimiter>,
): void {
  describe(`the contract of a rate limiter: ${name}`, () => {
    test('when points are taken, what is left is told, until there is not enough', async () => {
      const limiter = await open({ points: 25, windowSeconds: 600 });
      const seen = [
        await limiter.take('ana', 10),
        await limiter.take('ana', 10),
        await limiter.take('ana', 10),
      ];
      expect(seen.map(({ isAllowed, remaining }) => [isAllowed, remaining])).toEqual([
        ...[[true, 15] as const, [true, 5] as const, [false, 5] as const],
      ]);
      for (const { resetSeconds } of seen) {
        expect(resetSeconds).toBeGreaterThan(590);
        expect(resetSeconds).toBeLessThanOrEqual(600);
      }
    });

    test('when too much was asked for, what is left serves a cheaper request', async () => {
      const limiter = await open({ points: 12, windowSeconds: 600 });
      await limiter.take('ana', 10);
      await limiter.take('ana', 10);
      expect(await limiter.take('ana', 2)).toMatchObject({ isAllowed: true, remaining: 0 });
      expect(await limiter.take('ana', 1)).toMatchObject({ isAllowed: false, remaining: 0 });
    });

    test('when many ask at once, the limit gets through and no more', async () => {
      const limiter = await open({ points: 100, windowSeconds: 600 });
      const states = await Promise.all(Array.from({ length: 60 }, () => limiter.take('ana', 10)));
      expect(states.filter(({ isAllowed }) => isAllowed)).toHaveLength(10);
    });

    test('when another key asks, it has points of its own', async () => {
      const limiter = await open({ points: 5, windowSeconds: 600 });
      await limiter.take('ana', 5);
      expect(await limiter.take('bob', 5)).toMatchObject({ isAllowed: true });
    });

    test('when it is looked at, nothing is taken', async () => {
      const limiter = await open({ points: 5, windowSeconds: 600 });
      expect(await limiter.look('ana')).toEqual({ isAllowed: true, remaining: 5, resetSeconds: 600 });
      await limiter.take('ana', 3);
      expect(await limiter.look('ana')).toMatchObject({ remaining: 2 });
      expect(await limiter.look('ana')).toMatchObject({ remaining: 2 });
    });

    test('when more is asked for than the limit is, it is refused and takes nothing', async () => {
      const limiter = await open({ points: 5, windowSeconds: 600 });
      expect(await limiter.take('ana', 6)).toMatchObject({ isAllowed: false, remaining: 5 });
    });
  });
}
