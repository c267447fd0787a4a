import { describe, expect, test } from '@jest/globals';

import { buildNewJob } from '../build-new-job.ts';
import { claimedJob, eachWithItsOwn, leaseOf, type MakeJobStore, storedJob } from './job-store-harness.ts';
import { outline, runThrough } from './step-runs.ts';

export function testDeletingAndNotifying(makeStore: MakeJobStore): void {
  describe('deleting', () => {
    const harness = eachWithItsOwn(makeStore);

    test('when a job is deleted, its input, steps and ledger are gone with it, and other jobs stay', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      const kept = await storedJob(store);
      await runThrough(store, lease, outline);
      await store.startStep(lease, { step: 'script', run: 1 });
      await store.delete(id);
      expect(await store.get(id)).toBeUndefined();
      expect(await store.input(id)).toBeUndefined();
      expect(await store.stepResult(id, 'outline')).toBeUndefined();
      expect(await store.ledger(id)).toEqual([]);
      expect(await store.get(kept.id)).toEqual(kept);
      expect(await store.input(kept.id)).toBe('The moon pulls at the sea.');
    });

    test('when a job is deleted, no list shows it and nobody is to work on it', async () => {
      const { store } = harness();
      const { id } = await storedJob(store);
      await store.delete(id);
      expect(await store.list({ owner: 'ann', limit: 10 })).toEqual({ jobs: [] });
      expect(await store.waiting(10)).toEqual([]);
      expect(await store.claim(id, 'worker-1', 10)).toEqual({ outcome: 'nothing-to-do' });
    });

    test('when a job is deleted, its idempotency key stands for it no more', async () => {
      const { store } = harness();
      const { id } = await storedJob(store, { idempotency: { key: 'key-1', bodyHash: 'body-1' } });
      await store.delete(id);
      const order = buildNewJob({ idempotency: { key: 'key-1', bodyHash: 'body-2' } });
      expect(await store.create(order)).toMatchObject({ isNew: true, job: { id: order.id } });
    });

    test('when a job that ran is deleted and made again with its id, nothing of the first is there', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline);
      await store.delete(id);
      await storedJob(store, { id, input: 'Another text.' });
      expect(await store.get(id)).toMatchObject({ status: 'pending', attempt: 1, steps: [] });
      expect(await store.input(id)).toBe('Another text.');
      expect(await store.stepResult(id, outline.step)).toBeUndefined();
      expect(await store.ledger(id)).toEqual([]);
    });

    test('when a job that is gone is deleted again, nothing happens', async () => {
      const { store } = harness();
      const { id } = await storedJob(store);
      await store.delete(id);
      await expect(store.delete(id)).resolves.toBeUndefined();
    });
  });

  describe('subscribing', () => {
    const harness = eachWithItsOwn(makeStore);

    /** Resolves at the next change of the job; how often there was one by then is told. */
    function listen(subscribe: (listener: () => void) => () => void) {
      let calls = 0;
      let next = Promise.withResolvers<void>();
      const end = subscribe(() => {
        calls += 1;
        next.resolve();
        next = Promise.withResolvers<void>();
      });
      return { end, calls: () => calls, next: () => next.promise };
    }

    test('when a job changes, its listener is called once the change can be read', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      const listener = listen((call) => store.subscribe(id, call));
      const heard = listener.next();
      await store.startStep(lease, outline);
      await heard;
      expect(await store.get(id)).toMatchObject({ steps: [{ name: 'outline', status: 'processing' }] });
      listener.end();
    });

    test('when another connection changes the job, the listener hears of it', async () => {
      const { store, other, passSeconds } = harness();
      const { id } = await claimedJob(store);
      const listener = listen((call) => store.subscribe(id, call));
      const heard = listener.next();
      await other.cancel(id);
      await passSeconds(1);
      await heard;
      expect(await store.get(id)).toMatchObject({ status: 'cancelled' });
      listener.end();
    });

    test('when a job is deleted, its listener hears of it', async () => {
      const { store } = harness();
      const { id } = await storedJob(store);
      const listener = listen((call) => store.subscribe(id, call));
      const heard = listener.next();
      await store.delete(id);
      await heard;
      expect(await store.get(id)).toBeUndefined();
      listener.end();
    });

    test('when one of two listeners leaves, the other still hears and the first does not', async () => {
      const { store, passSeconds } = harness();
      const { id } = await storedJob(store);
      const leaving = listen((call) => store.subscribe(id, call));
      const staying = listen((call) => store.subscribe(id, call));
      leaving.end();
      leaving.end();
      const heard = staying.next();
      leaseOf(await store.claim(id, 'worker-1', 10));
      await heard;
      await passSeconds(1);
      expect(leaving.calls()).toBe(0);
      staying.end();
    });

    test('when a listener throws, the change is stored all the same and the next listener hears of it', async () => {
      const { store } = harness();
      const { id } = await storedJob(store);
      const endFailing = store.subscribe(id, () => {
        throw new Error('A listener of a test that fails on purpose.');
      });
      const listener = listen((call) => store.subscribe(id, call));
      const heard = listener.next();
      await expect(store.cancel(id)).resolves.toMatchObject({ status: 'cancelled' });
      await heard;
      expect(listener.calls()).toBeGreaterThan(0);
      endFailing();
      listener.end();
    });
  });
}
