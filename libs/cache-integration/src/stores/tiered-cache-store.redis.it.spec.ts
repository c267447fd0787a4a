import { createMemoryCacheStore, createTieredCacheStore } from '@la-factoria/cache';
import { entryOf } from '@la-factoria/cache/testing';
import { until } from '@la-factoria/cache/testing/redis-server';
import { expect, test } from '@jest/globals';

import { openStoresAt } from '../redis-store/open-redis-stores.ts';
import { describeAt, sharedRedisUrl } from '../shared-redis.ts';

const key = 'cards:1';

const redisUrl = await sharedRedisUrl(process.env['REDIS_URL']);

describeAt(redisUrl, 'two tiered stores on one Redis', (url) => {
  async function openTwo() {
    const opened = openStoresAt(url);
    const nears = [createMemoryCacheStore(), createMemoryCacheStore()] as const;
    const here = createTieredCacheStore({ near: nears[0], far: opened.stores[0] });
    const there = createTieredCacheStore({ near: nears[1], far: opened.stores[1] });
    await until('both feeds are live', () => opened.stores.every(({ changes }) => changes.isLive));
    await here.set(key, entryOf('old'));
    await until('there has it near', async () => {
      await there.get(key);
      return nears[1].get(key)?.value === 'old';
    });
    return { here, there, near: nears[1], close: () => opened.close() };
  }

  test.each<[string, (here: ReturnType<typeof createTieredCacheStore>) => unknown, unknown]>([
    ['replaced', (here) => here.set(key, entryOf('new')), 'new'],
    ['deleted', (here) => here.delete(key), undefined],
    ['deleted with its namespace', (here) => here.deleteNamespace('cards'), undefined],
  ])('when a value is %s in one, the other serves it no more once told', async (_what, change, value) => {
    const { here, there, near, close } = await openTwo();
    try {
      await change(here);
      await until('there is told', () => near.get(key) === undefined);
      expect((await there.get(key))?.value).toBe(value);
    } finally {
      await close();
    }
  });
});
