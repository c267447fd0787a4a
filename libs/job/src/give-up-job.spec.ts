import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { giveUpJob } from './give-up-job.ts';
import { buildNewJob } from './testing/build-new-job.ts';
import { type MemoryStore, openMemoryStore } from './testing/open-memory-store.ts';

describe('giveUpJob', () => {
  let memory: MemoryStore;
  let id: string;

  beforeEach(async () => {
    memory = openMemoryStore();
    id = (await memory.store.create(buildNewJob())).job.id;
  });

  afterEach(() => memory.close());

  const giveUp = () => giveUpJob({ store: memory.store, clock: memory.clock, worker: 'worker-1' }, id);

  test('F07 when a job is given up, it has failed and may be retried', async () => {
    expect(await giveUp()).toEqual({ outcome: 'done' });
    expect(await memory.store.get(id)).toMatchObject({
      ...{ status: 'failed', error: { code: 'job-given-up', isRetryable: true } },
    });
    expect(await memory.store.retry(id)).toMatchObject({ status: 'pending' });
  });

  test('when the lease of its last worker still runs, it is to be delivered again after it', async () => {
    await memory.store.claim(id, 'worker-2', 7);
    expect(await giveUp()).toEqual({ outcome: 'again', afterSeconds: 7 });
    expect(await memory.store.get(id)).toMatchObject({ status: 'processing' });
  });

  test('when the job has ended meanwhile, it stays as it is', async () => {
    const cancelled = await memory.store.cancel(id);
    expect(await giveUp()).toEqual({ outcome: 'done' });
    expect(await memory.store.get(id)).toEqual(cancelled);
  });
});
