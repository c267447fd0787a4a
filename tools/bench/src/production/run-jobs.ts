import { setTimeout as after } from 'node:timers/promises';

import type { BenchedServer } from './start-server.ts';

export interface BenchedJob {
  id: string;
  status: string;
  createdAt: string;
  completedAt: string | null;
  usage: Record<string, number>;
}

/** Seldom: what is measured is the server's own clock, and asking takes its time. */
const pollMilliseconds = 400;

/** Orders a job for each text at once, and resolves with them when all have ended. */
export async function runJobs(server: BenchedServer, bodies: readonly object[]): Promise<BenchedJob[]> {
  const created = await Promise.all(
    bodies.map((body) => server.request('POST', '/api/v1/jobs', body) as Promise<BenchedJob>),
  );
  return Promise.all(created.map(({ id }) => ended(server, id)));
}

async function ended(server: BenchedServer, id: string): Promise<BenchedJob> {
  for (;;) {
    const job = (await server.request('GET', `/api/v1/jobs/${id}`)) as BenchedJob;
    if (job.completedAt !== null) return job;
    await after(pollMilliseconds);
  }
}

/** As the server says, in milliseconds. */
export const wallTime = ({ createdAt, completedAt }: BenchedJob): number =>
  Date.parse(completedAt ?? '') - Date.parse(createdAt);
