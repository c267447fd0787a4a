import { CacheError } from '@la-factoria/cache';

import { ConfigurationError } from '../config.ts';
import { createKnownAddresses, type KnownAddresses } from '../limits/known-addresses.ts';
import { createMemoryRateLimiter } from '../limits/memory-rate-limiter.ts';
import { createPlaces, type Places } from '../limits/places.ts';
import { createRedisRateLimiter } from '../limits/redis-rate-limiter.ts';
import type { RateLimiter } from '../ports/rate-limiter.ts';
import type { LimitConfiguration } from '../settings/limit-settings.ts';

export interface ConfiguredLimits {
  /** Points of a key. */
  rate: RateLimiter;
  /** Failed authentications of an address: in this process, since looking for them must cost nothing. */
  failures: RateLimiter;
  known: KnownAddresses;
  streams: Places;
  /** Whether limits are counted where the configuration says; `undefined` where that is this process. */
  isShared: (() => boolean) | undefined;
  close(): Promise<void>;
}

/** The limits that the configuration names. Throws `ConfigurationError` for an address that isn't one of a Redis. */
export async function createConfiguredLimits(configuration: LimitConfiguration): Promise<ConfiguredLimits> {
  const { redisUrl, points, windowSeconds, failuresPerMinute, eventStreams } = configuration;
  const limit = { name: 'key', points, windowSeconds };
  const parts = {
    failures: createMemoryRateLimiter({ name: 'address', points: failuresPerMinute, windowSeconds: 60 }),
    known: createKnownAddresses(),
    streams: createPlaces(eventStreams),
  };
  if (redisUrl === undefined) {
    const rate = createMemoryRateLimiter(limit);
    return { ...parts, rate, isShared: undefined, close: async () => {} };
  }
  // Only who asks for Redis pays for loading its client.
  const { connectToRedis } = await import('@la-factoria/cache/redis');
  try {
    const connection = connectToRedis({ url: redisUrl, connectionName: 'la-factoria-limits' });
    return {
      ...{ ...parts, rate: createRedisRateLimiter(connection, limit) },
      isShared: () => connection.health.isAvailable,
      close: () => connection.close(),
    };
  } catch (error) {
    if (!(error instanceof CacheError) || error.code !== 'options-invalid') throw error;
    throw new ConfigurationError(`REDIS_URL has a wrong value; ${error.message}`);
  }
}
