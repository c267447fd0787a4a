import type { StoreHealth } from '@la-factoria/cache';
import { connectToRedis, type ConnectToRedisOptions, type RedisConnection } from '@la-factoria/cache/redis';
import { type FaultProxy, startFaultProxy } from '@la-factoria/cache/testing/fault-proxy';
import {
  type RedisServer,
  type RedisSettings,
  startRedisServer,
  until,
} from '@la-factoria/cache/testing/redis-server';

export interface OpenedRedis {
  server: RedisServer;
  proxy: FaultProxy;
  /** Leads through the proxy. */
  connection: RedisConnection;
  /** What the connection told of its health, since it was there for the first time. */
  told: StoreHealth[];
  /** Another connection, closed with the rest. */
  connect(options: ConnectToRedisOptions): RedisConnection;
  available(): Promise<void>;
  unavailable(): Promise<void>;
  close(): Promise<void>;
}

/** Resolves once commands and subscriptions can be sent: one that is sent before its line is ready may be forgotten. */
export function bothLines(connection: RedisConnection): Promise<void> {
  return until(
    'a connection',
    () => connection.health.isAvailable && connection.subscriber.status === 'ready',
  );
}

/** The deadline of commands, unless told otherwise: far more than an answer takes, also on a machine that is busy. */
export const commandTimeoutMilliseconds = 500;

/** A Redis, a proxy before it, and a connection through it whose two lines are ready. */
export async function openRedis(
  options: Omit<ConnectToRedisOptions, 'url'> & { settings?: RedisSettings } = {},
): Promise<OpenedRedis> {
  const { settings = {}, ...ofConnection } = options;
  const server = await startRedisServer({ settings });
  if (!server) throw new Error('No redis-server is installed.');
  const proxy = await startFaultProxy({ port: server.port });
  const connection = connectToRedis({ url: proxy.url, commandTimeoutMilliseconds, ...ofConnection });
  const others: RedisConnection[] = [];
  const told: StoreHealth[] = [];
  const available = () => until('an available Redis', () => connection.health.isAvailable);
  await bothLines(connection);
  connection.watch((event) => {
    if (event.type === 'availability') told.push(event.health);
  });
  return {
    ...{ server, proxy, connection, told, available },
    unavailable: () => until('an unavailable Redis', () => !connection.health.isAvailable),
    connect(ofOther) {
      const other = connectToRedis(ofOther);
      others.push(other);
      return other;
    },
    async close() {
      await Promise.all([connection, ...others].map((each) => each.close()));
      await proxy.close();
      await server.stop();
    },
  };
}
