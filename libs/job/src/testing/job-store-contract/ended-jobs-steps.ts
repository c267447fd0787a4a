import { describe, expect, test } from '@jest/globals';

import {
  claimedJob,
  eachWithItsOwn,
  type JobStoreHarness,
  type MakeJobStore,
  quotaExceeded,
} from './job-store-harness.ts';
import type { Lease } from '../../ports/job-store.ts';
import { failed, outline, runThrough } from './step-runs.ts';

const ends: [string, (harness: JobStoreHarness, lease: Lease) => Promise<unknown>][] = [
  ['cancelled', ({ other }, { jobId }) => other.cancel(jobId)],
  ['finished as completed', ({ store }, lease) => store.finish(lease, { status: 'completed' })],
  [
    'finished as partial',
    ({ store }, lease) => store.finish(lease, { status: 'partial', error: quotaExceeded }),
  ],
  [
    'finished as failed',
    ({ store }, lease) => store.finish(lease, { status: 'failed', error: quotaExceeded }),
  ],
];

export function testEndedJobsSteps(makeStore: MakeJobStore): void {
  describe('the steps of a job that has ended', () => {
    const harness = eachWithItsOwn(makeStore);
    const statuses = (job: { steps: readonly { name: string; status: string }[] } | undefined) =>
      Object.fromEntries((job?.steps ?? []).map(({ name, status }) => [name, status]));
    const expected = { done: 'completed', refused: 'failed', open: 'interrupted', left: 'interrupted' };

    test.each(ends)(
      'when a job is %s, what was still under way in it is seen as interrupted',
      async (_, end) => {
        const { store } = harness();
        const { id, lease } = await claimedJob(store);
        await runThrough(store, lease, { step: 'done', run: 1 });
        await runThrough(store, lease, { step: 'refused', run: 1 }, failed());
        await store.startStep(lease, { step: 'open', run: 1 });
        await runThrough(store, lease, { step: 'left', run: 1 }, { outcome: 'interrupted', usage: {} });
        await end(harness(), lease);
        expect(statuses(await store.get(id))).toEqual(expected);
        const [listed] = (await store.list({ owner: 'ann', limit: 1 })).jobs;
        expect(statuses(listed)).toEqual(expected);
      },
    );

    test('when a job is cancelled, the answer itself shows its steps so', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      expect(statuses(await store.cancel(id))).toEqual({ outline: 'interrupted' });
    });

    test('when a worker stopped in the middle of a step, the job goes on and so does the step', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, { outcome: 'interrupted', usage: {} });
      await store.release(lease);
      expect(statuses(await store.get(id))).toEqual({ outline: 'processing' });
    });

    test('when a job that has been read is retried or deleted elsewhere, the next reading shows it', async () => {
      const { store, other } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, { step: 'refused', run: 1 }, failed());
      await store.finish(lease, { status: 'failed', error: quotaExceeded });
      const read = await store.get(id);
      expect(await store.get(id)).toEqual(read);
      await other.retry(id);
      expect(await store.get(id)).toMatchObject({ status: 'pending', attempt: 2 });
      await other.cancel(id);
      expect(await store.get(id)).toMatchObject({ status: 'cancelled', attempt: 2 });
      await other.delete(id);
      expect(await store.get(id)).toBeUndefined();
    });
  });
}
