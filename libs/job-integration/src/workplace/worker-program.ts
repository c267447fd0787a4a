/**
 * A worker as a process of its own, for tests that kill it. Run by Node: `worker-program.ts <settings as JSON>`.
 *
 * It says on standard output, a line each: `ready`, `begun <job> <step>`, `aborted <job> <reason>`,
 * `delivered <job> <outcome>` and, after SIGTERM, `stopping` and `stopped`. `go` on standard input ends all holds, now and later.
 * Each run of a step appends a line to the effects file: its paid call, as it were. At once, unless steps take time.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

import {
  createSqliteJobStore,
  createSqliteTaskQueue,
  createWorker,
  giveUpJob,
  type JobContext,
  newLocalWorkerId,
  openSqliteDatabase,
  releaseDeadLeases,
  systemClock as clock,
} from '@la-factoria/job';

import { createRandom } from './seeded-random.ts';
import type { ProgramRequest, ProgramSettings } from './worker-program-settings.ts';

const settings: ProgramSettings = JSON.parse(process.argv[2] ?? '{}');
const random = createRandom(process.pid);
const say = (...words: string[]) => void process.stdout.write(`${words.join(' ')}\n`);
const go = Promise.withResolvers<void>();
const commands = createInterface({ input: process.stdin }).on('line', () => go.resolve());
// The test that started this process is gone.
process.stdin.on('end', () => process.exit(1));

/** Stops the event loop, as a long computation does, until the file is there. */
function blockUntilExists(path: string): void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (let looks = 0; !existsSync(path); looks += 1) {
    if (looks > 4000) throw new Error(`${path} never came.`);
    Atomics.wait(never, 0, 0, 5);
  }
}

async function runStep(
  { job }: JobContext<ProgramRequest>,
  name: string,
  signal: AbortSignal,
): Promise<string> {
  const halfMilliseconds = ((settings.stepMilliseconds ?? 0) / 2) * random();
  if (halfMilliseconds > 0) await delay(halfMilliseconds);
  appendFileSync(settings.effectsFile, `${job.id} ${name}\n`);
  say('begun', job.id, name);
  if (halfMilliseconds > 0) await delay(halfMilliseconds);
  if (job.request.poison === name) process.kill(process.pid, 'SIGKILL');
  signal.addEventListener('abort', () => say('aborted', job.id, String(signal.reason.reason)));
  if (settings.blockAt === name) blockUntilExists(settings.blockUntilFile);
  if (settings.holdAt === name) await go.promise;
  return `result of ${name}`;
}

const worker = newLocalWorkerId();
const database = openSqliteDatabase(settings.databaseFile);
await releaseDeadLeases(database, worker);
const store = createSqliteJobStore<ProgramRequest>({ database, clock });
const queue = createSqliteTaskQueue({
  ...{ database, clock, worker, pollSeconds: 0.05, concurrency: settings.concurrency },
  ...(settings.maxDeliveries !== undefined && { maxDeliveries: settings.maxDeliveries }),
  onError: (error) => console.error(error),
  onGivenUp: (jobId) => giveUpJob({ store, clock, worker }, jobId),
});
const jobs = createWorker<ProgramRequest>({
  ...{ store, queue, clock, worker, leaseSeconds: settings.leaseSeconds },
  onError: (error) => console.error(error),
  async recipe(context) {
    const { forgotten } = context.job.request;
    if (forgotten) {
      const fail = () => Promise.reject(new Error('It fails on purpose.'));
      void context.step(forgotten, fail, { failureOf: 'output' });
    }
    for (const name of context.job.request.steps) {
      await context.step(name, ({ signal }) => runStep(context, name, signal));
    }
    return { status: 'completed' };
  },
});

process.on('SIGTERM', async () => {
  const delivered = queue.stop();
  say('stopping');
  await jobs.stop(settings.graceSeconds);
  await delivered;
  store.close();
  database.close();
  commands.close();
  process.stdin.destroy();
  say('stopped');
  // No exit here: a timer that is left behind would keep the process, and its test, from ending.
});

await jobs.start();
queue.start(async (jobId) => {
  const delivery = await jobs.deliver(jobId);
  say('delivered', jobId, delivery.outcome);
  return delivery;
});
say('ready');
