import { createMemoryCacheStore, createTieredCacheStore } from '@la-factoria/cache';
import { describeCacheStoreContract } from '@la-factoria/cache/testing';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, describe, test } from '@jest/globals';

import { openMockStores, type OpenedStores, openStoresAt } from '../redis-store/open-redis-stores.ts';

const givenUrl = process.env['REDIS_URL'];
const server = givenUrl === undefined ? await startRedisServer() : undefined;
const url = givenUrl ?? server?.url;

afterAll(() => server?.stop());

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

if (url === undefined) {
  describe('the contract of a cache store: Redis', () =>
    test.skip('needs REDIS_URL or redis-server in the path', () => undefined));
} else {
  describeCacheStoreContract('Redis', () => harnessOf(openStoresAt(url)));

  describeCacheStoreContract('memory before Redis', async () => {
    const opened = openStoresAt(url);
    const [far] = opened.stores;
    const store = createTieredCacheStore({ near: createMemoryCacheStore(), far });
    await until('the feed is live', () => far.changes.isLive);
    return { store, passSeconds, close: () => opened.close() };
  });
}
