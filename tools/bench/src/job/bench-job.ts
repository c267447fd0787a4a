import { machineFacts } from './machine-facts.ts';
import { measureSystems } from './measure-systems.ts';
import { openSystems, type SystemName, systemNames } from './open-systems.ts';
import { reportSystems } from './report-systems.ts';
import { openWorkplace } from './workplace.ts';

export interface BenchJobOptions {
  rounds: number;
  jobs: number;
  /** Jobs that run at once, and adders in flight. */
  concurrency: number;
  pickups: number;
  systems: readonly SystemName[];
  print: (line: string) => void;
  sayProgress: (line: string) => void;
}

/** Measures the job service against other queues, in turns, and prints Markdown. Figures only: nothing passes or fails. */
export async function benchJob(options: BenchJobOptions): Promise<void> {
  const { rounds, jobs, concurrency, pickups, print, sayProgress } = options;
  const workplace = openWorkplace();
  try {
    const { systems, remarks } = await openSystems(workplace, options.systems, concurrency);
    const opened = systemNames.flatMap((name) => {
      const system = systems[name];
      return system ? [{ name, system }] : [];
    });
    for (const fact of [...machineFacts(workplace.folder), ...remarks]) print(`- ${fact}`);
    for (const { system } of opened) print(`- ${system.name}: ${system.setup}`);
    print(
      `- medians of ${rounds} rounds, in turns, after one that isn't counted; ${jobs} jobs, ${concurrency} at once, ` +
        `${concurrency} adders in flight; ${pickups} jobs in the trickle\n`,
    );
    const figures = await measureSystems(opened, { rounds, jobs, concurrency, pickups }, sayProgress);
    const measured = opened.map(({ name, system }) => ({ name, system, rounds: figures.get(name) ?? [] }));
    for (const line of reportSystems(measured)) print(line);
  } finally {
    await workplace.close();
  }
}
