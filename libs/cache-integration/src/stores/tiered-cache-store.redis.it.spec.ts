import { createMemoryCacheStore, createTieredCacheStore } from '@la-factoria/cache';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, describe, expect, test } from '@jest/globals';

import { entryOf } from '../redis-store/entry-of.ts';
import { openStoresAt } from '../redis-store/open-redis-stores.ts';

const key = 'cards:1';

const givenUrl = process.env['REDIS_URL'];
const server = givenUrl === undefined ? await startRedisServer() : undefined;
const url = givenUrl ?? server?.url;
afterAll(() => server?.stop());

const title = 'two tiered stores on one Redis';
if (url === undefined) {
  describe(title, () => test.skip('needs REDIS_URL or redis-server in the path', () => undefined));
} else {
  describe(title, () => {
    async function openTwo() {
      const opened = openStoresAt(url ?? '');
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
}
