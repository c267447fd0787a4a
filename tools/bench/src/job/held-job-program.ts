/**
 * A worker of the job service as a process of its own, to be killed: `held-job-program.ts <settings as JSON>`. It says
 * `ready`, and `begun` when its job has begun a step, which never ends.
 */
import {
  createSqliteJobStore,
  createSqliteTaskQueue,
  createWorker,
  giveUpJob,
  newLocalWorkerId,
  openSqliteDatabase,
  releaseDeadLeases,
  systemClock as clock,
} from '@la-factoria/job';

export interface HeldJobSettings {
  databaseFile: string;
  /** The name of the machine that the process says it runs on. @default this machine's */
  host?: string;
}

const { databaseFile, host }: HeldJobSettings = JSON.parse(process.argv[2] ?? '{}');
const say = (line: string) => void process.stdout.write(`${line}\n`);
const onError = (error: unknown) => console.error(error);
process.stdin.on('end', () => process.exit(1)).resume();

const [ownHost, ...processAndStart] = newLocalWorkerId().split(':');
const worker = [host ?? ownHost, ...processAndStart].join(':');
const database = openSqliteDatabase(databaseFile);
await releaseDeadLeases(database, worker);
const store = createSqliteJobStore({ database, clock });
// As the API is composed.
const leaseSeconds = 8;
const queue = createSqliteTaskQueue({
  ...{ database, clock, worker, leaseSeconds, onError },
  onGivenUp: (jobId) => giveUpJob({ store, clock, worker }, jobId),
});
const jobs = createWorker({
  ...{ store, queue, clock, worker, leaseSeconds, onError },
  recipe: ({ step }) =>
    step('held', () => {
      say('begun');
      return new Promise(() => {});
    }),
});
await jobs.start();
queue.start(jobs.deliver);
say('ready');
