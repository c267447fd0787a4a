export { connectToRedis, type ConnectToRedisOptions } from './adapters/redis/connect-to-redis.ts';
export {
  createRedisCacheStore,
  type RedisCacheStore,
  type RedisCacheStoreOptions,
} from './adapters/redis/redis-cache-store.ts';
export type { RedisConnection } from './adapters/redis/redis-connection.ts';
