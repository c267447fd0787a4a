import { describeClaimContract } from '@la-factoria/cache/testing';
import { startRedisCluster, startRedisServer } from '@la-factoria/cache/testing/redis-server';
import { afterAll, describe, test } from '@jest/globals';

import { openMockStores, openStoresAt } from './open-redis-stores.ts';

const givenUrl = process.env['REDIS_URL'];
const server = givenUrl === undefined ? await startRedisServer() : undefined;
const url = givenUrl ?? server?.url;

const cluster = await startRedisCluster();

afterAll(async () => {
  await Promise.all([server?.stop(), cluster?.stop()]);
});

describeClaimContract('ioredis-mock', async (leaseSeconds) =>
  openMockStores({ leaseSeconds, pollSeconds: 0.05 }),
);

if (url !== undefined)
  describeClaimContract('Redis', async (leaseSeconds) =>
    openStoresAt(url, { leaseSeconds, pollSeconds: 60 }),
  );
else
  describe('claims of Redis', () =>
    test.skip('neither REDIS_URL nor a redis-server is there', () => undefined));
if (cluster !== undefined)
  describeClaimContract('a Redis Cluster', async (leaseSeconds) =>
    openStoresAt(cluster.url, { leaseSeconds }),
  );
else describe('claims of a Redis Cluster', () => test.skip('there is no redis-server', () => undefined));
