import type { BenchedSystem } from './benched-queue.ts';
import { bullmqSystem } from './bullmq-benched-queue.ts';
import { pgBossSystem } from './pg-boss-benched-queue.ts';
import { findPostgres, startPostgres } from './postgres-cluster.ts';
import { programVersion } from './program-version.ts';
import { type AppendFsync, startRedisServer } from './redis-server.ts';
import { sqliteSystem } from './sqlite-benched-queue.ts';
import type { Workplace } from '../workplace.ts';

/** Ours first: the others are compared with it. */
export const systemNames = [
  'sqlite',
  'sqlite-no-step',
  'bullmq-everysec',
  'bullmq-always',
  'bullmq-step',
  'pg-boss',
] as const;
export type SystemName = (typeof systemNames)[number];

export interface OpenedSystem {
  name: SystemName;
  system: BenchedSystem;
}

/** Starts the servers that the systems need, as far as they are installed. The remarks say versions and what is not. */
export async function openSystems(
  workplace: Workplace,
  wanted: readonly SystemName[],
  concurrency: number,
): Promise<{ systems: OpenedSystem[]; remarks: string[] }> {
  const redis = await programVersion('redis-server');
  const postgres = await findPostgres();
  const ports = new Map<AppendFsync, number>();

  async function bullmq(appendFsync: AppendFsync, withStep: boolean): Promise<BenchedSystem | undefined> {
    if (redis === undefined) return undefined;
    const port = ports.get(appendFsync) ?? (await startRedisServer(workplace, appendFsync));
    ports.set(appendFsync, port);
    return bullmqSystem({ port, appendFsync, concurrency, withStep });
  }

  const openers: Record<SystemName, () => Promise<BenchedSystem | undefined>> = {
    sqlite: async () => sqliteSystem(workplace, { concurrency, withStep: true }),
    'sqlite-no-step': async () => sqliteSystem(workplace, { concurrency, withStep: false }),
    'bullmq-everysec': () => bullmq('everysec', false),
    'bullmq-always': () => bullmq('always', false),
    'bullmq-step': () => bullmq('everysec', true),
    'pg-boss': async () => postgres && pgBossSystem(await startPostgres(workplace, postgres), concurrency),
  };

  const systems: OpenedSystem[] = [];
  for (const name of systemNames) {
    const system = wanted.includes(name) ? await openers[name]() : undefined;
    if (system) systems.push({ name, system });
  }
  const remarks = [
    redis ?? 'redis-server is not installed: no figures for BullMQ.',
    postgres?.version ?? 'PostgreSQL is not installed: no figures for pg-boss.',
  ];
  return { systems, remarks };
}
