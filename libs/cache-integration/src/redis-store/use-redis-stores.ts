import type { StoreEvent } from '@la-factoria/cache';
import type { RedisServer } from '@la-factoria/cache/testing/redis-server';
import { afterAll, afterEach } from '@jest/globals';
import { Redis } from 'ioredis';

import { type OpenedStores, openStoresAt } from './open-redis-stores.ts';

/** Stores on a Redis of the tests' own, which is emptied after each, and a client to look behind them. To be called in a describe. */
export function useRedisStores(server: RedisServer | undefined) {
  const url = server?.url ?? '';
  const redis = new Redis(url, { lazyConnect: true });
  const opened: OpenedStores[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((stores) => stores.close()));
    await redis.config('SET', 'maxmemory', '0');
    await redis.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    await server?.stop();
  });

  return {
    redis,

    open(options: Parameters<typeof openStoresAt>[1] = {}) {
      const stores = openStoresAt(url, options);
      opened.push(stores);
      const [here, there] = stores.stores;
      const events: StoreEvent[] = [];
      here.watch((event) => events.push(event));
      const nameOf = (key: string) => `${stores.keyPrefix}{${key}}`;
      const toldOf = (type: StoreEvent['type']) => events.filter((event) => event.type === type);
      return { here, there, toldOf, nameOf, keyPrefix: stores.keyPrefix };
    },

    /** How often Redis was given this command. */
    async runs(name: string): Promise<number> {
      const statistics = await redis.info('commandstats');
      return Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(statistics)?.[1] ?? 0);
    },
  };
}
