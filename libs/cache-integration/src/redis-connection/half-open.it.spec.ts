import { describeWithRedis } from '@la-factoria/cache/testing';
import { until } from '@la-factoria/cache/testing/redis-server';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { hearChannel } from './hear-channel.ts';
import { commandTimeoutMilliseconds, type OpenedRedis, openRedis } from './open-redis.ts';

const storeFailed = expect.objectContaining({ code: 'store-failed' });

// These take as long as the connection is patient, five seconds.
describeWithRedis('a half-open connection', () => {
  let redis: OpenedRedis;

  beforeEach(async () => {
    redis = await openRedis();
  });
  afterEach(() => redis.close());

  test('F13 when both lines are silent for ever, both are made anew, and what was subscribed to is heard', async () => {
    const { connection, proxy } = redis;
    const heard = await hearChannel(connection, 'news');
    proxy.halfOpen();
    await until('a shut gate', async () => {
      await connection.run((client) => client.get('key')).catch(() => undefined);
      return !connection.health.isAvailable;
    });
    // Only new connections get through.
    await proxy.heal();
    await redis.available();
    expect(await connection.run((client) => client.set('key', 'value'))).toBe('OK');
    await until('a message', async () => {
      await connection.run((client) => client.publish('news', 'back'));
      return heard.length > 0;
    });
    expect(heard[0]).toBe('back');
  });

  test('F13 when a first connection is taken and stays silent, commands fail in time, and another one is made', async () => {
    const { proxy } = redis;
    proxy.halfOpen();
    const connection = redis.connect({ url: proxy.url, commandTimeoutMilliseconds });
    const begin = performance.now();
    await expect(connection.run((client) => client.get('key'))).rejects.toEqual(storeFailed);
    expect(performance.now() - begin).toBeLessThan(3 * commandTimeoutMilliseconds);
    await proxy.heal();
    await until('an available Redis', () => connection.health.isAvailable);
    expect(await connection.run((client) => client.get('key'))).toBeNull();
  });
});
