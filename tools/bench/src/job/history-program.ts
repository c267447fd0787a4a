/**
 * Fills a database with jobs that have ended, times how they are listed, and says what memory working through more jobs
 * costs: `node --expose-gc history-program.ts <settings as JSON>`. A process of its own, so that the memory is its own.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

import {
  createJob,
  createSqliteJobStore,
  createSqliteTaskQueue,
  createWorker,
  giveUpJob,
  type JobStatus,
  newLocalWorkerId,
  openSqliteDatabase,
  systemClock as clock,
} from '@la-factoria/job';

import type { HistoryFigures, ListTimes, MemoryFigures } from './measure-history.ts';

export interface HistorySettings {
  databaseFile: string;
  /** Jobs of history. */
  jobs: number;
  /** Jobs that are worked through after. */
  moreJobs: number;
  /** How often each page is listed. */
  lists: number;
}

const settings: HistorySettings = JSON.parse(process.argv[2] ?? '{}');
process.stdin.on('end', () => process.exit(1)).resume();

const owner = 'bench';
const pageSize = 100;
/** As many as a production has, with results of a usual length in characters. */
const stepNames = Array.from({ length: 9 }, (_, index) => `step-${index + 1}`);
const result = { text: 'x'.repeat(2000) };
const warmUpJobs = 500;
const onError = (error: unknown) => console.error(error);

const database = openSqliteDatabase(settings.databaseFile);
const store = createSqliteJobStore<object>({ database, clock });
const worker = newLocalWorkerId();
const queue = createSqliteTaskQueue({
  ...{ database, clock, worker, onError, concurrency: 50 },
  onGivenUp: (jobId) => giveUpJob({ store, clock, worker }, jobId),
});

let begun = 0;
let ended = 0;
let awaited = { ends: 0, resolve: () => {} };
const jobs = createWorker<object>({
  ...{ store, queue, clock, worker, onError, leaseSeconds: 10 },
  async recipe({ step }) {
    for (const name of stepNames) await step(name, async () => result);
    begun += 1;
    // One in ten has a gap, so that there are pages of more than one status.
    if (begun % 10 === 0) {
      const error = { code: 'bench', message: 'It is partial on purpose.', isRetryable: false };
      return { status: 'partial', error };
    }
    return { status: 'completed' };
  },
});
queue.start(async (jobId) => {
  const delivery = await jobs.deliver(jobId);
  ended += 1;
  if (ended === awaited.ends) awaited.resolve();
  return delivery;
});

await workThrough(settings.jobs);
const lists = {
  owner: await listTimes(undefined),
  'owner and status completed': await listTimes('completed'),
  'owner and status partial': await listTimes('partial'),
};
await workThrough(warmUpJobs);
const before = await memory();
await workThrough(settings.moreJobs);
const figures: HistoryFigures = { lists, before, after: await memory() };
await queue.stop();
await jobs.stop(1);
store.close();
database.close();
process.stdout.write(`figures ${JSON.stringify(figures)}\n`);
process.exit();

async function workThrough(count: number): Promise<void> {
  const allEnded = new Promise<void>((resolve) => (awaited = { ends: ended + count, resolve }));
  let added = 0;
  const addUntilNone = async () => {
    while (added < count) {
      added += 1;
      await createJob({ store, queue, clock, onQueueError: onError }, { owner, request: {}, input: '' });
    }
  };
  await Promise.all(Array.from({ length: 50 }, addUntilNone));
  await allEnded;
}

/** Times of the first page, one in the middle and the last full one, in milliseconds. */
async function listTimes(status: JobStatus | undefined): Promise<ListTimes> {
  const query = { owner, limit: pageSize, ...(status && { status }) };
  const cursors: (string | undefined)[] = [undefined];
  for (;;) {
    const cursor = cursors.at(-1);
    const { nextCursor } = await store.list({ ...query, ...(cursor !== undefined && { cursor }) });
    if (nextCursor === undefined) break;
    cursors.push(nextCursor);
  }
  const times = async (cursor: string | undefined): Promise<number[]> => {
    const measured: number[] = [];
    for (let count = 0; count < settings.lists; count += 1) {
      const since = performance.now();
      await store.list({ ...query, ...(cursor !== undefined && { cursor }) });
      measured.push(performance.now() - since);
      await nextTurn();
    }
    return measured;
  };
  return {
    start: await times(undefined),
    middle: await times(cursors[Math.floor(cursors.length / 2)]),
    end: await times(cursors.at(-1)),
  };
}

async function memory(): Promise<MemoryFigures> {
  await nextTurn();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMegabytes: heapUsed / 2 ** 20, residentMegabytes: rss / 2 ** 20 };
}
