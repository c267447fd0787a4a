import type { RedisConnection } from '@la-factoria/cache/redis';
import { RateLimiterRedis } from 'rate-limiter-flexible';

import type { RateLimiter } from '../ports/rate-limiter.ts';
import { createMemoryRateLimiter, type RateLimit } from './memory-rate-limiter.ts';
import { spend, toState } from './rate-limit-result.ts';

/**
 * Like the library's own script, but that it takes nothing if that would be too much: a refused request must neither
 * lengthen the wait nor keep out a cheaper one. ARGV: points asked for, seconds of a window, points of a window.
 */
const takeIfEnough = `
local consumed = tonumber(redis.call('get', KEYS[1]) or '0')
local wanted = consumed + tonumber(ARGV[1])
local ttl = redis.call('pttl', KEYS[1])
if wanted <= tonumber(ARGV[3]) then
  if ttl < 0 then
    redis.call('set', KEYS[1], wanted, 'EX', ARGV[2])
    ttl = 1000 * ARGV[2]
  else
    redis.call('incrby', KEYS[1], ARGV[1])
  end
elseif ttl < 0 then
  ttl = 1000 * ARGV[2]
end
return {wanted, ttl}`;

/**
 * Counts in Redis, for all processes together. While Redis is away, frozen or in error, this process counts by itself
 * with the same limit: nobody waits for Redis, and nobody gets in without being counted.
 */
export function createRedisRateLimiter(connection: RedisConnection, limit: RateLimit): RateLimiter {
  const { name, points, windowSeconds } = limit;
  const insurance = createMemoryRateLimiter(limit);
  let limiter: RateLimiterRedis | undefined;

  const counted = <Result>(count: (limiter: RateLimiterRedis) => Promise<Result>): Promise<Result> =>
    connection.run((storeClient) => {
      limiter ??= new RateLimiterRedis({
        ...{ storeClient, points, duration: windowSeconds, customIncrTtlLuaScript: takeIfEnough },
        keyPrefix: `factoria:limit:${name}`,
      });
      return count(limiter);
    });

  return {
    ...{ points, windowSeconds },
    async take(key, cost) {
      try {
        return toState(await counted((shared) => spend(shared, key, cost)), limit, cost);
      } catch {
        return insurance.take(key, cost);
      }
    },
    async look(key) {
      try {
        return toState(await counted((shared) => shared.get(key)), limit, 0);
      } catch {
        return insurance.look(key);
      }
    },
  };
}
