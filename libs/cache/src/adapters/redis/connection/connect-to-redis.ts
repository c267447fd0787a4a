import { createRedisClients } from './create-redis-clients.ts';
import { createRedisConnection, type RedisConnectionOptions } from './create-redis-connection.ts';
import type { RedisConnection } from './redis-connection.ts';
import { parseRedisUrl } from './redis-url.ts';

export interface ConnectToRedisOptions extends Omit<RedisConnectionOptions, 'commands' | 'subscriber'> {
  /** `redis://`, `redis+sentinel://` or `redis+cluster://`, each with `rediss` for TLS: see `parseRedisUrl`. */
  url: string;
  /** What Redis lists the connections as. @default 'la-factoria-cache' */
  connectionName?: string;
  /** Who signed the server's certificate, in PEM, when it is none of those Node trusts. */
  certificateAuthority?: string;
}

/**
 * Connects to the Redis of a URL, in the background: it neither waits nor fails when Redis is away, which the
 * connection's `health` says. Whenever Redis is there again, so is the connection.
 * @throws {CacheError} `options-invalid` for a URL or an option that can't be
 */
export function connectToRedis(options: ConnectToRedisOptions): RedisConnection {
  const { url, connectionName = 'la-factoria-cache', certificateAuthority, ...rest } = options;
  const address = parseRedisUrl(url);
  const { random = Math.random } = options;
  const clients = createRedisClients(address, { connectionName, certificateAuthority, random });
  return createRedisConnection({ ...rest, ...clients });
}
