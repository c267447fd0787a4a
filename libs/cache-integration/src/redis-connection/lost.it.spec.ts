import { connectToRedis } from '@la-factoria/cache/redis';
import { describeWithRedis } from '@la-factoria/cache/testing';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { hearChannel } from './hear-channel.ts';
import { type OpenedRedis, openRedis } from './open-redis.ts';

const storeFailed = expect.objectContaining({ code: 'store-failed', isRetryable: true });

describeWithRedis('a connection that is lost', () => {
  let redis: OpenedRedis;
  const get = (key: string) => redis.connection.run((client) => client.get(key));
  const set = (key: string, value: string) => redis.connection.run((client) => client.set(key, value));

  beforeEach(async () => {
    // What is tested here isn't slowness.
    redis = await openRedis({ commandTimeoutMilliseconds: 5000 });
  });
  afterEach(() => redis.close());

  test('F13 when Redis is killed, commands fail at once and health says why, until it runs again', async () => {
    await redis.proxy.close();
    await redis.server.kill();
    await redis.unavailable();
    await until('a refused connection', () => /ECONNREFUSED/.test(redis.connection.health.reason ?? ''));
    const sent: string[] = [];
    await expect(
      redis.connection.run((client) => {
        sent.push('get');
        return client.get('key');
      }),
    ).rejects.toEqual(storeFailed);
    expect(sent).toEqual([]);

    await redis.server.restart();
    await redis.proxy.heal();
    await redis.available();
    expect(await set('key', 'value')).toBe('OK');
    expect(redis.told.map(({ isAvailable }) => isAvailable)).toEqual([false, true]);
  });

  test('when it is cut in the middle of a reply, that command fails, and later ones get their own answers', async () => {
    await set('long', 'x'.repeat(100_000));
    await set('short', 'mine');
    redis.proxy.cutReplyAfter(50_000);
    await expect(get('long')).rejects.toEqual(storeFailed);
    await redis.available();
    expect(await get('short')).toBe('mine');
    expect(await get('long')).toHaveLength(100_000);
  });

  test('when it is lost before the answer, the command is not sent a second time', async () => {
    redis.proxy.cutReplyAfter(0);
    await expect(redis.connection.run((client) => client.incr('counter'))).rejects.toEqual(storeFailed);
    await redis.available();
    expect(await get('counter')).toBe('1');
  });

  test('when it is reset again and again, it comes back each time', async () => {
    for (let round = 0; round < 3; round += 1) {
      redis.proxy.cut();
      await redis.unavailable();
      await redis.available();
      expect(await set('round', String(round))).toBe('OK');
    }
  });

  test('when the line for subscriptions is lost, it connects again by itself, and hears what it subscribes to anew', async () => {
    const heard = await hearChannel(redis.connection, 'news');
    redis.proxy.cut();
    await until('a message', async () => {
      await redis.connection.run((client) => client.publish('news', 'still here'));
      return heard.includes('still here');
    });
    expect(new Set(heard)).toEqual(new Set(['still here']));
  });
});

describeWithRedis('a Redis that is away at first', () => {
  test('when Redis starts after the connection, it is available then, and was not before', async () => {
    const server = await startRedisServer();
    await server?.kill();
    const connection = connectToRedis({ url: server?.url ?? '', commandTimeoutMilliseconds: 5000 });
    const ping = () => connection.run((client) => client.ping());
    await expect(ping()).rejects.toEqual(storeFailed);
    expect(connection.health).toMatchObject({ isAvailable: false });
    await server?.restart();
    await until('an available Redis', () => connection.health.isAvailable);
    expect(await ping()).toBe('PONG');
    await connection.close();
    await server?.stop();
  });

  test('when a command comes before the first connection is made, it waits for it', async () => {
    const server = await startRedisServer();
    const connection = connectToRedis({ url: server?.url ?? '', commandTimeoutMilliseconds: 5000 });
    expect(connection.health.isAvailable).toBe(false);
    expect(await connection.run((client) => client.set('first', 'command'))).toBe('OK');
    await connection.close();
    await server?.stop();
  });
});
