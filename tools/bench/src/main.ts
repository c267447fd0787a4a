import { parseArgs } from 'node:util';

import { benchApi } from './api/bench-api.ts';
import { benchSoak } from './api/bench-soak.ts';
import { benchAudio } from './audio/bench-audio.ts';
import { benchMake } from './bench-make.ts';
import { benchCache } from './cache/bench-cache.ts';
import { benchJob, benchJobParts } from './job/bench-job.ts';
import { systemNames } from './job/open-systems.ts';
import { benchLarge } from './production/bench-large.ts';
import { benchProduction } from './production/bench-production.ts';
import { benchValidator } from './validator/bench-validator.ts';

const usage = `npm run bench -- make --corpus FILE [--audio [--minutes N]] [--sections N]
npm run bench -- job [--quick] [--parts NAME,…] [--systems NAME,…] [--rounds N] [--jobs N]
                     [--concurrency N] [--pickups N] [--history N] [--restarts N] [--stalled]

make   runs the command line on sections of a corpus (a JSON array of {id, title, markdown}) and prints
       wall times and, with --audio, how far the podcast's duration is from the script's estimate, and
       from the minutes asked for, if there are any

job    measures the job service and prints Markdown; --quick does a small version of all of it.
       parts    ${benchJobParts.join(', ')} (default: all)
       systems  ${systemNames.join(', ')}
                (default: all that are installed, measured in turns)
       rounds (5), jobs a round (2000), jobs at once (50), jobs of the pickup's trickle (300), jobs of
       history (10000), tries of each restart (3)
       --stalled also waits for BullMQ to notice a killed worker: up to a minute

npm run bench -- production [--rounds N]
npm run bench -- large [--rounds N]
npm run bench -- cache [--rounds N]
npm run bench -- audio [--rounds N] [--minutes N]
npm run bench -- api [--rounds N] [--quick]
npm run bench -- soak [--minutes N]
npm run bench -- validator --folder DIR [--rounds N]

production  jobs that a model writes, one and 20 at once: their wall time over what the model makes them wait
large       a source of a megabyte by the extractive writer: time, memory, how long the event loop is held up
cache       hits in memory and in Redis beside bare ioredis, single flight, and a frozen Redis; needs redis-server
audio       a podcast of ten minutes, or of so many, by the built-in voices: time, memory, how the server answers meanwhile; the voices,
            the times of turns and, where lame is installed, the encoder by themselves
api         the API beside bare Express: requests a second, times by the clock, memory
soak        50 jobs a minute with audio for five minutes: errors, the queue, how the server answers meanwhile
validator   the test validator, cold, beside ESLint with expect-expect alone, on the tests of a project`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string' },
    audio: { type: 'boolean' },
    sections: { type: 'string' },
    quick: { type: 'boolean', default: false },
    parts: { type: 'string', default: benchJobParts.join() },
    systems: { type: 'string', default: systemNames.join() },
    minutes: { type: 'string' },
    rounds: { type: 'string' },
    jobs: { type: 'string' },
    concurrency: { type: 'string' },
    pickups: { type: 'string' },
    history: { type: 'string' },
    restarts: { type: 'string' },
    folder: { type: 'string' },
    stalled: { type: 'boolean', default: false },
  },
});

/** Undefined if one of the names is unknown. */
function chosen<Name extends string>(list: string, known: readonly Name[]): Name[] | undefined {
  const names = list.split(',').flatMap((word) => known.filter((name) => name === word));
  return names.length === list.split(',').length ? names : undefined;
}

const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
const areMinutes = minutes === undefined || minutes > 0;
const print = (line: string) => console.log(line);
const sections = Number(values.sections ?? Infinity);

const number = (text: string | undefined, usual: number, quick: number): number =>
  Number(text ?? (values.quick ? quick : usual));
const sizes = {
  rounds: number(values.rounds, 5, 1),
  jobs: number(values.jobs, 2000, 200),
  concurrency: number(values.concurrency, 50, 50),
  pickups: number(values.pickups, 300, 100),
  restarts: number(values.restarts, 3, 1),
};
const historyJobs = number(values.history, 10_000, 1000);
const parts = chosen(values.parts, benchJobParts);
const systems = chosen(values.systems, systemNames);

if (positionals[0] === 'make' && values.corpus !== undefined && sections > 0 && areMinutes) {
  await benchMake({ corpus: values.corpus, withAudio: values.audio ?? false, minutes, sections, print });
} else if (
  positionals[0] === 'job' &&
  [...Object.values(sizes), historyJobs].every((size) => Number.isInteger(size) && size > 0) &&
  parts !== undefined &&
  systems !== undefined
) {
  await benchJob({
    ...{ ...sizes, parts, systems, print },
    withStalledBullmq: values.stalled,
    history: { jobs: historyJobs, moreJobs: sizes.jobs, lists: 50 },
    sayProgress: (line) => console.error(line),
  });
} else if (positionals[0] === 'production' && sizes.rounds > 0) {
  await benchProduction({ sizes: [1, 20], rounds: Number(values.rounds ?? 3), print });
} else if (positionals[0] === 'large' && sizes.rounds > 0) {
  await benchLarge({ rounds: Number(values.rounds ?? 3), print });
} else if (positionals[0] === 'cache' && sizes.rounds > 0) {
  await benchCache({ rounds: sizes.rounds, print });
} else if (positionals[0] === 'audio' && sizes.rounds > 0 && areMinutes) {
  await benchAudio({ rounds: Number(values.rounds ?? 1), targetMinutes: minutes ?? 10, print });
} else if (positionals[0] === 'api' && sizes.rounds > 0) {
  const { rounds } = sizes;
  await benchApi({ rounds, seconds: values.quick ? 1 : 4, requests: values.quick ? 5000 : 100_000, print });
} else if (positionals[0] === 'soak' && areMinutes) {
  await benchSoak({ minutes: minutes ?? 5, print });
} else if (positionals[0] === 'validator' && values.folder !== undefined && sizes.rounds > 0) {
  await benchValidator({ folder: values.folder, rounds: sizes.rounds, print });
} else {
  console.error(usage);
  process.exitCode = 2;
}
