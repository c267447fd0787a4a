import {
  type Cache,
  CacheError,
  type CacheEvent,
  createCache,
  createMemoryCacheStore,
  createTieredCacheStore,
} from '@la-factoria/cache';
import type { Logger } from 'pino';

import type { CacheConfiguration } from '../settings/cache-settings.ts';
import { ConfigurationError } from '../config.ts';

const memoryBytes = 64 * 1024 * 1024;

/** The cache that the configuration names. Throws `ConfigurationError` for an address that isn't one of a Redis. */
export async function createConfiguredCache(
  configuration: CacheConfiguration,
  logger: Logger,
  onCacheEvent: (event: CacheEvent) => void,
): Promise<Cache> {
  const near = createMemoryCacheStore({ maxBytes: memoryBytes });
  const onEvent = (event: CacheEvent) => {
    logEvent(event, logger);
    onCacheEvent(event);
  };
  if (configuration.kind === 'memory') return createCache({ store: near, onEvent });
  // Only who asks for Redis pays for loading its client.
  const { connectToRedis, createRedisCacheStore } = await import('@la-factoria/cache/redis');
  try {
    const far = createRedisCacheStore({ connection: connectToRedis({ url: configuration.url }) });
    // Keys are hashes of all that shapes a value: what memory holds never becomes wrong, however long Redis is away.
    return createCache({
      store: createTieredCacheStore({ near, far, maxDetachedSeconds: Infinity }),
      onEvent,
    });
  } catch (error) {
    if (!(error instanceof CacheError) || error.code !== 'options-invalid') throw error;
    throw new ConfigurationError(`REDIS_URL has a wrong value; ${error.message}`);
  }
}

/** What an operator should know of; a Redis that is away is told once, not for each call that goes without. */
function logEvent(event: CacheEvent, logger: Logger): void {
  if (event.type === 'availability') {
    const { isAvailable, reason } = event.health;
    if (isAvailable) logger.info({ store: event.store }, 'the cache can be reached');
    else logger.warn({ store: event.store, reason }, 'the cache can not be reached, work goes on without');
  }
  if (event.type === 'broken') {
    logger.warn(
      { store: event.store, key: event.key, reason: event.reason },
      'a cached value was unreadable',
    );
  }
}
