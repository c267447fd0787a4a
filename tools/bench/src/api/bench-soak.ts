import { Agent, get } from 'node:http';

import { loadNow } from '../machine-facts.ts';
import { startServer } from '../production/start-server.ts';
import { percentile } from '../statistics.ts';
import { openWorkplace } from '../workplace.ts';

const jobsPerMinute = 50;
const looksPerSecond = 10;
/** After the last job, the queue has so long to drain, in seconds. */
const patienceSeconds = 600;

interface Page {
  jobs: { status: string }[];
  nextCursor: string | null;
}

/** Jobs with audio come by the clock, for minutes: does the queue drain, and does the server answer meanwhile? */
export async function benchSoak({
  minutes,
  print,
}: {
  minutes: number;
  print: (line: string) => void;
}): Promise<void> {
  const workplace = openWorkplace();
  try {
    const server = await startServer(workplace, { RATE_LIMIT_POINTS: '1000000' });
    const total = Math.round(jobsPerMinute * minutes);
    const startedAt = performance.now();
    const seconds = () => (performance.now() - startedAt) / 1000;
    const health = watchHealth(server.url);
    let longest = 0;
    const open = async () => {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const of = (status: string) =>
        Number(new RegExp(`factoria_jobs\\{status="${status}"\\} (\\d+)`).exec(text)?.[1]);
      const count = of('pending') + of('processing');
      longest = Math.max(longest, count);
      return count;
    };

    for (let number = 0; number < total; number += 1) {
      await until(startedAt + (number * 60_000) / jobsPerMinute);
      await server.request('POST', '/api/v1/jobs', {
        ...{ source: { text: textOf(number) }, audio: true, targetMinutes: 1, useCache: false },
      });
      if (number % 10 === 0) await open();
    }
    const sentAfter = seconds();
    while ((await open()) > 0) {
      if (seconds() - sentAfter > patienceSeconds) throw new Error('The queue did not drain.');
      // Counts are told anew every ten seconds.
      await until(performance.now() + 2000);
    }
    const drainedAfter = seconds();
    const times = await health.stop();
    const statuses = await statusesOf(server);
    const { maxRssMegabytes } = await server.probe();
    print(`${total} jobs with audio in ${sentAfter.toFixed(0)} s: ${JSON.stringify(statuses)}`);
    print(
      `Queue: ${longest} at most; empty ${(drainedAfter - sentAfter).toFixed(0)} s after the last job (told every 10 s)`,
    );
    print(
      `/healthz, ${times.length} times: p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, at most ${Math.max(...times).toFixed(1)} ms; ${health.failed()} failed`,
    );
    print(`Memory: ${maxRssMegabytes.toFixed(0)} MB at most; ${loadNow()}`);
  } finally {
    await workplace.close();
  }
}

const until = (time: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())));

async function statusesOf(server: Awaited<ReturnType<typeof startServer>>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = (await server.request('GET', `/api/v1/jobs?limit=100${query}`)) as Page;
    for (const { status } of page.jobs) counts[status] = (counts[status] ?? 0) + 1;
    cursor = page.nextCursor;
  }
  return counts;
}

/** Asks by the clock, on a connection of its own, and times each answer from when it should have been asked for. */
function watchHealth(url: string) {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  let failures = 0;
  const startedAt = performance.now();
  let asked = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * looksPerSecond);
    for (; asked < due; asked += 1) ask(startedAt + (asked * 1000) / looksPerSecond + 1000 / looksPerSecond);
  }, 5);

  function ask(intendedAt: number): void {
    const answer = new Promise<void>((resolve) => {
      const request = get(`${url}/healthz`, { agent }, (response) => {
        if (response.statusCode !== 200) failures += 1;
        response.on('end', resolve).resume();
      });
      request.on('error', () => {
        failures += 1;
        resolve();
      });
    }).then(() => void times.push(performance.now() - intendedAt));
    underWay.add(answer);
    void answer.finally(() => underWay.delete(answer));
  }

  return {
    failed: () => failures,
    async stop(): Promise<number[]> {
      clearInterval(timer);
      await Promise.all(underWay);
      agent.destroy();
      return times;
    },
  };
}

const subjects = [
  'tide',
  'current',
  'wave',
  'storm',
  'harbour',
  'coast',
  'river',
  'glacier',
  'volcano',
  'desert',
];
const doings = [
  'changes with',
  'depends on',
  'is shaped by',
  'is measured against',
  'is driven by',
  'reaches beyond',
];

/** About two kilobytes of prose that no other job has. */
function textOf(number: number): string {
  const pick = (list: string[], index: number) => list[(index * 7 + number) % list.length] ?? '';
  const sentences = Array.from({ length: 24 }, (_, index) => {
    const subject = pick(subjects, index);
    return `The ${subject} of region ${number}-${index} ${pick(doings, index)} the ${pick(subjects, index + 3)}, which observers of ${1800 + ((number + index) % 200)} described.`;
  });
  return `# Notes ${number}\n\n${sentences.slice(0, 12).join(' ')}\n\n## More\n\n${sentences.slice(12).join(' ')}`;
}
