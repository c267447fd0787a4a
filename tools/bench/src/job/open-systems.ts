import type { BenchedSystem } from './benched-queue.ts';
import { bullmqSystem } from './bullmq-benched-queue.ts';
import { pgBossSystem } from './pg-boss-benched-queue.ts';
import { findPostgres, startPostgres } from './postgres-cluster.ts';
import { programVersion } from './program-version.ts';
import { type AppendFsync, startRedisServer } from './redis-server.ts';
import { sqliteSystem } from './sqlite-benched-queue.ts';
import type { Workplace } from './workplace.ts';

export const systemNames = ['sqlite', 'bullmq-everysec', 'bullmq-always', 'pg-boss'] as const;
export type SystemName = (typeof systemNames)[number];

export interface OpenedSystems {
  systems: Partial<Record<SystemName, BenchedSystem>>;
  /** Versions, and what isn't installed. */
  remarks: string[];
}

/** Starts the servers that the systems need, as far as they are installed. */
export async function openSystems(
  workplace: Workplace,
  wanted: readonly SystemName[],
  concurrency: number,
): Promise<OpenedSystems> {
  const systems: OpenedSystems['systems'] = {};
  const remarks: string[] = [];
  if (wanted.includes('sqlite')) systems.sqlite = sqliteSystem(workplace, concurrency);

  const redis = await programVersion('redis-server');
  remarks.push(redis === undefined ? 'redis-server is not installed: no figures for BullMQ.' : redis);
  for (const appendFsync of ['everysec', 'always'] satisfies AppendFsync[]) {
    const name = `bullmq-${appendFsync}` as const;
    if (redis === undefined || !wanted.includes(name)) continue;
    const port = await startRedisServer(workplace, appendFsync);
    systems[name] = bullmqSystem(port, appendFsync, concurrency);
  }

  const postgres = await findPostgres();
  remarks.push(postgres?.version ?? 'PostgreSQL is not installed: no figures for pg-boss.');
  if (postgres && wanted.includes('pg-boss')) {
    systems['pg-boss'] = pgBossSystem(await startPostgres(workplace, postgres), concurrency);
  }
  return { systems, remarks };
}
