import { freePort } from '@la-factoria/cache/testing/redis-server';

import { saidBy } from '../said-by.ts';
import type { Workplace } from '../workplace.ts';

/** When Redis waits for the disk: once a second, or before each answer. */
export type AppendFsync = 'everysec' | 'always';

/** Starts a `redis-server` with an append-only file and no snapshots. Resolves with its port once it answers. */
export async function startRedisServer(workplace: Workplace, appendFsync: AppendFsync): Promise<number> {
  const port = await freePort();
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: workplace.makeFolder(`redis-${appendFsync}`),
    appendonly: 'yes',
    appendfsync: appendFsync,
    save: '',
    // What BullMQ asks for, and warns of otherwise.
    'maxmemory-policy': 'noeviction',
  };
  const programArguments = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  await saidBy(workplace.start('redis-server', programArguments), 'stdout', 'Ready to accept connections');
  return port;
}
