import { describe, expect, test } from '@jest/globals';

import { buildNewJob } from '../build-new-job.ts';
import { buildStepWrite } from '../build-step-write.ts';
import {
  claimedJob,
  eachWithItsOwn,
  endedJob,
  leaseOf,
  type MakeJobStore,
  quotaExceeded,
  storedJob,
} from './job-store-harness.ts';

export function testChangingStatus(makeStore: MakeJobStore): void {
  describe('changing the status', () => {
    const harness = eachWithItsOwn(makeStore);
    const error = quotaExceeded;

    test('when a job is finished as completed, its end and no error are kept', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await passSeconds(2);
      const finished = await store.finish(lease, { status: 'completed' });
      expect(finished).toMatchObject({ id, status: 'completed', completedAt: finished.createdAt + 2000 });
      expect(finished).not.toHaveProperty('error');
      expect(await store.get(id)).toEqual(finished);
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

    test('when a job has been finished, the same lease can finish it no more', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.finish(lease, { status: 'completed' });
      const before = await store.get(id);
      await expect(store.finish(lease, { status: 'failed', error })).rejects.toMatchObject({
        code: 'lease-lost',
      });
      expect(await store.get(id)).toEqual(before);
    });

    test('when a pending job is cancelled, it ends and nobody can claim it', async () => {
      const { store } = harness();
      const { id } = await storedJob(store);
      expect(await store.cancel(id)).toMatchObject({ status: 'cancelled', completedAt: expect.any(Number) });
      expect(await store.claim(id, 'worker-1', 10)).toEqual({ outcome: 'nothing-to-do' });
    });

    test('when a running job is cancelled, its worker can write nothing more', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.cancel(id);
      const before = await store.get(id);
      expect(await store.holds(lease)).toBe(false);
      await expect(store.saveStep(lease, buildStepWrite())).rejects.toMatchObject({ code: 'lease-lost' });
      await expect(store.finish(lease, { status: 'completed' })).rejects.toMatchObject({
        code: 'lease-lost',
      });
      expect(await store.get(id)).toEqual(before);
    });

    test.each([
      { status: 'completed' },
      { status: 'partial', error: quotaExceeded },
      { status: 'failed', error: quotaExceeded },
    ] as const)('when a job is $status, to cancel it is refused and changes nothing', async (outcome) => {
      const { store } = harness();
      const id = await endedJob(store, outcome);
      const before = await store.get(id);
      await expect(store.cancel(id)).rejects.toMatchObject({ code: 'job-already-ended', isRetryable: false });
      expect(await store.get(id)).toEqual(before);
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

    test('when a job is retried, the lease of the attempt before is worth nothing', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.finish(lease, { status: 'failed', error });
      await store.retry(id);
      await expect(store.saveStep(lease, buildStepWrite())).rejects.toMatchObject({ code: 'lease-lost' });
      const again = leaseOf(await store.claim(id, 'worker-1', 10));
      await expect(store.saveStep(lease, buildStepWrite())).rejects.toMatchObject({ code: 'lease-lost' });
      expect(again.token).toBeGreaterThan(lease.token);
    });

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
      await store.saveStep(lease, buildStepWrite());
      const stepped = await store.get(created.id);
      const finished = await store.finish(lease, { status: 'completed' });
      const revisions = [created, claimed, stepped, finished].map((job) => Number(job?.revision));
      expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
      expect(finished.updatedAt).toBe(created.updatedAt + 1000);
    });
  });
}
