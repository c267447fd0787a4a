import { describe, expect, test } from '@jest/globals';

import { buildStepWrite } from '../build-step-write.ts';
import {
  claimedJob,
  eachWithItsOwn,
  leaseOf,
  type MakeJobStore,
  quotaExceeded,
} from './job-store-harness.ts';

export function testSavingSteps(makeStore: MakeJobStore): void {
  describe('saving steps', () => {
    const harness = eachWithItsOwn(makeStore);
    const startedAt = Date.UTC(2026, 0, 1);
    const completed = buildStepWrite({
      ...{ status: 'completed', progress: 1, usage: { calls: 2, costUsd: 0.0125 } },
      ...{ finishedAt: startedAt + 5, result: '{"title":"Tides"}' },
    });

    test('when a step is completed, its summary is in the job and its result apart', async () => {
      const { store, other } = harness();
      const { id, lease } = await claimedJob(store);
      await store.saveStep(lease, completed);
      expect((await other.get(id))?.steps).toEqual([
        {
          ...{ name: 'outline', status: 'completed', progress: 1, attempt: 1 },
          ...{ usage: { calls: 2, costUsd: 0.0125 }, startedAt, finishedAt: startedAt + 5 },
        },
      ]);
      expect(await other.stepResult(id, 'outline')).toBe('{"title":"Tides"}');
    });

    test('when a step has not completed, it has no result', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.saveStep(lease, buildStepWrite({ name: 'running' }));
      await store.saveStep(lease, buildStepWrite({ name: 'failed', status: 'failed', error: quotaExceeded }));
      expect(await store.stepResult(id, 'running')).toBeUndefined();
      expect(await store.stepResult(id, 'failed')).toBeUndefined();
      expect(await store.stepResult(id, 'never begun')).toBeUndefined();
    });

    test('when a failed step runs again, its error and end are gone', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      const failed = buildStepWrite({ status: 'failed', error: quotaExceeded, finishedAt: startedAt + 1 });
      await store.saveStep(lease, failed);
      expect((await store.get(id))?.steps).toMatchObject([{ status: 'failed', error: quotaExceeded }]);
      await store.saveStep(lease, buildStepWrite({ attempt: 2 }));
      const [step] = (await store.get(id))?.steps ?? [];
      expect(step).toEqual({
        ...{ name: 'outline', status: 'processing', progress: 0, attempt: 2, usage: {}, startedAt },
      });
    });

    test('when steps ran side by side, they are listed in the order they began', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.saveStep(lease, buildStepWrite({ name: 'later', startedAt: startedAt + 2 }));
      await store.saveStep(lease, buildStepWrite({ name: 'first', startedAt }));
      await store.saveStep(lease, buildStepWrite({ name: 'at once, too', startedAt }));
      expect((await store.get(id))?.steps.map(({ name }) => name)).toEqual([
        'at once, too',
        'first',
        'later',
      ]);
    });

    test('when two jobs have steps of one name, each keeps its own', async () => {
      const { store } = harness();
      const first = await claimedJob(store);
      const second = await claimedJob(store);
      await store.saveStep(first.lease, { ...completed, result: '"first"' });
      await store.saveStep(second.lease, { ...completed, result: '"second"' });
      expect(await store.stepResult(first.id, 'outline')).toBe('"first"');
      expect(await store.stepResult(second.id, 'outline')).toBe('"second"');
    });

    test('when another worker takes over, the claim shows the steps and their results are there', async () => {
      const { store, other, passSeconds } = harness();
      const { id, lease } = await claimedJob(store);
      await store.saveStep(lease, completed);
      await passSeconds(10);
      const claim = await other.claim(id, 'worker-2', 10);
      leaseOf(claim);
      expect(claim).toMatchObject({ job: { steps: [{ name: 'outline', status: 'completed' }] } });
      expect(await other.stepResult(id, 'outline')).toBe(completed.result);
    });

    test('when a failed job is retried, its finished steps keep their results', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      await store.saveStep(lease, completed);
      await store.finish(lease, { status: 'failed', error: quotaExceeded });
      const retried = await store.retry(id);
      expect(retried.steps).toMatchObject([{ name: 'outline', status: 'completed', attempt: 1 }]);
      expect(await store.stepResult(id, 'outline')).toBe(completed.result);
    });
  });
}
