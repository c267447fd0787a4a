import { type Cache, createCache, createMemoryCacheStore, createTieredCacheStore } from '@la-factoria/cache';
import { connectToRedis, createRedisCacheStore } from '@la-factoria/cache/redis';
import { type FaultProxy, startFaultProxy } from '@la-factoria/cache/testing/fault-proxy';
import { type RedisServer, startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { Redis } from 'ioredis';

export interface FaultyCache {
  server: RedisServer;
  proxy: FaultProxy;
  /** Through the proxy. */
  cache: Cache;
  /** Past the proxy: for what another process would do. */
  other: Cache;
  /** Past the proxy: for what an operator, or someone who means no good, would do. */
  admin: Redis;
  close(): Promise<void>;
}

export interface FaultyCacheOptions {
  /** Of the cache behind the proxy. @default 100 */
  commandTimeoutMilliseconds?: number;
  leaseSeconds?: number;
  /** Memory before Redis. @default false */
  isTiered?: boolean;
}

export const keyPrefix = 'faults:';

/** A Redis, a proxy before it, and a cache on each side of that. */
export async function openFaultyCache(options: FaultyCacheOptions = {}): Promise<FaultyCache> {
  const { commandTimeoutMilliseconds = 100, leaseSeconds = 1, isTiered = false } = options;
  const server = await startRedisServer();
  if (server === undefined) throw new Error('redis-server did not start');
  const proxy = await startFaultProxy({ port: server.port });
  const open = (url: string, milliseconds: number) => {
    const connection = connectToRedis({ url, commandTimeoutMilliseconds: milliseconds });
    return createRedisCacheStore({ connection, keyPrefix, leaseSeconds });
  };
  const far = open(proxy.url, commandTimeoutMilliseconds);
  const store = isTiered ? createTieredCacheStore({ near: createMemoryCacheStore(), far }) : far;
  const cache = createCache({ store });
  const other = createCache({ store: open(server.url, 10_000) });
  const admin = new Redis(server.port, { retryStrategy: () => 50, disconnectTimeout: 50 });
  // While the server is away, it only tries again.
  admin.on('error', () => {});
  await until('two connections', () => [cache, other].every((each) => each.health().isAvailable));
  // Once changes are heard of for the first time, memory begins empty.
  if (isTiered) await until('a live feed of changes', () => far.changes.isLive);
  return {
    ...{ server, proxy, cache, other, admin },
    async close() {
      admin.disconnect();
      await Promise.all([cache.close(), other.close()]);
      await proxy.close();
      await server.stop();
    },
  };
}
