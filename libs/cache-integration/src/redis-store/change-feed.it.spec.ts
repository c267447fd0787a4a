import { createRedisCacheStore, createRedisConnection, type RedisCacheStore } from '@la-factoria/cache/redis';
import { describeWithRedis, entryOf } from '@la-factoria/cache/testing';
import { type FaultProxy, startFaultProxy } from '@la-factoria/cache/testing/fault-proxy';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

import { openMockStores, type OpenedStores, openStoresAt, patience } from './open-redis-stores.ts';

const server = await startRedisServer();

afterAll(() => server?.stop());

/** What a listener was told, by type alone where that says it all. */
function listenTo({ changes }: RedisCacheStore) {
  const told: unknown[] = [];
  const stop = changes.listen((change) =>
    told.push('type' in change && Object.keys(change).length === 1 ? change.type : change),
  );
  return { told, stop };
}

const isLive = (store: RedisCacheStore) => until('the feed is live', () => store.changes.isLive);

describe('the change feed', () => {
  describe('over ioredis-mock', () => {
    test('when another process stores and deletes, that is told, and nothing of what this one does', async () => {
      await using opened = disposable(openMockStores());
      await expectChangesOfOthersAlone(opened);
    });
  });

  describeWithRedis('over Redis', () => {
    const url = server?.url ?? '';
    let redis: Redis;

    beforeEach(() => {
      redis = new Redis(url);
    });

    afterEach(() => redis.disconnect());

    test('when another process stores and deletes, that is told, and nothing of what this one does', async () => {
      await using opened = disposable(openStoresAt(url));
      await expectChangesOfOthersAlone(opened);
    });

    test('when what is published is no message, it is ignored', async () => {
      await using opened = disposable(openStoresAt(url));
      const [here, there] = opened.stores;
      const { told } = listenTo(here);
      await isLive(here);
      const foreign = [
        '',
        'null',
        '{',
        '{"origin":"x","type":"stored"}',
        '{"origin":1,"type":"deleted","key":"a"}',
        '[]',
      ];
      for (const text of foreign) await redis.publish(`${opened.keyPrefix}changes`, text);
      await there.delete('notes:a');
      await until('the deletion was told', () => told.length > 1);
      expect(told).toEqual(['regained', { type: 'deleted', key: 'notes:a' }]);
    });

    test('when the line for subscriptions is cut, the feed is lost, and regained by itself', async () => {
      await using opened = disposable(openStoresAt(url));
      const [here, there] = opened.stores;
      const { told } = listenTo(here);
      await isLive(here);
      await redis.client('KILL', 'TYPE', 'pubsub');
      await until('it is regained', () => told.length >= 3);
      await there.delete('notes:a');
      await until('a deletion is told', () => told.length >= 4);
      expect(told).toEqual(['regained', 'lost', 'regained', { type: 'deleted', key: 'notes:a' }]);
    });

    test('when the line is made again, it is subscribed once: no attempt is made whose failure nobody hears', async () => {
      const proxy = await startFaultProxy({ port: server?.port ?? 0 });
      await using opened = disposable(openStoresAt(proxy.url));
      const feeds = opened.stores.map((store) => listenTo(store));
      await Promise.all(opened.stores.map(isLive));
      await redis.client('KILL', 'TYPE', 'pubsub');
      await until('both are regained', () => feeds.every(({ told }) => told.length >= 3));
      await proxy.close();
      expect(proxy.commands.filter((name) => name === 'SUBSCRIBE')).toHaveLength(4);
    });

    test('when nobody listens, nothing is published', async () => {
      await using opened = disposable(openStoresAt(url, { heartbeatSeconds: 0.01 }));
      const [here] = opened.stores;
      const { stop } = listenTo(here);
      await isLive(here);
      stop();
      expect(here.changes.isLive).toBe(false);
      const published = async () => /cmdstat_publish:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1];
      const before = await published();
      const end = performance.now() + 200;
      await until('many heartbeats would have been sent', () => performance.now() > end);
      expect(await published()).toBe(before);
    });

    test('F13 when the line stays open and nothing comes through, the feed is lost, and regained over a new line', async () => {
      const proxy = await startFaultProxy({ port: server?.port ?? 0 });
      const clients = { commands: new Redis(url), subscriber: new Redis(proxy.url) };
      const connection = createRedisConnection({ ...clients, ...patience });
      const here = createRedisCacheStore({ connection, heartbeatSeconds: 0.1 });
      await expectLossAndRegain(here, proxy, () => proxy.halfOpen());
    });

    test('F13 when Redis is away and comes back, the feed is lost and regained', async () => {
      const proxy = await startFaultProxy({ port: server?.port ?? 0 });
      await using opened = disposable(openStoresAt(proxy.url, { heartbeatSeconds: 0.1 }));
      const [here] = opened.stores;
      await expectLossAndRegain(here, proxy, () => {
        proxy.refuse();
        proxy.cut();
      });
    });
  });
});

/** Closes both in the end. */
async function expectLossAndRegain(
  store: RedisCacheStore,
  proxy: FaultProxy,
  breakLine: () => void,
): Promise<void> {
  const { told } = listenTo(store);
  await isLive(store);
  breakLine();
  await until('it is lost', () => !store.changes.isLive);
  await proxy.heal();
  await isLive(store);
  expect(told).toEqual(['regained', 'lost', 'regained']);
  await store.close();
  await proxy.close();
}

async function expectChangesOfOthersAlone({ stores: [here, there] }: OpenedStores): Promise<void> {
  const { told } = listenTo(here);
  const { told: toldThere } = listenTo(there);
  await Promise.all([isLive(here), isLive(there)]);
  await here.set('notes:own', entryOf('value'));
  await here.delete('notes:own');
  await here.deleteNamespace('notes');
  await until('the other was told', () => toldThere.length > 3);
  const entry = entryOf('value');
  await there.set('notes:a', entry);
  await there.delete('notes:a');
  await there.deleteNamespace('notes');
  await until('this one was told', () => told.length > 3);
  expect(told).toEqual([
    'regained',
    { type: 'stored', key: 'notes:a', stamp: entry.stamp },
    { type: 'deleted', key: 'notes:a' },
    { type: 'namespace-deleted', namespace: 'notes' },
  ]);
}

const disposable = (opened: OpenedStores) => ({ ...opened, [Symbol.asyncDispose]: () => opened.close() });
