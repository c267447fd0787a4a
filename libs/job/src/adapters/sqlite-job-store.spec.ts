import { expect, test } from '@jest/globals';

import { buildNewJob, type TestRequest } from '../testing/build-new-job.ts';
import { describeJobStoreContract } from '../testing/describe-job-store-contract.ts';
import { claimedJob, quotaExceeded } from '../testing/job-store-contract/job-store-harness.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { openMemoryStore } from '../testing/open-memory-store.ts';
import { openSqliteDatabase } from './sqlite-database.ts';
import { createSqliteJobStore } from './sqlite-job-store.ts';

describeJobStoreContract('SQLite in memory', () => {
  const { store, clock, close } = openMemoryStore();
  return {
    ...{ store, other: store, close },
    passSeconds: (seconds) => clock.pass(seconds * 1000),
    stepClock: (seconds) => clock.step(seconds * 1000),
  };
});

test('when a job has ended though its lease is held, which only a fault can bring about, its status stays', async () => {
  const { store, database, close } = openMemoryStore();
  const { id, lease } = await claimedJob(store);
  database.run(`UPDATE jobs SET status = 'completed', completed_at = 1 WHERE id = :id`, { id });
  const finished = store.finish(lease, { status: 'failed', error: quotaExceeded });
  await expect(finished).rejects.toMatchObject({ name: 'JobError', isRetryable: false });
  expect(await store.get(id)).toMatchObject({ status: 'completed' });
  close();
});

test('when time goes on during a write, what is answered is what is stored', async () => {
  const database = openSqliteDatabase(':memory:');
  let time = Date.UTC(2026, 0, 1);
  const ticking = { ...createManualClock(), now: () => (time += 1) };
  const store = createSqliteJobStore<TestRequest>({ database, clock: ticking });
  const { job } = await store.create(buildNewJob());
  expect(await store.get(job.id)).toEqual(job);
  const claim = await store.claim(job.id, 'worker-1', 10);
  expect(claim).toMatchObject({ outcome: 'claimed', job: await store.get(job.id) });
  const cancelled = await store.cancel(job.id);
  expect(await store.get(job.id)).toEqual(cancelled);
  store.close();
  database.close();
});
