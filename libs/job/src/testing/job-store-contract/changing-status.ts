import { describe, expect, test } from '@jest/globals';

import { buildNewJob } from '../build-new-job.ts';
import {
  claimedJob,
  eachWithItsOwn,
  endedJob,
  leaseOf,
  type MakeJobStore,
  quotaExceeded,
  storedJob,
} from './job-store-harness.ts';
import { outline, wholeJob } from './step-runs.ts';

export function testChangingStatus(makeStore: MakeJobStore): void {
  describe('changing the status', () => {
    const harness = eachWithItsOwn(makeStore);
    const error = quotaExceeded;

    test('when a job is finished as completed, its end and no error are kept', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      const createdAt = Number((await store.get(id))?.createdAt);
      await passSeconds(2);
      await store.finish(lease, { status: 'completed' });
      const finished = await store.get(id);
      expect(finished).toMatchObject({ status: 'completed', completedAt: createdAt + 2000 });
      expect(finished).not.toHaveProperty('error');
    });

    test.each(['partial', 'failed'] as const)(
      'when a job is finished as %s, its error is kept',
      async (status) => {
        const { store } = harness();
        const { id, lease } = await claimedJob(store);
        await store.finish(lease, { status, error });
        expect(await store.get(id)).toMatchObject({ status, error });
      },
    );

    test('when a pending job is cancelled, it ends and nobody can claim it', async () => {
      const { store } = harness();
      const { id } = await storedJob(store);
      expect(await store.cancel(id)).toMatchObject({ status: 'cancelled', completedAt: expect.any(Number) });
      expect(await store.claim(id, 'worker-1', 10)).toEqual({ outcome: 'nothing-to-do' });
    });

    test('when a running job is cancelled, it ends at once and its worker no more holds it', async () => {
      const { store, other } = harness();
      const { id, lease } = await claimedJob(store);
      const cancelled = await other.cancel(id);
      expect(cancelled).toMatchObject({ status: 'cancelled', completedAt: expect.any(Number) });
      expect(await store.get(id)).toEqual(cancelled);
      expect(await store.holds(lease)).toBe(false);
    });

    test.each([
      { status: 'completed' },
      { status: 'partial', error: quotaExceeded },
      { status: 'failed', error: quotaExceeded },
    ] as const)('when a job is $status, to cancel it is refused and changes nothing', async (outcome) => {
      const { store } = harness();
      const id = await endedJob(store, outcome);
      const before = await wholeJob(store, id);
      await expect(store.cancel(id)).rejects.toMatchObject({ code: 'job-already-ended', isRetryable: false });
      expect(await wholeJob(store, id)).toEqual(before);
    });

    test.each(['partial', 'failed'] as const)(
      'when a %s job is retried, a new attempt is pending without the old end and error',
      async (status) => {
        const { store } = harness();
        const id = await endedJob(store, { status, error });
        const retried = await store.retry(id);
        expect(retried).toMatchObject({ status: 'pending', attempt: 2 });
        expect(retried).not.toHaveProperty('error');
        expect(retried).not.toHaveProperty('completedAt');
        const claim = await store.claim(id, 'worker-2', 10);
        expect(claim).toMatchObject({ outcome: 'claimed', job: { attempt: 2, status: 'processing' } });
      },
    );

    test.each(['pending', 'processing', 'completed', 'cancelled'] as const)(
      'when a job is %s, to retry it is refused and changes nothing',
      async (status) => {
        const { store } = harness();
        const { id } = await storedJob(store);
        if (status === 'cancelled') await store.cancel(id);
        if (status === 'processing' || status === 'completed') {
          const lease = leaseOf(await store.claim(id, 'worker-1', 10));
          if (status === 'completed') await store.finish(lease, { status });
        }
        const before = await store.get(id);
        expect(before?.status).toBe(status);
        await expect(store.retry(id)).rejects.toMatchObject({
          code: 'job-not-retryable',
          isRetryable: false,
        });
        expect(await store.get(id)).toEqual(before);
      },
    );

    test('when there is no such job, cancel and retry say so', async () => {
      const { store } = harness();
      const { id } = buildNewJob();
      await expect(store.cancel(id)).rejects.toMatchObject({ code: 'job-not-found' });
      await expect(store.retry(id)).rejects.toMatchObject({ code: 'job-not-found' });
    });

    test('when a job changes, its revision grows every time and updatedAt follows', async () => {
      const { store, passSeconds } = harness();
      const created = await storedJob(store);
      await passSeconds(1);
      const lease = leaseOf(await store.claim(created.id, 'worker-1', 10));
      const claimed = await store.get(created.id);
      await store.startStep(lease, outline);
      const stepped = await store.get(created.id);
      await store.finish(lease, { status: 'completed' });
      const finished = await store.get(created.id);
      const revisions = [created, claimed, stepped, finished].map((job) => Number(job?.revision));
      expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
      expect(finished?.updatedAt).toBe(created.updatedAt + 1000);
    });
  });
}
