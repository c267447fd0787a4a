import { connectToRedis, type RedisConnection } from '@la-factoria/cache/redis';
import { describeWithRedis } from '@la-factoria/cache/testing';
import { type RedisSentinel, startRedisSentinel, until } from '@la-factoria/cache/testing/redis-server';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { hearChannel } from './hear-channel.ts';
import { bothLines } from './open-redis.ts';

describeWithRedis('a Redis behind a sentinel', () => {
  let sentinel: RedisSentinel | undefined;
  let connection: RedisConnection;

  beforeEach(async () => {
    sentinel = await startRedisSentinel();
    connection = connectToRedis({ url: sentinel?.url ?? '', commandTimeoutMilliseconds: 5000 });
    await bothLines(connection);
  });
  afterEach(async () => {
    await connection.close();
    await sentinel?.stop();
  });

  const portInUse = async () =>
    /^tcp_port:(\d+)/m.exec(await connection.run((client) => client.info('server')))?.[1];

  test('F13 when the master is killed, both lines find the new one, and what was replicated is there', async () => {
    expect(await connection.run((client) => client.set('key', 'value'))).toBe('OK');
    const heard = await hearChannel(connection, 'news');
    expect(await connection.run((client) => client.wait(1, 5000))).toBe(1);
    expect(await portInUse()).toBe(String(sentinel?.master.port));

    await sentinel?.master.kill();
    await until('a lost connection', () => !connection.health.isAvailable);
    await until(
      'a write to the new master',
      async () => (await connection.run((client) => client.set('after', 'x'))) === 'OK',
    );
    expect(await portInUse()).toBe(String(sentinel?.replica.port));
    expect(await connection.run((client) => client.get('key'))).toBe('value');
    await until('a message', async () => {
      await connection.run((client) => client.publish('news', 'from the new one'));
      return heard.includes('from the new one');
    });
  });
});
