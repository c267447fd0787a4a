import { describe, expect, test } from '@jest/globals';

import {
  claimedJob,
  eachWithItsOwn,
  leaseOf,
  type MakeJobStore,
  quotaExceeded,
} from './job-store-harness.ts';
import { completedWith, failed, outline, runThrough } from './step-runs.ts';

export function testRunningSteps(makeStore: MakeJobStore): void {
  describe('running steps', () => {
    const harness = eachWithItsOwn(makeStore);
    const second = { ...outline, run: 2 };

    test('when a step has begun, the job shows it under way from then, at nothing', async () => {
      const { store, other, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await passSeconds(2);
      await store.startStep(lease, outline);
      const job = await other.get(id);
      expect(job?.steps).toEqual([
        {
          ...{ name: 'outline', status: 'processing', progress: 0, attempt: 1, runs: 1, usage: {} },
          startedAt: Number(job?.createdAt) + 2000,
        },
      ]);
    });

    test('when a step is completed, its summary is in the job and its result apart', async () => {
      const { store, other, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      await passSeconds(5);
      await store.endStep(lease, outline, completedWith('{"title":"Tides"}', { calls: 2, costUsd: 0.0125 }));
      const job = await other.get(id);
      const startedAt = Number(job?.createdAt);
      expect(job?.steps).toEqual([
        {
          ...{ name: 'outline', status: 'completed', progress: 1, attempt: 1, runs: 1 },
          ...{ usage: { calls: 2, costUsd: 0.0125 }, startedAt, finishedAt: startedAt + 5000 },
        },
      ]);
      expect(await other.stepResult(id, 'outline')).toBe('{"title":"Tides"}');
    });

    test('when progress is saved, the job shows it with what was used so far', async () => {
      const { store, other } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      await store.saveProgress(lease, outline, { fraction: 0.25, usage: { calls: 1 } });
      await store.saveProgress(lease, outline, { fraction: 0.75, usage: { calls: 3 } });
      expect(await other.get(id)).toMatchObject({
        steps: [{ status: 'processing', progress: 0.75, usage: { calls: 3 } }],
      });
    });

    test('when a step has not completed, it has no result', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, { step: 'running', run: 1 });
      await runThrough(store, lease, { step: 'failed', run: 1 }, failed());
      expect(await store.stepResult(id, 'running')).toBeUndefined();
      expect(await store.stepResult(id, 'failed')).toBeUndefined();
      expect(await store.stepResult(id, 'never begun')).toBeUndefined();
    });

    test('when a step fails for good, its error, its end and how far it came are kept', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      await store.saveProgress(lease, outline, { fraction: 0.5, usage: {} });
      await passSeconds(3);
      await store.endStep(lease, outline, failed({ usage: { calls: 1 } }));
      const job = await store.get(id);
      expect(job?.steps).toMatchObject([
        {
          ...{ status: 'failed', error: quotaExceeded, progress: 0.5, usage: { calls: 1 } },
          finishedAt: Number(job?.createdAt) + 3000,
        },
      ]);
    });

    test.each([
      ['failed and will run again', failed({ willRetry: true })],
      ['was interrupted', { outcome: 'interrupted', usage: {} } as const],
    ])('when a run %s, its step is still under way, without an error or an end', async (_, end) => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, end);
      const [step] = (await store.get(id))?.steps ?? [];
      expect(step).toMatchObject({ status: 'processing', runs: 1 });
      expect(step).not.toHaveProperty('error');
      expect(step).not.toHaveProperty('finishedAt');
    });

    test('when a failed step runs again, its error, its end and its progress are gone', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.startStep(lease, outline);
      await store.saveProgress(lease, outline, { fraction: 0.5, usage: {} });
      await store.endStep(lease, outline, failed());
      await store.finish(lease, { status: 'failed', error: quotaExceeded });
      await store.retry(id);
      await passSeconds(1);
      await store.startStep(leaseOf(await store.claim(id, 'worker-1', 10)), second);
      const job = await store.get(id);
      expect(job?.steps).toEqual([
        {
          ...{ name: 'outline', status: 'processing', progress: 0, attempt: 2, runs: 2, usage: {} },
          startedAt: Number(job?.createdAt) + 1000,
        },
      ]);
    });

    test('when steps ran side by side, they are listed in the order they began', async () => {
      const { store, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      for (const step of ['second to none', 'later', 'again later', 'at last']) {
        await store.startStep(lease, { step, run: 1 });
        await passSeconds(1);
      }
      await store.endStep(lease, { step: 'at last', run: 1 }, completedWith('1'));
      expect((await store.get(id))?.steps.map(({ name }) => name)).toEqual([
        ...['second to none', 'later', 'again later', 'at last'],
      ]);
    });

    test('when two jobs have steps of one name, each keeps its own', async () => {
      const { store } = harness();
      const [one, two] = [await claimedJob(store), await claimedJob(store)];
      await runThrough(store, one.lease, outline, completedWith('"one"'));
      await runThrough(store, two.lease, outline, completedWith('"two"'));
      expect(await store.stepResult(one.id, 'outline')).toBe('"one"');
      expect(await store.stepResult(two.id, 'outline')).toBe('"two"');
    });

    test('when another worker takes over, the claim shows the steps and their results are there', async () => {
      const { store, other, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, completedWith('"kept"'));
      await passSeconds(10);
      const claim = await other.claim(id, 'worker-2', 10);
      expect(claim).toMatchObject({
        ...{ outcome: 'claimed', job: { steps: [{ name: 'outline', status: 'completed', runs: 1 }] } },
      });
      expect(await other.stepResult(id, 'outline')).toBe('"kept"');
    });

    test('when a failed job is retried, its finished steps keep their results', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await runThrough(store, lease, outline, completedWith('"kept"'));
      await store.finish(lease, { status: 'failed', error: quotaExceeded });
      const retried = await store.retry(id);
      expect(retried.steps).toMatchObject([{ name: 'outline', status: 'completed', attempt: 1 }]);
      expect(await store.stepResult(id, 'outline')).toBe('"kept"');
    });
  });
}
