import { createMemoryCacheStore, createTieredCacheStore } from '@la-factoria/cache';
import { describeCacheStoreContract } from '@la-factoria/cache/testing';
import { until } from '@la-factoria/cache/testing/redis-server';

import { openMockStores, type OpenedStores, openStoresAt } from '../redis-store/open-redis-stores.ts';
import { describeAt, sharedRedisUrl } from '../shared-redis.ts';

const redisUrl = await sharedRedisUrl(process.env['REDIS_URL']);

const passSeconds = (seconds: number) => {
  const end = Date.now() + seconds * 1000;
  return until('the time is over', () => Date.now() >= end);
};

const harnessOf = (opened: OpenedStores) => ({
  store: opened.stores[0],
  passSeconds,
  close: () => opened.close(),
});

describeCacheStoreContract('ioredis-mock', () => harnessOf(openMockStores()));

describeAt(redisUrl, 'with a Redis', (url) => {
  describeCacheStoreContract('Redis', () => harnessOf(openStoresAt(url)));

  describeCacheStoreContract('memory before Redis', async () => {
    const opened = openStoresAt(url);
    const [far] = opened.stores;
    const store = createTieredCacheStore({ near: createMemoryCacheStore(), far });
    await until('the feed is live', () => far.changes.isLive);
    return { store, passSeconds, close: () => opened.close() };
  });
});
