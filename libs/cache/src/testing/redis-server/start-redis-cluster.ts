import { Redis } from 'ioredis';

import { freePort } from './free-port.ts';
import { isRedisServerInstalled } from './is-redis-server-installed.ts';
import { type RedisServer, startRedisServer } from './start-redis-server.ts';
import { until } from './until.ts';

export interface RedisClusterServers {
  /** `redis+cluster://` with the first two of three nodes. */
  readonly url: string;
  /** Three masters; none has a replica. */
  readonly nodes: readonly RedisServer[];
  stop(): Promise<void>;
}

const slotCount = 16_384;
const nodeCount = 3;

/**
 * A Cluster of three masters, all slots shared out.
 * @returns undefined when no `redis-server` is installed
 */
export async function startRedisCluster(): Promise<RedisClusterServers | undefined> {
  if (!isRedisServerInstalled()) return undefined;
  const nodes: RedisServer[] = [];
  for (let index = 0; index < nodeCount; index += 1) {
    const server = await startRedisServer({
      port: await freeClusterPort(),
      settings: {
        ...{ 'cluster-enabled': 'yes', 'cluster-node-timeout': 2000, 'cluster-announce-ip': '127.0.0.1' },
      },
    });
    if (server) nodes.push(server);
  }
  const clients = nodes.map(({ port }) => new Redis(port));
  const [first] = clients;
  for (const [index, client] of clients.entries()) {
    const begin = Math.floor((index * slotCount) / nodeCount);
    const end = Math.floor(((index + 1) * slotCount) / nodeCount);
    await client.cluster(
      'ADDSLOTS',
      Array.from({ length: end - begin }, (_, slot) => begin + slot),
    );
  }
  for (const { port } of nodes.slice(1)) await first?.cluster('MEET', '127.0.0.1', port);
  await until('a whole cluster', async () => {
    const states = await Promise.all(clients.map((client) => client.cluster('INFO')));
    return states.every((state) => /cluster_state:ok[^]*cluster_known_nodes:3/.test(String(state)));
  });
  for (const client of clients) client.disconnect();
  return {
    url: `redis+cluster://${nodes
      .slice(0, 2)
      .map(({ port }) => `127.0.0.1:${port}`)
      .join(',')}`,
    nodes,
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

/** Nodes talk to each other on the port that is 10000 above. */
async function freeClusterPort(): Promise<number> {
  const port = await freePort();
  return port + 10_000 > 65_535 ? freeClusterPort() : port;
}
