import { describe, expect, test } from '@jest/globals';

import type { JobStore, Lease } from '../../ports/job-store.ts';
import type { TestRequest } from '../build-new-job.ts';
import {
  claimedJob,
  eachWithItsOwn,
  type JobStoreHarness,
  leaseOf,
  type MakeJobStore,
  quotaExceeded,
} from './job-store-harness.ts';
import { completedWith, outline, wholeJob } from './step-runs.ts';

/** Every write of a worker; the run `outline` has been begun. */
const writes: [string, (store: JobStore<TestRequest>, lease: Lease) => Promise<unknown>][] = [
  ['startStep', (store, lease) => store.startStep(lease, { step: 'later', run: 1 })],
  [
    'saveProgress',
    (store, lease) => store.saveProgress(lease, outline, { fraction: 0.5, usage: { calls: 1 } }),
  ],
  ['endStep', (store, lease) => store.endStep(lease, outline, completedWith('"late"'))],
  ['finish', (store, lease) => store.finish(lease, { status: 'completed' })],
  ['release', (store, lease) => store.release(lease)],
  ['renew', (store, lease) => store.renew(lease, 600)],
];

/** What becomes of a lease that its holder still believes in. Answers the lease to write with. */
const losses: [string, (harness: JobStoreHarness, lease: Lease) => Promise<Lease>][] = [
  [
    'another worker has taken over',
    async ({ other, passSeconds }, lease) => {
      await passSeconds(10);
      leaseOf(await other.claim(lease.jobId, 'worker-2', 10));
      return lease;
    },
  ],
  [
    'the same worker has taken the job again',
    async ({ store, passSeconds }, lease) => {
      await passSeconds(10);
      leaseOf(await store.claim(lease.jobId, lease.worker, 10));
      return lease;
    },
  ],
  [
    'the lease was given back',
    async ({ store }, lease) => {
      await store.release(lease);
      return lease;
    },
  ],
  [
    'the job was cancelled',
    async ({ other }, lease) => {
      await other.cancel(lease.jobId);
      return lease;
    },
  ],
  [
    'the job was finished',
    async ({ store }, lease) => {
      await store.finish(lease, { status: 'failed', error: quotaExceeded });
      return lease;
    },
  ],
  [
    'the job was retried and claimed by the same worker',
    async ({ store }, lease) => {
      await store.finish(lease, { status: 'failed', error: quotaExceeded });
      await store.retry(lease.jobId);
      leaseOf(await store.claim(lease.jobId, lease.worker, 10));
      return lease;
    },
  ],
  [
    'the job was deleted',
    async ({ other }, lease) => {
      await other.delete(lease.jobId);
      return lease;
    },
  ],
  ['the token is right and the worker another', async (_, lease) => ({ ...lease, worker: 'worker-2' })],
  ['the token was never given', async (_, lease) => ({ ...lease, token: lease.token + 1 })],
];

const cases = losses.flatMap(([loss, lose]) => writes.map(([name, write]) => ({ loss, lose, name, write })));

export function testFencing(makeStore: MakeJobStore): void {
  describe('fencing', () => {
    const harness = eachWithItsOwn(makeStore);

    test.each(cases)('F04 when $loss, $name is refused and changes nothing', async ({ lose, write }) => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      const late = await lose(harness(), lease);
      await passSeconds(1);
      const before = await wholeJob(store, id);
      await expect(write(store, late)).rejects.toMatchObject({ code: 'lease-lost', isRetryable: false });
      expect(await wholeJob(store, id)).toEqual(before);
      expect(await store.holds(late)).toBe(false);
    });

    test.each(writes)(
      'F04 when another has taken over, %s by the earlier holder leaves it its lease, as long as it was',
      async (_, write) => {
        const { store, other, passSeconds } = harness();
        const { id, lease } = await claimedJob(store);
        await store.startStep(lease, outline);
        await passSeconds(10);
        const later = leaseOf(await other.claim(id, 'worker-2', 10));
        await expect(write(store, lease)).rejects.toMatchObject({ code: 'lease-lost' });
        expect(await store.holds(later)).toBe(true);
        await passSeconds(9);
        expect(await store.claim(id, 'worker-3', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
        await passSeconds(1);
        expect(await store.claim(id, 'worker-3', 10)).toMatchObject({ outcome: 'claimed' });
      },
    );

    test.each(writes)(
      'when a lease ran out and nobody took the job, %s by its holder is still accepted',
      async (_, write) => {
        const { store, passSeconds } = harness();
        const { lease } = await claimedJob(store);
        await store.startStep(lease, outline);
        await passSeconds(60);
        expect(await store.holds(lease)).toBe(true);
        expect(await Promise.allSettled([write(store, lease)])).toMatchObject([{ status: 'fulfilled' }]);
      },
    );
  });
}
