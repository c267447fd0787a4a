import { describe, expect, test } from '@jest/globals';

import type { StepEnd } from '../../ports/job-store.ts';
import { claimedJob, eachWithItsOwn, leaseOf, type MakeJobStore } from './job-store-harness.ts';
import { completedWith, failed, outline, runThrough, wholeJob } from './step-runs.ts';

/** Usage over several runs, and writes that come twice or too late: their answer was lost, or they were overtaken. */
export function testRepeatingWrites(makeStore: MakeJobStore): void {
  const second = { ...outline, run: 2 };

  describe('repeating writes', () => {
    const harness = eachWithItsOwn(makeStore);

    /** Steps, ledger and result. The job's revision may grow with a write that says nothing new. */
    async function written(id: string) {
      const { job, ...rest } = await wholeJob(harness().store, id);
      return { ...rest, steps: job?.steps, status: job?.status };
    }

    test('when the beginning of a run comes twice, there is one entry, and what was told since stays', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      await store.saveProgress(lease, outline, { fraction: 0.5, usage: { calls: 1 } });
      const before = await written(id);
      await passSeconds(1);
      await store.startStep(lease, outline);
      expect(await written(id)).toEqual(before);
      expect(before.ledger).toHaveLength(1);
    });

    test('when the beginning of a run comes again after its end, the run stays ended', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline);
      const before = await written(id);
      await store.startStep(lease, outline);
      expect(await written(id)).toEqual(before);
      expect(before.outline).toBe('{"title":"Tides"}');
    });

    test.each<[string, StepEnd]>([
      ['completed', completedWith('"paid"', { calls: 1 })],
      ['failed', failed({ usage: { calls: 1 } })],
      ['to be run again', failed({ willRetry: true, usage: { calls: 1 } })],
      ['interrupted', { outcome: 'interrupted', usage: { calls: 1 } }],
    ])('when the end of a run comes twice (%s), the second changes nothing', async (_, end) => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, end);
      const before = await written(id);
      await passSeconds(1);
      await store.endStep(lease, outline, end);
      await store.endStep(lease, outline, completedWith('"another"', { calls: 9 }));
      expect(await written(id)).toEqual(before);
      expect(before.ledger).toMatchObject([{ usage: { calls: 1 } }]);
    });

    test('when progress arrives after the end of its run, it changes nothing', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, completedWith('1', { calls: 2 }));
      const before = await written(id);
      await store.saveProgress(lease, outline, { fraction: 0.5, usage: { calls: 1 } });
      expect(await written(id)).toEqual(before);
      expect(before.steps).toMatchObject([{ progress: 1, usage: { calls: 2 } }]);
    });

    test('when words of an earlier run arrive during the next one, they change nothing', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, failed({ willRetry: true, usage: { calls: 1 } }));
      await store.startStep(lease, second);
      const before = await written(id);
      await store.saveProgress(lease, outline, { fraction: 0.9, usage: { calls: 7 } });
      await store.endStep(lease, outline, completedWith('"late"', { calls: 7 }));
      await store.startStep(lease, outline);
      expect(await written(id)).toEqual(before);
      expect(before.steps).toMatchObject([{ status: 'processing', runs: 2, progress: 0 }]);
    });
  });

  describe('summing usage', () => {
    const harness = eachWithItsOwn(makeStore);

    test('when a step begins again, its new run has used nothing yet, and the step what the run before did', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, failed({ willRetry: true, usage: { calls: 3 } }));
      await passSeconds(1);
      await store.startStep(lease, second);
      expect(await store.get(id)).toMatchObject({ steps: [{ runs: 2, usage: { calls: 3 } }] });
      const [before, now] = await store.ledger(id);
      expect(before).toMatchObject({ run: 1, outcome: 'failed', usage: { calls: 3 } });
      expect(now).toEqual({
        ...{ step: 'outline', run: 2, attempt: 1, worker: 'worker-1', token: lease.token },
        ...{ startedAt: Number(before?.startedAt) + 1000, outcome: 'running', usage: {} },
      });
      await store.saveProgress(lease, second, { fraction: 0.5, usage: { calls: 1 } });
      expect(await store.get(id)).toMatchObject({ steps: [{ usage: { calls: 4 } }] });
    });

    test('when a step ran five times, its usage is that of all runs, each counted once', async () => {
      const { store, other, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(
        store,
        lease,
        outline,
        failed({ willRetry: true, usage: { calls: 1, costUsd: 0.25 } }),
      );
      await runThrough(store, lease, second, { outcome: 'interrupted', usage: { calls: 2, tokens: 10 } });
      await store.startStep(lease, { ...outline, run: 3 });
      await store.saveProgress(lease, { ...outline, run: 3 }, { fraction: 0.1, usage: { calls: 1 } });
      await store.saveProgress(lease, { ...outline, run: 3 }, { fraction: 0.2, usage: { calls: 4 } });
      await passSeconds(10);
      const later = leaseOf(await other.claim(id, 'worker-2', 10));
      await runThrough(other, later, { ...outline, run: 4 }, failed({ willRetry: true }));
      const all = { calls: 7, tokens: 10, costUsd: 0.25 };
      expect(await store.get(id)).toMatchObject({ steps: [{ runs: 4, usage: all }] });
      await other.startStep(later, { ...outline, run: 5 });
      expect(await store.get(id)).toMatchObject({ steps: [{ runs: 5, usage: all }] });
      await other.endStep(later, { ...outline, run: 5 }, completedWith('1', { calls: 8, costUsd: 0.5 }));
      expect((await store.get(id))?.steps).toMatchObject([
        { status: 'completed', runs: 5, usage: { calls: 15, tokens: 10, costUsd: 0.75 } },
      ]);
      expect((await store.ledger(id)).map(({ outcome, usage }) => [outcome, usage['calls']])).toEqual([
        ...[
          ['failed', 1],
          ['interrupted', 2],
          ['in-doubt', 4],
          ['failed', undefined],
          ['completed', 8],
        ],
      ]);
    });
  });
}
