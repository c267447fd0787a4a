import { parseArgs } from 'node:util';

import { benchMake } from './bench-make.ts';
import { benchJob } from './job/bench-job.ts';
import { type SystemName, systemNames } from './job/open-systems.ts';

const usage = `npm run bench -- make --corpus FILE [--audio] [--sections N]
npm run bench -- job [--quick] [--rounds N] [--jobs N] [--concurrency N] [--pickups N] [--systems NAME,…]

make   runs the command line on sections of a corpus (a JSON array of {id, title, markdown}) and prints
       wall times and, with --audio, how far the podcast's duration is from the script's estimate
job    measures the job service in turns with other queues and prints jobs a second and pickup times
       systems: ${systemNames.join(', ')} (default: all that are installed)
       defaults: 5 rounds, 2000 jobs, concurrency 50, 300 pickups; --quick: 1 round, 200 jobs, 100 pickups`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string' },
    audio: { type: 'boolean' },
    sections: { type: 'string' },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    jobs: { type: 'string' },
    concurrency: { type: 'string' },
    pickups: { type: 'string' },
    systems: { type: 'string' },
  },
});

const print = (line: string) => console.log(line);
const sections = Number(values.sections ?? Infinity);
const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
const jobs = Number(values.jobs ?? (values.quick ? 200 : 2000));
const concurrency = Number(values.concurrency ?? 50);
const pickups = Number(values.pickups ?? (values.quick ? 100 : 300));
const systems = (values.systems?.split(',') ?? systemNames).map((name) =>
  systemNames.find((known) => known === name),
);

if (positionals[0] === 'make' && values.corpus !== undefined && sections > 0) {
  await benchMake({ corpus: values.corpus, withAudio: values.audio ?? false, sections, print });
} else if (
  positionals[0] === 'job' &&
  [rounds, jobs, concurrency, pickups].every((number) => Number.isInteger(number) && number > 0) &&
  systems.every((name): name is SystemName => name !== undefined)
) {
  await benchJob({
    ...{ rounds, jobs, concurrency, pickups, systems, print },
    sayProgress: (line) => console.error(line),
  });
} else {
  console.error(usage);
  process.exitCode = 2;
}
