import { describe, expect, test } from '@jest/globals';

import { buildNewJob } from '../build-new-job.ts';
import { claimedJob, eachWithItsOwn, leaseOf, type MakeJobStore, storedJob } from './job-store-harness.ts';

export function testLeasing(makeStore: MakeJobStore): void {
  describe('leasing', () => {
    const harness = eachWithItsOwn(makeStore);

    test('when a pending job is claimed, it is processing and the claim shows it so', async () => {
      const { store } = harness();
      const { id } = await storedJob(store);
      const claim = await store.claim(id, 'worker-1', 10);
      expect(claim).toMatchObject({
        outcome: 'claimed',
        lease: { jobId: id, worker: 'worker-1' },
        job: { id, status: 'processing' },
      });
      expect(await store.holds(leaseOf(claim))).toBe(true);
    });

    test('when there is no such job, there is nothing to do', async () => {
      const { store } = harness();
      expect(await store.claim(buildNewJob().id, 'worker-1', 10)).toEqual({ outcome: 'nothing-to-do' });
    });

    test('when a job is leased, another claim says until when and takes nothing', async () => {
      const { store, other } = harness();
      const { id, createdAt } = await storedJob(store);
      const lease = leaseOf(await store.claim(id, 'worker-1', 10));
      expect(await other.claim(id, 'worker-2', 10)).toEqual({
        ...{ outcome: 'leased-elsewhere', until: createdAt + 10_000 },
      });
      expect(await store.holds(lease)).toBe(true);
    });

    test('when ten claims come at once by two connections, one succeeds', async () => {
      const { store, other } = harness();
      const { id } = await storedJob(store);
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : other).claim(id, `worker-${index}`, 10),
        ),
      );
      expect(claims.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
      expect(claims.filter(({ outcome }) => outcome === 'leased-elsewhere')).toHaveLength(9);
    });

    test('when a lease runs out, another worker takes over with a higher token', async () => {
      const { store, other, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await passSeconds(9);
      expect(await other.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
      await passSeconds(1);
      const later = leaseOf(await other.claim(id, 'worker-2', 10));
      expect(later.token).toBeGreaterThan(lease.token);
      expect(await store.holds(lease)).toBe(false);
      expect(await store.holds(later)).toBe(true);
    });

    test('when a lease is renewed, it runs from then', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await passSeconds(9);
      await store.renew(lease, 10);
      await passSeconds(9);
      expect(await store.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
      await passSeconds(1);
      expect(await store.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'claimed' });
    });

    test('when a lease is released, the next claim succeeds at once and the released one is worth nothing', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.release(lease);
      const later = leaseOf(await store.claim(id, 'worker-1', 10));
      expect(later.token).toBeGreaterThan(lease.token);
      expect([await store.holds(lease), await store.holds(later)]).toEqual([false, true]);
    });

    test('when jobs wait for a worker, they are listed oldest first: pending, released and expired ones', async () => {
      const { store, passSeconds } = harness();
      const pending = await storedJob(store);
      const expired = await claimedJob(store);
      const released = await claimedJob(store);
      const ended = await claimedJob(store);
      const cancelled = await storedJob(store);
      await passSeconds(10);
      const leased = await claimedJob(store);
      await store.release(released.lease);
      await store.finish(ended.lease, { status: 'completed' });
      await store.cancel(cancelled.id);
      expect(await store.waiting(10)).toEqual([pending.id, expired.id, released.id]);
      expect(await store.waiting(2)).toEqual([pending.id, expired.id]);
      await store.release(leased.lease);
      expect(await store.waiting(10)).toContain(leased.id);
    });

    test('when a lease runs out to the millisecond, its job waits from then', async () => {
      const { store, passSeconds } = harness();
      const { id } = await claimedJob(store);
      await passSeconds(9.999);
      expect(await store.waiting(10)).toEqual([]);
      await passSeconds(0.001);
      expect(await store.waiting(10)).toEqual([id]);
    });

    test('when a job is claimed over and over, each token is above all before', async () => {
      const { store, other } = harness();
      const { id } = await storedJob(store);
      const tokens: number[] = [];
      for (let index = 0; index < 6; index += 1) {
        const lease = leaseOf(await (index % 2 ? store : other).claim(id, `worker-${index}`, 10));
        tokens.push(lease.token);
        await store.release(lease);
      }
      expect(tokens).toEqual([...new Set(tokens)].sort((a, b) => a - b));
      expect(tokens).toHaveLength(6);
    });

    test('F24 when the clock is set back an hour, a dead holder is still silent for one lease only', async () => {
      const { store, stepClock, passSeconds } = harness();
      const { id } = await claimedJob(store);
      await stepClock(-3600);
      expect(await store.waiting(10)).toEqual([id]);
      expect(await store.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
      await passSeconds(10);
      expect(await store.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'claimed' });
    });

    test('F24 when the clock is set back an hour, a living holder that renews keeps its lease', async () => {
      const { store, stepClock, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await stepClock(-3600);
      expect(await store.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
      await passSeconds(9);
      await store.renew(lease, 10);
      await passSeconds(9);
      expect(await store.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
      expect(await store.holds(lease)).toBe(true);
    });
  });
}
