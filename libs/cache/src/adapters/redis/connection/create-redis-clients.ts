import type { ConnectionOptions } from 'node:tls';

import { Cluster, Redis, type RedisOptions } from 'ioredis';

import { createClusterNodeConnector } from './cluster-node-connector.ts';
import type { RedisClient } from './redis-connection.ts';
import type { RedisAddress } from './redis-url.ts';

export interface RedisClientsOptions {
  connectionName: string;
  /** Who signed the server's certificate, in PEM, when it is none of those Node trusts. */
  certificateAuthority: string | undefined;
  random: () => number;
}

/**
 * Two clients of ioredis that connect, and connect again for ever, by themselves, and neither queue commands nor send
 * any twice: what is asked for while there is no connection fails at once.
 */
export function createRedisClients(
  address: RedisAddress,
  { connectionName, certificateAuthority, random }: RedisClientsOptions,
): { commands: RedisClient; subscriber: RedisClient } {
  const tls: ConnectionOptions | undefined = address.isSecure
    ? { ...(certificateAuthority !== undefined && { ca: certificateAuthority }) }
    : undefined;
  // 50 ms, doubled up to 2 s, of which half is chance, so that processes that lost Redis together don't come back together.
  const retryStrategy = (attempt: number) =>
    Math.min(50 * 2 ** Math.min(attempt - 1, 10), 2000) * (0.5 + random() / 2);
  const options: RedisOptions = {
    username: address.user,
    password: address.password,
    ...(tls && { tls }),
    connectionName,
    retryStrategy,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // The feed subscribes again itself, and hears when that fails: ioredis's own attempt would end the process.
    autoResubscribe: false,
    connectTimeout: 2000,
    // A half-open connection never says goodbye.
    disconnectTimeout: 100,
    keepAlive: 10_000,
    maxLoadingRetryTime: 1000,
  };
  const ofCommands = { reconnectOnError: createReconnectOnReadOnly() };

  switch (address.kind) {
    case 'standalone': {
      const ofNode = { ...options, ...address.node, db: address.database };
      return { commands: new Redis({ ...ofNode, ...ofCommands }), subscriber: new Redis(ofNode) };
    }
    case 'sentinel': {
      const ofMaster: RedisOptions = {
        ...options,
        sentinels: address.sentinels,
        name: address.masterName,
        db: address.database,
        ...(address.sentinelUser !== undefined && { sentinelUsername: address.sentinelUser }),
        ...(address.sentinelPassword !== undefined && { sentinelPassword: address.sentinelPassword }),
        ...(tls && { sentinelTLS: tls, enableTLSForSentinelMode: true }),
        sentinelRetryStrategy: retryStrategy,
        sentinelCommandTimeout: 1000,
      };
      return { commands: new Redis({ ...ofMaster, ...ofCommands }), subscriber: new Redis(ofMaster) };
    }
    case 'cluster': {
      const cluster = new Cluster(address.nodes, {
        clusterRetryStrategy: retryStrategy,
        enableOfflineQueue: false,
        slotsRefreshTimeout: 1000,
        slotsRefreshInterval: 15_000,
        // Else ioredis tries again, up to 16 times, what nobody waits for any more.
        retryDelayOnFailover: 0,
        retryDelayOnClusterDown: 0,
        retryDelayOnTryAgain: 20,
        maxRedirections: 4,
        // Certificates are for names.
        ...(tls && { dnsLookup: (name, callback) => callback(null, name) }),
        redisOptions: options,
      });
      const nodes = () => {
        const known = cluster.nodes().map(({ options: { host = '', port = 0 } }) => ({ host, port }));
        return known.length > 0 ? known : address.nodes;
      };
      const Connector = createClusterNodeConnector(nodes, tls);
      return { commands: cluster, subscriber: new Redis({ ...options, Connector }) };
    }
  }
}

/**
 * After a failover a connection may lead to what is a replica now; another attempt finds the new master, by a sentinel or
 * by DNS. At most once in five seconds: it may be a replica for good.
 */
function createReconnectOnReadOnly(): (error: Error) => boolean {
  let reconnectedAt = -Infinity;
  return (error) => {
    if (!/(?:^|-)READONLY /.test(error.message) || performance.now() - reconnectedAt < 5000) return false;
    reconnectedAt = performance.now();
    return true;
  };
}
