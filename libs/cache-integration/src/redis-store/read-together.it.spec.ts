import { startRedisCluster, startRedisServer } from '@la-factoria/cache/testing/redis-server';
import { afterAll, describe, expect, test } from '@jest/globals';

import { entryOf } from './entry-of.ts';
import { openStoresAt } from './open-redis-stores.ts';
import { useRedisStores } from './use-redis-stores.ts';

const server = await startRedisServer();
const cluster = await startRedisCluster();
const title = (where: string) =>
  `reads of many keys at once, ${where}${server === undefined ? ' (left out: there is no redis-server)' : ''}`;

afterAll(() => cluster?.stop());

const keys = Array.from({ length: 70 }, (_, index) => `notes:${index}`);

(server === undefined ? describe.skip : describe)(title('on one Redis'), () => {
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

(cluster === undefined ? describe.skip : describe)(title('in a Cluster'), () => {
  test('when keys of all its nodes are read at once, each has its own value', async () => {
    const { stores, close } = openStoresAt(cluster?.url ?? '');
    const [here, there] = stores;
    await Promise.all(keys.map((key) => there.set(key, entryOf(`value of ${key}`))));
    const read = await Promise.all(keys.map(async (key) => (await here.get(key))?.value));
    await close();
    expect(read).toEqual(keys.map((key) => `value of ${key}`));
  });
});
