import { execFile } from 'node:child_process';
import { chownSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

import { freePort } from '@la-factoria/cache/testing/redis-server';

import { programVersion } from './program-version.ts';
import { saidBy } from '../said-by.ts';
import type { Workplace } from '../workplace.ts';

/** Where Debian keeps the servers' programs, which it doesn't put on the PATH. */
const debianFolder = '/usr/lib/postgresql';
const run = promisify(execFile);

export interface PostgresPrograms {
  /** Ends with a slash; empty if they are on the PATH. */
  folder: string;
  version: string;
}

/** The newest PostgreSQL server of this machine; undefined if there is none, or none of its users to run it as. */
export async function findPostgres(): Promise<PostgresPrograms | undefined> {
  if (isRoot() && (await identityOfPostgres()) === undefined) return undefined;
  for (const folder of ['', ...debianFolders()]) {
    const version = await programVersion(`${folder}postgres`);
    if (version !== undefined) return { folder, version };
  }
  return undefined;
}

function debianFolders(): string[] {
  try {
    const newestFirst = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a));
    return newestFirst.map((version) => `${debianFolder}/${version}/bin/`);
  } catch {
    return [];
  }
}

/** Makes a cluster of its own, as `initdb` makes it (fsync on), and starts it. Resolves with its port once it answers. */
export async function startPostgres(workplace: Workplace, { folder }: PostgresPrograms): Promise<number> {
  const data = workplace.makeFolder('postgres');
  // It refuses to run as root: then it runs as its packages' own user.
  const identity = isRoot() ? await identityOfPostgres() : undefined;
  if (identity) chownSync(data, identity.uid, identity.gid);
  await run(`${folder}initdb`, ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync'], { ...identity });
  const port = await freePort();
  const settings = { port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: data };
  const started = workplace.start(
    `${folder}postgres`,
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // Its immediate shutdown: SIGKILL would leave its shared memory behind.
    { ...identity, endSignal: 'SIGQUIT' },
  );
  await saidBy(started, 'stderr', 'ready to accept connections');
  return port;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** Undefined if there is no user `postgres`. */
async function identityOfPostgres(): Promise<{ uid: number; gid: number } | undefined> {
  const idOf = async (which: '-u' | '-g') => Number((await run('id', [which, 'postgres'])).stdout);
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    return undefined;
  }
}
