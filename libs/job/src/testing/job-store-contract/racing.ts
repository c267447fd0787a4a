import { describe, expect, test } from '@jest/globals';

import {
  claimedJob,
  eachWithItsOwn,
  endedJob,
  leaseOf,
  type MakeJobStore,
  quotaExceeded,
  storedJob,
} from './job-store-harness.ts';
import { completedWith } from './step-runs.ts';

const ten = Array.from({ length: 10 }, (_, index) => index);
const runOf = (index: number) => ({ step: `step ${index}`, run: 1 });
const codesOf = (settled: PromiseSettledResult<unknown>[]): unknown[] =>
  settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));

export function testRacing(makeStore: MakeJobStore): void {
  describe('racing', () => {
    const harness = eachWithItsOwn(makeStore);

    test('when ten steps begin and end at once, none is lost and the revision counts each', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      const before = Number((await store.get(id))?.revision);
      await Promise.all(ten.map((index) => store.startStep(lease, runOf(index))));
      const begun = await store.get(id);
      expect(begun?.steps).toHaveLength(10);
      expect(begun?.revision).toBeGreaterThanOrEqual(before + 10);
      await Promise.all(
        ten.map((index) => store.endStep(lease, runOf(index), completedWith(`${index}`, { calls: 1 }))),
      );
      const results = await Promise.all(ten.map((index) => store.stepResult(id, `step ${index}`)));
      expect(results).toEqual(ten.map(String));
      const ledger = await store.ledger(id);
      expect(ledger.filter(({ outcome }) => outcome === 'completed')).toHaveLength(10);
      expect((await store.get(id))?.revision).toBeGreaterThanOrEqual(before + 20);
    });

    test('F04 when ten workers that held a job in turn write at once, the last one alone succeeds', async () => {
      const { store, other, passSeconds } = harness();
      const { id } = await storedJob(store);
      const leases = [];
      for (const index of ten) {
        const lease = leaseOf(await store.claim(id, `worker-${index}`, 10));
        await store.startStep(lease, { step: 'outline', run: index + 1 });
        leases.push(lease);
        await passSeconds(10);
      }
      const written = await Promise.allSettled(
        leases.map((lease, index) =>
          (index % 2 ? store : other).endStep(
            lease,
            { step: 'outline', run: index + 1 },
            completedWith(`${index}`),
          ),
        ),
      );
      expect(codesOf(written)).toEqual(Array(9).fill('lease-lost'));
      expect(await store.stepResult(id, 'outline')).toBe('9');
      expect((await store.ledger(id)).map(({ outcome }) => outcome)).toEqual([
        ...[...Array(9).fill('in-doubt'), 'completed'],
      ]);
    });

    test('when a job is cancelled and finished at once, one of the two wins and the other is told', async () => {
      const { store, other } = harness();
      const { id, lease } = await claimedJob(store);
      const settled = await Promise.allSettled([
        other.cancel(id).then(() => 'cancelled'),
        store.finish(lease, { status: 'completed' }).then(() => 'completed'),
      ]);
      const winners = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(winners).toHaveLength(1);
      expect([['job-already-ended'], ['lease-lost']]).toContainEqual(codesOf(settled));
      expect((await store.get(id))?.status).toBe(winners[0]);
    });

    test('when a job is cancelled twice at once, one wins', async () => {
      const { store, other } = harness();
      const { id } = await claimedJob(store);
      const settled = await Promise.allSettled([store.cancel(id), other.cancel(id)]);
      expect(codesOf(settled)).toEqual(['job-already-ended']);
      expect(await store.get(id)).toMatchObject({ status: 'cancelled' });
    });

    test('when a job is retried twice at once, there is one new attempt', async () => {
      const { store, other } = harness();
      const id = await endedJob(store, { status: 'failed', error: quotaExceeded });
      const settled = await Promise.allSettled([store.retry(id), other.retry(id)]);
      expect(codesOf(settled)).toEqual(['job-not-retryable']);
      expect(await store.get(id)).toMatchObject({ status: 'pending', attempt: 2 });
    });

    test('when a job is deleted and claimed at once, it is gone and nobody holds it', async () => {
      const { store, other } = harness();
      const { id } = await storedJob(store);
      const [, claim] = await Promise.all([store.delete(id), other.claim(id, 'worker-1', 10)]);
      expect(['claimed', 'nothing-to-do']).toContain(claim.outcome);
      expect(await store.get(id)).toBeUndefined();
      expect(await store.holds({ jobId: id, worker: 'worker-1', token: 1 })).toBe(false);
      expect(await store.waiting(10)).toEqual([]);
      expect(await store.claim(id, 'worker-2', 10)).toEqual({ outcome: 'nothing-to-do' });
    });

    test('when a lease that ran out is renewed and the job claimed at once, one of the two has it', async () => {
      const { store, other, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await passSeconds(10);
      const [renewed, claim] = await Promise.all([
        Promise.allSettled([store.renew(lease, 10)]).then(([one]) => one?.status === 'fulfilled'),
        other.claim(id, 'worker-2', 10),
      ]);
      expect([renewed, claim.outcome === 'claimed'].filter(Boolean)).toHaveLength(1);
      expect(await store.holds(lease)).toBe(renewed);
    });

    test('when ten steps end while the job is cancelled, each is there whole or not at all', async () => {
      const { store, other } = harness();
      const { id, lease } = await claimedJob(store);
      for (const index of ten) await store.startStep(lease, runOf(index));
      const ends = ten.map((index) => store.endStep(lease, runOf(index), completedWith(`${index}`)));
      const cancelled = other.cancel(id);
      const settled = await Promise.allSettled(ends);
      expect(await cancelled).toMatchObject({ status: 'cancelled' });
      const answered = settled.map(({ status }) => status === 'fulfilled');
      const results = await Promise.all(ten.map((index) => store.stepResult(id, `step ${index}`)));
      const outcomes = new Map((await store.ledger(id)).map(({ step, outcome }) => [step, outcome]));
      const summaries = new Map((await store.get(id))?.steps.map(({ name, status }) => [name, status]));
      expect(results).toEqual(answered.map((isWritten, index) => (isWritten ? `${index}` : undefined)));
      expect(ten.map((index) => outcomes.get(`step ${index}`))).toEqual(
        answered.map((isWritten) => (isWritten ? 'completed' : 'in-doubt')),
      );
      expect(ten.map((index) => summaries.get(`step ${index}`))).toEqual(
        answered.map((isWritten) => (isWritten ? 'completed' : 'interrupted')),
      );
    });
  });
}
