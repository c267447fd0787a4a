import { expect, test } from '@jest/globals';

import { describeJobStoreContract } from '../testing/describe-job-store-contract.ts';
import { claimedJob, quotaExceeded } from '../testing/job-store-contract/job-store-harness.ts';
import { openMemoryStore } from '../testing/open-memory-store.ts';

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
