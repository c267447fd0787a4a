import { describeClaimContract } from '@la-factoria/cache/testing';
import { startRedisCluster } from '@la-factoria/cache/testing/redis-server';
import { afterAll } from '@jest/globals';

import { describeAt, sharedRedisUrl } from '../shared-redis.ts';
import { openMockStores, openStoresAt } from './open-redis-stores.ts';

const redisUrl = await sharedRedisUrl(process.env['REDIS_URL']);
const cluster = await startRedisCluster();
afterAll(() => cluster?.stop());

describeClaimContract('ioredis-mock', async (leaseSeconds) =>
  openMockStores({ leaseSeconds, pollSeconds: 0.05 }),
);

describeAt(redisUrl, 'with a Redis', (url) =>
  describeClaimContract('Redis', async (leaseSeconds) =>
    openStoresAt(url, { leaseSeconds, pollSeconds: 60 }),
  ),
);

describeAt(cluster?.url, 'with a Redis Cluster', (url) =>
  describeClaimContract('a Redis Cluster', async (leaseSeconds) => openStoresAt(url, { leaseSeconds })),
);
