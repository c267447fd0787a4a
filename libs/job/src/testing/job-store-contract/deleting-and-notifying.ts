import { describe, expect, test } from '@jest/globals';

import { buildStepWrite } from '../build-step-write.ts';
import { claimedJob, eachWithItsOwn, leaseOf, type MakeJobStore, storedJob } from './job-store-harness.ts';

export function testDeletingAndNotifying(makeStore: MakeJobStore): void {
  describe('deleting', () => {
    const harness = eachWithItsOwn(makeStore);

    test('when a job is deleted, its input and its steps are gone with it, and other jobs stay', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      const kept = await storedJob(store);
      await store.saveStep(lease, buildStepWrite({ status: 'completed', progress: 1, result: '1' }));
      await store.delete(id);
      expect(await store.get(id)).toBeUndefined();
      expect(await store.input(id)).toBeUndefined();
      expect(await store.stepResult(id, 'outline')).toBeUndefined();
      expect(await store.get(kept.id)).toEqual(kept);
    });

    test('when a running job is deleted, its worker can write nothing more', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.delete(id);
      expect(await store.holds(lease)).toBe(false);
      await expect(store.saveStep(lease, buildStepWrite())).rejects.toMatchObject({ code: 'lease-lost' });
      await expect(store.renew(lease, 10)).rejects.toMatchObject({ code: 'lease-lost' });
      expect(await store.get(id)).toBeUndefined();
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
      await store.saveStep(lease, buildStepWrite({ progress: 0.5 }));
      await heard;
      expect(await store.get(id)).toMatchObject({ steps: [{ progress: 0.5 }] });
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
