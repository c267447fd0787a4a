import { describe, expect, test } from '@jest/globals';

import type { Lease } from '../../ports/job-store.ts';
import {
  claimedJob,
  eachWithItsOwn,
  type JobStoreHarness,
  leaseOf,
  type MakeJobStore,
  quotaExceeded,
} from './job-store-harness.ts';
import { completedWith, failed, outline, runThrough } from './step-runs.ts';

const script = { step: 'script', run: 1 };

/** After which whoever began a run can't say any more how it ended. */
const losses: [string, (harness: JobStoreHarness, lease: Lease) => Promise<unknown>][] = [
  [
    'another worker has taken over',
    async ({ other, passSeconds }, { jobId }) => {
      await passSeconds(10);
      return other.claim(jobId, 'worker-2', 10);
    },
  ],
  [
    'the same worker has taken the job again',
    async ({ store, passSeconds }, { jobId, worker }) => {
      await passSeconds(10);
      return store.claim(jobId, worker, 10);
    },
  ],
  ['the job was cancelled', ({ other }, { jobId }) => other.cancel(jobId)],
  ['the job was finished over it', ({ store }, lease) => store.finish(lease, { status: 'completed' })],
  ['nobody holds the job', ({ store }, lease) => store.release(lease)],
];

export function testKeepingTheLedger(makeStore: MakeJobStore): void {
  describe('keeping the ledger', () => {
    const harness = eachWithItsOwn(makeStore);

    test('when a run is begun, its entry is there before the step does anything', async () => {
      const { store, other, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await passSeconds(1);
      await store.startStep(lease, outline);
      const job = await other.get(id);
      expect(await other.ledger(id)).toEqual([
        {
          ...{ step: 'outline', run: 1, attempt: 1, worker: 'worker-1', token: lease.token },
          ...{ startedAt: Number(job?.createdAt) + 1000, outcome: 'running', usage: {} },
        },
      ]);
    });

    test.each([
      ['completed', completedWith('1', { calls: 2 })],
      ['failed', failed({ usage: { calls: 2 } })],
      ['failed', failed({ usage: { calls: 2 }, willRetry: true })],
      ['interrupted', { outcome: 'interrupted', usage: { calls: 2 } } as const],
    ])('when a run has ended, its entry is closed as %s, with what it used (%j)', async (outcome, end) => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      await passSeconds(4);
      await store.endStep(lease, outline, end);
      const [entry] = await store.ledger(id);
      expect(entry).toEqual({
        ...{ step: 'outline', run: 1, attempt: 1, worker: 'worker-1', token: lease.token, outcome },
        ...{ startedAt: entry?.startedAt, finishedAt: Number(entry?.startedAt) + 4000, usage: { calls: 2 } },
      });
    });

    test('when a listener is told that a run has completed, entry, step and result are there together', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      const told = Promise.withResolvers<unknown[]>();
      // It may also be told of what there was before.
      const readOnceCompleted = async () => {
        const [entry] = await store.ledger(id);
        if (entry?.outcome !== 'completed') return;
        told.resolve([entry, await store.get(id), await store.stepResult(id, 'outline')]);
      };
      const reads: Promise<void>[] = [];
      const end = store.subscribe(id, () => void reads.push(readOnceCompleted().catch(told.reject)));
      await store.endStep(lease, outline, completedWith('"whole"'));
      await passSeconds(1);
      expect(await told.promise).toMatchObject([
        { outcome: 'completed' },
        { steps: [{ status: 'completed' }] },
        '"whole"',
      ]);
      end();
      await Promise.all(reads);
    });

    test('when a step runs again, in this attempt and the next, each run has its entry', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, failed({ willRetry: true }));
      await passSeconds(1);
      await runThrough(store, lease, { ...outline, run: 2 }, failed());
      await store.finish(lease, { status: 'failed', error: quotaExceeded });
      await store.retry(id);
      await passSeconds(1);
      const again = leaseOf(await store.claim(id, 'worker-2', 10));
      await runThrough(store, again, { ...outline, run: 3 });
      expect(await store.ledger(id)).toMatchObject([
        { run: 1, attempt: 1, outcome: 'failed', worker: 'worker-1', token: lease.token },
        { run: 2, attempt: 1, outcome: 'failed', worker: 'worker-1', token: lease.token },
        { run: 3, attempt: 2, outcome: 'completed', worker: 'worker-2', token: again.token },
      ]);
    });

    test('when several steps run, their entries come in the order they began', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      for (const run of [script, outline, { step: 'audio', run: 1 }]) {
        await store.startStep(lease, run);
        await passSeconds(1);
      }
      await store.endStep(lease, outline, failed({ willRetry: true }));
      await store.startStep(lease, { ...outline, run: 2 });
      expect((await store.ledger(id)).map(({ step, run }) => `${step} ${run}`)).toEqual([
        ...['script 1', 'outline 1', 'audio 1', 'outline 2'],
      ]);
    });

    test('when there is no such job, its ledger is empty', async () => {
      const { store } = harness();
      const { id } = await claimedJob(store);
      expect(await store.ledger('01949c1e-0000-7000-8000-000000000000')).toEqual([]);
      expect(await store.ledger(id)).toEqual([]);
    });

    test.each(losses)(
      'when %s, a run that was never closed is in doubt, with what it had told',
      async (_, lose) => {
        const { store, other } = harness();
        const { id, lease } = await claimedJob(store);
        await runThrough(store, lease, script);
        await store.startStep(lease, outline);
        await store.saveProgress(lease, outline, { fraction: 0.5, usage: { calls: 3 } });
        await lose(harness(), lease);
        const outlines = (await other.ledger(id)).filter(({ step }) => step === 'outline');
        const scripts = (await other.ledger(id)).filter(({ step }) => step === 'script');
        expect(outlines).toMatchObject([{ outcome: 'in-doubt', usage: { calls: 3 } }]);
        expect(scripts).toMatchObject([{ outcome: 'completed' }]);
      },
    );

    test('when a lease ran out and nobody took the job, its run is still under way', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      await passSeconds(60);
      expect(await store.ledger(id)).toMatchObject([{ outcome: 'running' }]);
      await store.endStep(lease, outline, completedWith('1'));
      expect(await store.ledger(id)).toMatchObject([{ outcome: 'completed' }]);
    });
  });
}
