export { freePort } from './free-port.ts';
export { isRedisServerInstalled } from './is-redis-server-installed.ts';
export { type RedisClusterServers, startRedisCluster } from './start-redis-cluster.ts';
export { type RedisSentinel, startRedisSentinel } from './start-redis-sentinel.ts';
export {
  type RedisServer,
  type RedisServerOptions,
  type RedisSettings,
  startRedisServer,
} from './start-redis-server.ts';
export { until } from './until.ts';
