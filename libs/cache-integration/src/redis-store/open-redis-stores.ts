import { randomUUID } from 'node:crypto';

import {
  connectToRedis,
  createRedisCacheStore,
  createRedisConnection,
  type RedisCacheStore,
  type RedisCacheStoreOptions,
  type RedisConnection,
} from '@la-factoria/cache/redis';
import RedisMock from 'ioredis-mock';

type Options = Omit<RedisCacheStoreOptions, 'connection'>;

/** Two processes' views of one Redis, apart from what other tests keep there. */
export interface OpenedStores {
  stores: [RedisCacheStore, RedisCacheStore];
  keyPrefix: string;
  close(): Promise<void>;
}

/** Machines under load are slow, and these tests aren't about time. */
export const patience = { commandTimeoutMilliseconds: 10_000 };

export const openStoresAt = (url: string, options: Options = {}): OpenedStores =>
  openTwo(() => connectToRedis({ url, ...patience }), options);

export const openMockStores = (options: Options = {}): OpenedStores =>
  openTwo(
    () => createRedisConnection({ commands: new RedisMock(), subscriber: new RedisMock(), ...patience }),
    options,
  );

function openTwo(connect: () => RedisConnection, options: Options): OpenedStores {
  const keyPrefix = `test:${randomUUID()}:`;
  const open = () => createRedisCacheStore({ connection: connect(), keyPrefix, ...options });
  const stores: [RedisCacheStore, RedisCacheStore] = [open(), open()];
  return {
    stores,
    keyPrefix,
    async close() {
      await Promise.all(stores.map((store) => store.close()));
    },
  };
}
