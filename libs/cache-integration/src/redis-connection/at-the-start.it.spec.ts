import { connectToRedis, type RedisConnection } from '@la-factoria/cache/redis';
import { describeWithRedis } from '@la-factoria/cache/testing';
import { type RedisServer, startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterEach, expect, test } from '@jest/globals';

import { openRedis } from './open-redis.ts';

describeWithRedis('a Redis with a password', () => {
  const password = 'p@ss/w:rd';
  let server: RedisServer | undefined;
  let opened: RedisConnection[] = [];
  const connectWith = (login: string, path = '') => {
    const url = `redis://${login}@127.0.0.1:${server?.port}${path}`;
    const connection = connectToRedis({ url, commandTimeoutMilliseconds: 5000 });
    opened.push(connection);
    return connection;
  };

  afterEach(async () => {
    await Promise.all(opened.map((connection) => connection.close()));
    opened = [];
    await server?.stop();
  });

  test('when the URL has it, commands are answered, in the database of the URL', async () => {
    server = await startRedisServer({ settings: { requirepass: password } });
    const connection = connectWith(`:${encodeURIComponent(password)}`, '/3');
    expect(await connection.run((client) => client.set('key', 'value'))).toBe('OK');
    expect(await connection.run((client) => client.info('keyspace'))).toMatch(/^db3:keys=1/m);
  });

  test('when the URL has another, health says that it is refused, and nothing shows it', async () => {
    server = await startRedisServer({ settings: { requirepass: password } });
    const connection = connectWith(':hunter2');
    const told: unknown[] = [];
    connection.watch((event) => told.push(event));
    await until('a refusal', () => /refuses the user or the password/.test(connection.health.reason ?? ''));
    const error: unknown = await connection.run((client) => client.get('key')).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'store-failed', cause: undefined });
    expect(`${error} ${JSON.stringify([error, told, connection.health])}`).not.toContain('hunter2');
    expect(told).toEqual([expect.objectContaining({ health: connection.health })]);
  });

  test('when it is corrected in Redis, the connection is made without being asked for', async () => {
    server = await startRedisServer({ settings: { requirepass: password } });
    const connection = connectWith(':hunter2');
    const admin = connectWith(`:${encodeURIComponent(password)}`);
    await until('a refusal', () => /refuses the user or the password/.test(connection.health.reason ?? ''));
    await admin.run((client) => client.config('SET', 'requirepass', 'hunter2'));
    await until('an available Redis', () => connection.health.isAvailable);
    expect(await connection.run((client) => client.ping())).toBe('PONG');
  });
});

describeWithRedis('a Redis that loads its data', () => {
  test('F13 when it was started anew and still loads, commands fail at once, until it has loaded', async () => {
    const redis = await openRedis({ commandTimeoutMilliseconds: 5000 });
    const keys = Array.from({ length: 2000 }, (_, index) => [`key:${index}`, 'value']).flat();
    await redis.connection.run((client) => client.mset(keys).then(() => client.save()));
    // Three milliseconds a key, longer than a busy machine takes to try the connection again; and time for clients in between.
    await redis.server.restart({
      settings: { 'key-load-delay': 3000, 'loading-process-events-interval-bytes': 1024 },
      waits: false,
    });
    await until('a connection that waits', () => /loads its data/.test(redis.connection.health.reason ?? ''));
    await expect(redis.connection.run((client) => client.get('key:0'))).rejects.toMatchObject({
      code: 'store-failed',
    });
    await redis.available();
    expect(await redis.connection.run((client) => client.get('key:1999'))).toBe('value');
    await redis.close();
  });
});
