import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createSqliteJobStore,
  createWorker,
  type Delivery,
  isEnded,
  openSqliteDatabase,
  type Recipe,
  type Worker,
} from '@la-factoria/job';
import { buildNewJob, createManualClock, settled, type TestRequest } from '@la-factoria/job/testing';

import { createRandom, shuffled } from '../workplace/seeded-random.ts';

const steps = ['outline', 'script', 'cards', 'questions', 'audio'];
const hours = 3600 * 1000;

/** Two workers, each with its own connection to one file, and a count of what their steps did. */
function openTwoWorkers() {
  const folder = mkdtempSync(join(tmpdir(), 'factoria-job-'));
  const clock = createManualClock();
  const effects: string[] = [];
  const recipe: Recipe<TestRequest> = async ({ job, step }) => {
    await Promise.all(steps.map((name) => step(name, async () => effects.push(`${job.id} ${name}`))));
  };
  const connections = [1, 2].map(() => openSqliteDatabase(join(folder, 'jobs.sqlite')));
  const stores = connections.map((database) => createSqliteJobStore<TestRequest>({ database, clock }));
  const workers = stores.map((store, index) =>
    createWorker<TestRequest>({
      ...{ store, recipe, clock, worker: `worker-${index}`, leaseSeconds: 10 },
      queue: { enqueue: async () => {} },
      onError: (error) => {
        throw error;
      },
    }),
  );
  const [store] = stores;
  if (!store) throw new Error('There are two stores.');
  const close = () => {
    for (const open of [...stores, ...connections]) open.close();
    rmSync(folder, { recursive: true });
  };
  return { clock, effects, store, workers, close };
}

describe('deliveries that come twice and in any order', () => {
  let place: ReturnType<typeof openTwoWorkers>;
  let ids: string[];

  beforeEach(async () => {
    place = openTwoWorkers();
    ids = [];
    for (let job = 0; job < 30; job += 1) ids.push((await place.store.create(buildNewJob())).job.id);
  });

  afterEach(() => place.close());

  /** Delivers as a queue does that has lost all order: each job's task to any worker, all at once. */
  function deliverAll(tasks: readonly string[]): Promise<Delivery[]> {
    const to = (index: number): Worker => place.workers[index % 2] ?? createNone();
    return Promise.all(tasks.map((id, index) => to(index).deliver(id)));
  }

  const expectedEffects = () => ids.flatMap((id) => steps.map((name) => `${id} ${name}`)).sort();

  test('F08 when every task is delivered three times at once and out of order, each effect is there once', async () => {
    const tasks = shuffled([...ids, ...ids, ...ids], createRandom(8));
    const answers = await deliverAll(tasks);
    // Those that came while the job was leased are asked for again, and find it done.
    const again = tasks.filter((_, index) => answers[index]?.outcome === 'again');
    expect(again.length).toBeGreaterThan(0);
    expect(await deliverAll(again)).toEqual(again.map(() => ({ outcome: 'done' })));

    expect([...place.effects].sort()).toEqual(expectedEffects());
    const jobs = await Promise.all(ids.map((id) => place.store.get(id)));
    expect(jobs.map((job) => job?.status)).toEqual(ids.map(() => 'completed'));
  });

  test('F08 when every task comes again two hours later, in another order, nothing changes', async () => {
    expect(await deliverAll(ids)).toEqual(ids.map(() => ({ outcome: 'done' })));
    const before = await Promise.all(ids.map((id) => place.store.get(id)));
    const ledgersBefore = await Promise.all(ids.map((id) => place.store.ledger(id)));

    await place.clock.pass(2 * hours);
    const tasks = shuffled([...ids, ...ids], createRandom(9));
    expect(await deliverAll(tasks)).toEqual(tasks.map(() => ({ outcome: 'done' })));

    expect([...place.effects].sort()).toEqual(expectedEffects());
    expect(await Promise.all(ids.map((id) => place.store.get(id)))).toEqual(before);
    expect(await Promise.all(ids.map((id) => place.store.ledger(id)))).toEqual(ledgersBefore);
  });

  test('when the task of a cancelled or deleted job is delivered, nothing is begun', async () => {
    const [cancelled = '', deleted = ''] = ids;
    await place.store.cancel(cancelled);
    await place.store.delete(deleted);
    expect(await deliverAll([cancelled, deleted, cancelled])).toEqual([
      { outcome: 'done' },
      { outcome: 'done' },
      { outcome: 'done' },
    ]);
    await settled();
    expect(place.effects).toEqual([]);
    expect(isEnded((await place.store.get(cancelled))?.status ?? 'pending')).toBe(true);
  });
});

function createNone(): Worker {
  throw new Error('There are two workers.');
}
