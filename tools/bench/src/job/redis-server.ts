import { createInterface } from 'node:readline';

import { freePort } from './free-port.ts';
import type { Workplace } from './workplace.ts';

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
  const { child, ended } = workplace.start('redis-server', programArguments);
  const ready = Promise.withResolvers<void>();
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
    if (line.includes('Ready to accept connections')) ready.resolve();
  });
  void ended.then(() => ready.reject(new Error(`redis-server ended at its start: ${said.join('\n')}`)));
  await ready.promise;
  return port;
}
