import { describeWithRedis } from '@la-factoria/cache/testing';
import { until } from '@la-factoria/cache/testing/redis-server';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { type OpenedRedis, openRedis } from './open-redis.ts';

describeWithRedis('a Redis that answers with errors', () => {
  let redis: OpenedRedis;
  const get = () => redis.connection.run((client) => client.get('key'));
  const set = () => redis.connection.run((client) => client.set('key', 'value'));

  beforeEach(async () => {
    redis = await openRedis({ commandTimeoutMilliseconds: 5000, settings: { maxmemory: '2mb' } });
  });
  afterEach(() => redis.close());

  test.each([
    'LOADING Redis is loading the dataset in memory',
    'MASTERDOWN Link with MASTER is down',
    'CLUSTERDOWN The cluster is down',
    'MISCONF Redis is configured to save RDB snapshots, but it is unable to persist to disk',
  ])(
    'F13 when it answers %s, the command fails, health says so, and others are still sent',
    async (error) => {
      redis.proxy.answer('SET', `-${error}`);
      for (let index = 0; index < 3; index += 1)
        await expect(set()).rejects.toMatchObject({
          ...{ code: 'store-failed', isRetryable: true },
          cause: { name: 'ReplyError', message: error },
        });
      expect(await get()).toBeNull();
      expect(redis.told).toMatchObject([{ isAvailable: false, reason: `Redis answered ${error}` }]);
    },
  );

  test('F13 when its memory is full, it is unavailable, and some seconds after the last refusal no more', async () => {
    const fill = () => redis.connection.run((client) => client.set('large', 'x'.repeat(4_000_000)));
    await expect(fill().then(set)).rejects.toMatchObject({ code: 'store-failed', isRetryable: true });
    expect(redis.connection.health.reason).toMatch(/^Redis answered OOM command not allowed/);
    await redis.connection.run((client) => client.del('large'));
    await redis.available();
    expect(await set()).toBe('OK');
    expect(redis.told.map(({ isAvailable }) => isAvailable)).toEqual([false, true]);
  });

  test('F13 when it has become a replica, the connection is made anew, in case another is the master now', async () => {
    await redis.connection.run((client) => client.replicaof('127.0.0.1', 1));
    const greetings = () => redis.proxy.commands.filter((name) => name === 'INFO').length;
    const before = greetings();
    await expect(set()).rejects.toMatchObject({ cause: { message: expect.stringMatching(/^READONLY /) } });
    await until('another connection', () => greetings() > before);
    await redis.connection.run((client) => client.get('key')).catch(() => undefined);
    await until('a ready one', async () => (await get()) === null);
    // It may be a replica for good: not again at once.
    await expect(set()).rejects.toMatchObject({ cause: { message: expect.stringMatching(/^READONLY /) } });
    expect(await get()).toBeNull();
    expect(greetings()).toBe(before + 1);
    expect(redis.connection.health).toMatchObject({ isAvailable: false });
  });

  test('F13 when a key holds another type, that command fails for good, and health is what it was', async () => {
    await redis.connection.run((client) => client.lpush('key', 'item'));
    await expect(get()).rejects.toMatchObject({
      ...{ code: 'store-failed', isRetryable: false },
      cause: { name: 'ReplyError', message: expect.stringMatching(/^WRONGTYPE /) },
    });
    expect(redis.told).toEqual([]);
  });

  test('when what sends a command throws, it fails as if Redis had, and the next are answered', async () => {
    const cause = new TypeError('not sendable');
    for (let index = 0; index < 3; index += 1)
      await expect(
        redis.connection.run(() => {
          throw cause;
        }),
      ).rejects.toMatchObject({ code: 'store-failed', cause });
    expect(await get()).toBeNull();
  });
});
