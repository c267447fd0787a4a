import { randomUUID } from 'node:crypto';

import { connectToRedis, type RedisConnection } from '@la-factoria/cache/redis';
import { describeWithRedis } from '@la-factoria/cache/testing';
import { type RedisServer, startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, beforeAll } from '@jest/globals';

import { describeRateLimiterContract } from '../testing/describe-rate-limiter-contract.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import { createRedisRateLimiter } from './redis-rate-limiter.ts';

describeRateLimiterContract('in memory', async (limit) => createMemoryRateLimiter({ name: 'key', ...limit }));

describeWithRedis('in Redis', () => {
  let redis: RedisServer;
  let connection: RedisConnection;
  beforeAll(async () => {
    const server = await startRedisServer();
    if (server === undefined) throw new Error('redis-server did not start');
    redis = server;
    connection = connectToRedis({ url: redis.url });
    await until('the connection', () => connection.health.isAvailable);
  });
  afterAll(async () => {
    await connection.close();
    await redis.stop();
  });

  describeRateLimiterContract('in Redis', async (limit) =>
    createRedisRateLimiter(connection, { name: randomUUID(), ...limit }),
  );
});

describeRateLimiterContract('in Redis that is away', async (limit) => {
  const away: RedisConnection = {
    run: () => Promise.reject(new Error('away')),
    get subscriber(): never {
      throw new Error('Nobody subscribes.');
    },
    health: { isAvailable: false, since: 0 },
    watch: () => {},
    close: async () => {},
  };
  return createRedisRateLimiter(away, { name: 'key', ...limit });
});
