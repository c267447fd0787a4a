export { connectToRedis, type ConnectToRedisOptions } from './adapters/redis/connection/connect-to-redis.ts';
export {
  createRedisConnection,
  type RedisConnectionOptions,
} from './adapters/redis/connection/create-redis-connection.ts';
export {
  createRedisCacheStore,
  type RedisCacheStore,
  type RedisCacheStoreOptions,
} from './adapters/redis/redis-cache-store.ts';
export type { RedisConnection } from './adapters/redis/connection/redis-connection.ts';
