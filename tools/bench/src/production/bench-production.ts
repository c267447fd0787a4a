import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { loadNow } from '../machine-facts.ts';
import { markdownTable } from '../markdown-table.ts';
import { saidBy } from '../said-by.ts';
import { startProgram } from '../start-program.ts';
import { median, percentile } from '../statistics.ts';
import { openWorkplace, type StartedProgram } from '../workplace.ts';
import type { AnsweredCall, GeminiProgramSettings } from './gemini-program.ts';
import { type BenchedJob, runJobs, wallTime } from './run-jobs.ts';
import { type BenchedServer, startServer } from './start-server.ts';

export interface BenchProductionOptions {
  /** Jobs at once, of each line of the table. */
  sizes: readonly number[];
  /** How often each is measured. */
  rounds: number;
  print: (line: string) => void;
}

/** What a model takes for a call, in milliseconds. */
const delays = { least: 200, most: 2000 };
/** All calls of the most jobs at once: what is measured is our own time, not a queue that was asked for. */
const callsAtOnce = 7;
const source = readFileSync(
  new URL('../../../../libs/content-integration/fixtures/plant-cells.md', import.meta.url),
  'utf8',
);

/**
 * What a job takes beyond what its model makes it wait for: its wall time over the outline's time and the slowest
 * material's, where a repair counts as its material's time.
 */
export async function benchProduction({ sizes, rounds, print }: BenchProductionOptions): Promise<void> {
  const workplace = openWorkplace();
  try {
    const settings: GeminiProgramSettings = { delays };
    const gemini = startProgram(workplace, 'production/gemini-program.ts', settings);
    const ready = saidBy(gemini, 'stdout', 'ready ');
    const answered = collectCalls(gemini);
    const most = Math.max(...sizes);
    const server = await startServer(workplace, {
      ...{ WRITER: 'gemini', GEMINI_API_KEY: 'a-key', MODEL_BASE_URL: (await ready).split(' ')[1] ?? '' },
      ...{ MODEL_CONCURRENCY: `${most * callsAtOnce}`, JOB_CONCURRENCY: `${most}` },
    });
    await measureRound(server, answered, 'warm-up', most);
    const rows: string[][] = [];
    for (const size of sizes) {
      const jobs: MeasuredJob[] = [];
      for (let round = 0; round < rounds; round += 1) {
        jobs.push(...(await measureRound(server, answered, `${size}-${round}`, size)));
      }
      rows.push(toRow(size, jobs));
    }
    print(`A model that takes ${delays.least}–${delays.most} ms a call; ${loadNow()}.\n`);
    const header = [
      'jobs at once',
      'measured',
      'wall time ÷ (outline + slowest material), median',
      'worst',
      'over by, median',
      'repairs',
    ];
    for (const line of markdownTable(header, rows)) print(line);
  } finally {
    await workplace.close();
  }
}

interface MeasuredJob {
  ratio: number;
  overMilliseconds: number;
  repairs: number;
}

async function measureRound(
  server: BenchedServer,
  answered: AnsweredCall[],
  round: string,
  size: number,
): Promise<MeasuredJob[]> {
  const copies = Array.from({ length: size }, (_, index) => `${round}-${index}`);
  const bodies = copies.map((copy) => ({ source: { text: `${source}\n\nCopy ${copy}.` } }));
  const jobs = await runJobs(server, bodies);
  return jobs.map((job, index) =>
    compare(
      job,
      answered.filter(({ copy }) => copy === copies[index]),
    ),
  );
}

function compare(job: BenchedJob, calls: AnsweredCall[]): MeasuredJob {
  if (job.status !== 'completed') throw new Error(`a job ended as ${job.status}: ${JSON.stringify(job)}`);
  const times = new Map<string, number>();
  for (const { purpose, milliseconds } of calls) times.set(purpose, (times.get(purpose) ?? 0) + milliseconds);
  const outline = times.get('outline') ?? 0;
  times.delete('outline');
  const waiting = outline + Math.max(...times.values());
  const wall = wallTime(job);
  return { ratio: wall / waiting, overMilliseconds: wall - waiting, repairs: calls.length - 8 };
}

function toRow(size: number, jobs: MeasuredJob[]): string[] {
  const ratios = jobs.map(({ ratio }) => ratio);
  const over = jobs.map(({ overMilliseconds }) => overMilliseconds);
  const repairs = jobs.reduce((sum, job) => sum + job.repairs, 0);
  return [
    ...[`${size}`, `${jobs.length}`, median(ratios).toFixed(3), percentile(ratios, 1).toFixed(3)],
    ...[`${median(over).toFixed(0)} ms`, `${repairs}`],
  ];
}

/** The calls that the model's program tells of, as they come. */
function collectCalls({ child }: StartedProgram): AnsweredCall[] {
  const calls: AnsweredCall[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('call ')) calls.push(JSON.parse(line.slice('call '.length)));
  });
  return calls;
}
