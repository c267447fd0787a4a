import { describeWithRedis, entryOf } from '@la-factoria/cache/testing';
import { startRedisCluster, startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { Cluster } from 'ioredis';

import { type OpenedStores, openStoresAt } from './open-redis-stores.ts';
import { useRedisStores } from './use-redis-stores.ts';

const server = await startRedisServer();
const cluster = await startRedisCluster();

afterAll(() => cluster?.stop());

const keys = Array.from({ length: 70 }, (_, index) => `notes:${index}`);

describeWithRedis('reads of many keys at once, on one Redis', () => {
  const { open, redis, runs } = useRedisStores(server);

  test('when 70 keys are read at once, three commands bring each its own value, or nothing', async () => {
    const { here, there } = open();
    const stored = keys.filter((_, index) => index % 2 === 0);
    await Promise.all(stored.map((key) => there.set(key, entryOf(`value of ${key}`))));
    await redis.config('RESETSTAT');
    const read = await Promise.all(keys.map(async (key) => (await here.get(key))?.value));
    expect(read).toEqual(keys.map((key, index) => (index % 2 === 0 ? `value of ${key}` : undefined)));
    // The one GET is for the namespace's generation.
    expect([await runs('mget'), await runs('get')]).toEqual([3, 1]);
  });

  test('F13 when a list stands where one of the values should, that one is a miss, and the others are there', async () => {
    const { here, nameOf } = open();
    await here.set('notes:a', entryOf('value'));
    await redis.lpush(nameOf('notes:b'), 'foreign');
    const read = await Promise.all(['notes:a', 'notes:b'].map((key) => here.get(key)));
    expect(read).toEqual([expect.objectContaining({ value: 'value' }), undefined]);
  });

  test('F13 when Redis refuses, every one of the reads is told', async () => {
    const { here } = open();
    await here.get('notes:a');
    await redis.call('ACL', 'SETUSER', 'default', '-mget');
    const read = await Promise.allSettled(keys.map((key) => here.get(key)));
    await redis.call('ACL', 'SETUSER', 'default', '+mget');
    const codes = read.map((result) => (result.status === 'rejected' ? result.reason.code : 'read'));
    expect(new Set(codes)).toEqual(new Set(['store-failed']));
  });
});

describeWithRedis('reads of many keys at once, in a Cluster', () => {
  let opened: OpenedStores;
  beforeEach(() => {
    opened = openStoresAt(cluster?.url ?? '');
  });
  afterEach(() => opened.close());

  test('when keys of all its nodes are read at once, each has its own value', async () => {
    const [here, there] = opened.stores;
    await Promise.all(keys.map((key) => there.set(key, entryOf(`value of ${key}`))));
    const read = await Promise.all(keys.map(async (key) => (await here.get(key))?.value));
    expect(read).toEqual(keys.map((key) => `value of ${key}`));
  });

  test('F13 when a list stands where one of the values should, that one makes way, and the others stay', async () => {
    const [here] = opened.stores;
    await here.set('notes:a', entryOf('value'));
    const redis = new Cluster([{ host: '127.0.0.1', port: cluster?.nodes[0]?.port ?? 0 }]);
    await redis.lpush(`${opened.keyPrefix}{notes:b}`, 'foreign');
    const broken: string[] = [];
    here.watch((event) => event.type === 'broken' && broken.push(event.key));
    await Promise.all(['notes:a', 'notes:b'].map((key) => here.get(key)));
    await until('the list is gone', async () => (await redis.exists(`${opened.keyPrefix}{notes:b}`)) === 0);
    redis.disconnect();
    expect(await here.get('notes:a')).toMatchObject({ value: 'value' });
    expect(broken).toEqual(['notes:b']);
  });
});
