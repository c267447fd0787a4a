import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadNow, machineFacts } from '../machine-facts.ts';
import { markdownTable } from '../markdown-table.ts';
import { startServer } from '../production/start-server.ts';
import { saidBy } from '../said-by.ts';
import { startProgram } from '../start-program.ts';
import { median } from '../statistics.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';
import { body, requestMany, requestsPerSecond, type Target } from './load.ts';
import { openLoopP99 } from './open-loop.ts';

/** Far above what is sent: the limit is counted, and refuses nobody. */
const limits = { RATE_LIMIT_POINTS: '1000000000', AUTH_FAILURES_PER_MINUTE: '1000000' };
const kinds = ['nothing', 'NORMAL', 'FULL', 'group'] as const;
const jobs = { method: 'POST', path: '/api/v1/jobs' } as const;

export interface ApiBenchOptions {
  rounds: number;
  /** Of each slice. */
  seconds: number;
  /** Requests of the look at the memory. */
  requests: number;
  print: (line: string) => void;
}

/** The API beside bare Express: how many requests it takes, how long they take, and its memory. */
export async function benchApi({ rounds, seconds, requests, print }: ApiBenchOptions): Promise<void> {
  const workplace = openWorkplace();
  try {
    for (const line of machineFacts(workplace.folder)) print(line);
    // As in production: logs are written, and go nowhere. What is asked for is not made meanwhile.
    const made = await startServer(workplace, { ...limits, LOG_LEVEL: 'info' });
    const job = await completedJob(made);
    const taker = await startServer(workplace, { ...limits, LOG_LEVEL: 'info', WORKER: 'off' });
    const answer = await taker.request('POST', '/api/v1/jobs', JSON.parse(body));
    const bare = await startBare(workplace, { answer, row: JSON.stringify(job) });
    const api = { url: taker.url, key: taker.key };
    const read = { url: made.url, key: made.key };
    const readJob = { method: 'GET', path: `/api/v1/jobs/${job.id}` } as const;

    const posts = await inTurns(rounds, {
      api: () => requestsPerSecond(api, jobs, seconds),
      ...Object.fromEntries(kinds.map((kind) => [kind, () => requestsPerSecond(bare[kind], jobs, seconds)])),
    });
    const reads = await inTurns(rounds, {
      api: () => requestsPerSecond(read, readJob, seconds),
      bare: () => requestsPerSecond(bare.nothing, readJob, seconds),
    });
    print('');
    const share = (of: number, to: number) => `${(of / to).toFixed(2)} ×`;
    const rates = (of: number, to: number) => `${of.toFixed(0)} : ${to.toFixed(0)} a second`;
    const rate = (name: string) => median(posts[name] ?? []);
    const post = rate('api');
    const row = (what: string, of: number, to: number, goal: string) => [
      what,
      share(of, to),
      goal,
      rates(of, to),
    ];
    const get = median(reads['api'] ?? []);
    const bareGet = median(reads['bare'] ?? []);
    for (const line of markdownTable(
      ['50 connections', 'ratio', 'goal', 'API : bare'],
      [
        row('`POST /jobs` : bare Express and zod', post, rate('nothing'), '≥ 0.35'),
        row('`POST /jobs` : an insert a request, NORMAL', post, rate('NORMAL'), '≥ 1.0'),
        row('`POST /jobs` : an insert a request, FULL', post, rate('FULL'), '≥ 1.5'),
        row('`GET /jobs/:id` : bare read of a row', get, bareGet, '≥ 0.7'),
      ],
    ))
      print(line);
    print('');

    const latencies = [];
    for (const perSecond of [200, 800]) {
      const times = await inTurns(rounds, {
        api: () => openLoopP99(api, perSecond, seconds),
        bare: () => openLoopP99(bare.group, perSecond, seconds),
      });
      const [mine, theirs] = [median(times['api'] ?? []), median(times['bare'] ?? [])];
      latencies.push([
        ...[`${perSecond} a second`, share(mine, theirs), '≤ 2'],
        `${mine.toFixed(1)} : ${theirs.toFixed(1)} ms`,
      ]);
    }
    for (const line of markdownTable(
      ['`POST /jobs`, p99', 'ratio', 'goal', 'API : bare group commit'],
      latencies,
    ))
      print(line);
    print('');

    const parts = 10;
    const memory: number[] = [];
    for (let part = 0; part < parts; part += 1) {
      await requestMany(api, String(Object(answer).id), requests / parts);
      memory.push(residentMegabytes(taker.pid));
    }
    print(
      `Memory over ${requests} requests, in MB, each tenth: ${memory.map((value) => value.toFixed(0)).join(', ')}`,
    );
    print(`At the end: ${loadNow()}`);
  } finally {
    await workplace.close();
  }
}

async function completedJob(server: Awaited<ReturnType<typeof startServer>>): Promise<{ id: string }> {
  const order = { source: JSON.parse(body).source };
  const { job } = (await server.request('POST', '/api/v1/content/generate', order)) as {
    job: { id: string };
  };
  return job;
}

type Bare = Record<(typeof kinds)[number], Target>;

async function startBare(workplace: Workplace, settings: { answer: unknown; row: string }): Promise<Bare> {
  const started = kinds.map(async (keeps) => {
    const file = join(workplace.makeFolder('bare'), 'bodies.sqlite');
    const program = startProgram(workplace, './api/bare-program.ts', { ...settings, keeps, file });
    const url = (await saidBy(program, 'stdout', 'La Factoria is at ')).split(' ').at(-1) ?? '';
    return [keeps, { url, key: '' }] as const;
  });
  return Object.fromEntries(await Promise.all(started)) as Bare;
}

/** Turns that don't count. V8 goes on optimising what has more code for longer: the API is at its speed after 20 s. */
const warmingTurns = 4;

/** Measures each in turns, so that what else happens on the machine hits all. */
async function inTurns(
  rounds: number,
  measured: Record<string, () => Promise<number>>,
): Promise<Record<string, number[]>> {
  const values: Record<string, number[]> = {};
  for (let round = 0; round < warmingTurns + rounds; round += 1) {
    const turns = Object.entries(measured);
    for (const [name, measure] of round % 2 === 0 ? turns : turns.reverse()) {
      const value = await measure();
      if (round >= warmingTurns) (values[name] ??= []).push(value);
    }
  }
  return values;
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
