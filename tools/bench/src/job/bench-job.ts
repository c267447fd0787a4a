import { loadNow, machineFacts } from '../machine-facts.ts';
import { measureHistory } from './measure-history.ts';
import { measureRestart, measureStalledBullmq } from './measure-restart.ts';
import { measureSystems } from './measure-systems.ts';
import { openSystems, type SystemName } from './open-systems.ts';
import { reportHistory } from './report-history.ts';
import { reportRestart } from './report-restart.ts';
import { reportSystems } from './report-systems.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';

export const benchJobParts = ['systems', 'restart', 'history'] as const;
export type BenchJobPart = (typeof benchJobParts)[number];

export interface BenchJobOptions {
  parts: readonly BenchJobPart[];
  systems: readonly SystemName[];
  rounds: number;
  jobs: number;
  /** Jobs that run at once, and adders in flight. */
  concurrency: number;
  /** Jobs of the trickle. */
  pickups: number;
  /** How often each restart is tried. */
  restarts: number;
  /** Whether to wait for BullMQ to notice a dead worker: a minute. */
  withStalledBullmq: boolean;
  /** Jobs of history; `lists` is how often each of its pages is listed. */
  history: { jobs: number; moreJobs: number; lists: number };
  print: (line: string) => void;
  sayProgress: (line: string) => void;
}

/** Measures the job service, and other queues in turns with it, and prints Markdown. Figures only: nothing passes or fails. */
export async function benchJob(options: BenchJobOptions): Promise<void> {
  const measures: Record<BenchJobPart, (workplace: Workplace) => Promise<string[]>> = {
    systems: (workplace) => compareSystems(workplace, options),
    async restart(workplace) {
      options.sayProgress('restart: killing workers');
      const figures = await measureRestart(workplace, options.restarts);
      return reportRestart(
        figures,
        options.withStalledBullmq ? await measureStalledBullmq(workplace) : undefined,
      );
    },
    async history(workplace) {
      options.sayProgress(`history: working through ${options.history.jobs} jobs`);
      return [
        `${options.history.jobs} jobs of history, nine steps each:\n`,
        ...reportHistory(await measureHistory(workplace, options.history), options.history.moreJobs),
      ];
    },
  };
  const workplace = openWorkplace();
  try {
    options.print('# The job service\n');
    for (const fact of machineFacts(workplace.folder)) options.print(`- ${fact}`);
    for (const part of options.parts) {
      options.print('');
      for (const line of await measures[part](workplace)) options.print(line);
    }
    options.print(`\nWhen the run ended: ${loadNow()}, its own included.`);
  } finally {
    await workplace.close();
  }
}

async function compareSystems(workplace: Workplace, options: BenchJobOptions): Promise<string[]> {
  const { rounds, jobs, concurrency, pickups } = options;
  const { systems, remarks } = await openSystems(workplace, options.systems, concurrency);
  const measured = await measureSystems(systems, { rounds, jobs, concurrency, pickups }, options.sayProgress);
  return [
    ...remarks.map((remark) => `- ${remark}`),
    ...systems.map(({ system }) => `- ${system.name}: ${system.setup}`),
    `- medians of ${rounds} rounds in turns, after one that isn't counted; ${jobs} jobs, ${concurrency} at once, ` +
      `added one by one by ${concurrency} adders; pickups of ${pickups} jobs, one each 5 ms\n`,
    ...reportSystems(measured, concurrency),
  ];
}
