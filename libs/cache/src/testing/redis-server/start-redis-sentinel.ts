import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Redis } from 'ioredis';

import { freePort } from './free-port.ts';
import { isRedisServerInstalled } from './is-redis-server-installed.ts';
import { startRedisProcess } from './start-redis-process.ts';
import { type RedisServer, type RedisSettings, startRedisServer } from './start-redis-server.ts';
import { createTemporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface RedisSentinel {
  /** `redis+sentinel://127.0.0.1:<port of the sentinel>/the-master`. */
  readonly url: string;
  /** The master at first. */
  readonly master: RedisServer;
  /** What becomes the master within seconds when the other is killed or frozen. */
  readonly replica: RedisServer;
  stop(): Promise<void>;
}

const masterName = 'the-master';

/**
 * A master, its replica, and one sentinel, which takes the master for lost after 300 ms and is enough to say so.
 * @returns undefined when no `redis-server` is installed
 */
export async function startRedisSentinel(): Promise<RedisSentinel | undefined> {
  if (!isRedisServerInstalled()) return undefined;
  const master = await started({ 'repl-diskless-sync-delay': 0 });
  const replica = await started({ replicaof: `127.0.0.1 ${master.port}` });
  const port = await freePort();
  const folder = await createTemporaryFolder();
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder.path}`,
    `sentinel monitor ${masterName} 127.0.0.1 ${master.port} 1`,
    `sentinel down-after-milliseconds ${masterName} 300`,
    `sentinel failover-timeout ${masterName} 3000`,
  ];
  const file = join(folder.path, 'sentinel.conf');
  await writeFile(file, settings.join('\n'));
  const ofReplica = new Redis(replica.port);
  await until('a synchronous replica', async () =>
    (await ofReplica.info('replication')).includes('master_link_status:up'),
  );
  ofReplica.disconnect();
  const sentinel = await startRedisProcess([file, '--sentinel'], '+monitor master');
  const ofSentinel = new Redis(port);
  await until('a sentinel that knows the replica', async () => {
    const replicas = await ofSentinel.call('SENTINEL', 'replicas', masterName);
    return JSON.stringify(replicas).includes('"master-link-status","ok"');
  });
  ofSentinel.disconnect();
  return {
    url: `redis+sentinel://127.0.0.1:${port}/${masterName}`,
    ...{ master, replica },
    async stop() {
      await Promise.all([sentinel.kill(), master.stop(), replica.stop()]);
      await folder.remove();
    },
  };
}

async function started(settings: RedisSettings): Promise<RedisServer> {
  const server = await startRedisServer({ settings });
  if (!server) throw new Error('redis-server is gone.');
  return server;
}
