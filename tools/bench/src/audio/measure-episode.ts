import { setTimeout as after } from 'node:timers/promises';

import { buildLongText } from '@la-factoria/content/testing/sources';

import { type BenchedJob, runJobs, wallTime } from '../production/run-jobs.ts';
import { type BenchedServer, startServer } from '../production/start-server.ts';
import { percentile } from '../statistics.ts';
import type { Workplace } from '../workplace.ts';

const settlingMilliseconds = 3000;
const healthPauseMilliseconds = 20;

export interface EpisodeFigures {
  /** From the order to the MP3, the script's writing included. */
  seconds: number;
  durationSeconds: number;
  maxRssMegabytes: number;
  /** Milliseconds, of `/healthz` meanwhile. */
  health: { longest: number; p99: number; count: number };
  /** Milliseconds that the server's event loop was held up. */
  eventLoop: { longest: number; p99: number };
}

/** A podcast of so many minutes by the API as it comes, with the built-in voices. */
export async function measureEpisode(workplace: Workplace, targetMinutes: number): Promise<EpisodeFigures> {
  const server = await startServer(workplace);
  await after(settlingMilliseconds);
  await server.probe();
  // The first request costs this process more than the server.
  await server.request('GET', '/healthz');
  const done = new AbortController();
  const asking = askForHealth(server, done.signal);
  const source = { text: buildLongText(100_000) };
  const [job] = await runJobs(server, [
    { source, materials: ['podcast-script'], audio: true, targetMinutes },
  ]);
  done.abort();
  const times = await asking;
  const { longest, p99, maxRssMegabytes } = await server.probe();
  await server.end();
  if (job?.status !== 'completed') throw new Error(`the job ended as ${JSON.stringify(job)}`);
  return {
    seconds: wallTime(job) / 1000,
    durationSeconds: (job as BenchedJob & { audio: { durationSeconds: number } }).audio.durationSeconds,
    maxRssMegabytes,
    health: { longest: Math.max(...times), p99: percentile(times, 0.99), count: times.length },
    eventLoop: { longest, p99 },
  };
}

async function askForHealth(server: BenchedServer, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!signal.aborted) {
    const startedAt = performance.now();
    await server.request('GET', '/healthz');
    times.push(performance.now() - startedAt);
    await after(healthPauseMilliseconds);
  }
  return times;
}
