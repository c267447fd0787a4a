import { connectToRedis, type RedisConnection } from '@la-factoria/cache/redis';
import { describeWithRedis } from '@la-factoria/cache/testing';
import { type RedisClusterServers, startRedisCluster, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

import { hearChannel } from './hear-channel.ts';
import { bothLines } from './open-redis.ts';

describeWithRedis('a Redis Cluster', () => {
  let cluster: RedisClusterServers | undefined;
  let connection: RedisConnection;
  const keys = Array.from({ length: 30 }, (_, index) => `key:${index}`);
  const write = (value: string) =>
    Promise.allSettled(keys.map((key) => connection.run((client) => client.set(key, value))));

  beforeAll(async () => {
    cluster = await startRedisCluster();
    connection = connectToRedis({ url: cluster?.url ?? '', commandTimeoutMilliseconds: 1000 });
    await bothLines(connection);
  });
  afterAll(async () => {
    await connection.close();
    await cluster?.stop();
  });

  test('when keys belong to all of its nodes, each is written and read at once', async () => {
    const written = await write('value');
    expect(written.map(({ status }) => status)).toEqual(keys.map(() => 'fulfilled'));
    const read = await Promise.all(keys.map((key) => connection.run((client) => client.get(key))));
    expect(new Set(read)).toEqual(new Set(['value']));
    const sizes = await Promise.all(
      (cluster?.nodes ?? []).map(async ({ port }) => {
        const node = new Redis(port);
        const size = await node.dbsize();
        node.disconnect();
        return size > 0;
      }),
    );
    expect(sizes).toEqual([true, true, true]);
  });

  test('when something is published, the line for subscriptions hears it, whichever node each is at', async () => {
    const heard = await hearChannel(connection, 'news');
    for (const { port } of cluster?.nodes ?? []) {
      const node = new Redis(port);
      await node.publish('news', `from ${port}`);
      node.disconnect();
    }
    await until('all messages', () => heard.length >= 3);
    expect(heard.toSorted()).toEqual((cluster?.nodes ?? []).map(({ port }) => `from ${port}`).toSorted());
  });

  test('F13 when one node is frozen, commands are turned back until it goes on', async () => {
    cluster?.nodes[0]?.freeze();
    await until('a shut gate', async () => {
      await write('during');
      return /went unanswered/.test(connection.health.reason ?? '');
    });
    cluster?.nodes[0]?.thaw();
    await until('all keys', async () => (await write('after')).every(({ status }) => status === 'fulfilled'));
    expect(await connection.run((client) => client.get('key:0'))).toBe('after');
  });

  test('F13 when one node is killed and started again, its keys can be written again, and the lines hold', async () => {
    const heard = await hearChannel(connection, 'news');
    await cluster?.nodes[1]?.kill();
    await until('a failed write', async () => (await write('x')).some(({ status }) => status === 'rejected'));
    await cluster?.nodes[1]?.restart();
    await until('all keys', async () => (await write('again')).every(({ status }) => status === 'fulfilled'));
    await until('a message', async () => {
      await connection.run((client) => client.publish('news', 'hello'));
      return heard.includes('hello');
    });
    expect(await connection.run((client) => client.get('key:0'))).toBe('again');
  });
});
