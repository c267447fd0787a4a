import { describe, expect, test } from '@jest/globals';

import { jobStatuses } from '../../job.ts';
import { newJobId } from '../../new-job-id.ts';
import {
  claimedJob,
  eachWithItsOwn,
  endedJob,
  type MakeJobStore,
  quotaExceeded,
  storedJob,
} from './job-store-harness.ts';

export function testListing(makeStore: MakeJobStore): void {
  describe('listing', () => {
    const harness = eachWithItsOwn(makeStore);

    test('when an owner has no jobs, the page is empty and the last', async () => {
      const { store } = harness();
      expect(await store.list({ owner: 'ann', limit: 10 })).toEqual({ jobs: [] });
    });

    test('when pages are read by their cursors, each job comes once, the newest first', async () => {
      const { store } = harness();
      const created = [];
      for (let index = 0; index < 5; index += 1) created.push((await storedJob(store)).id);
      const first = await store.list({ owner: 'ann', limit: 2 });
      const second = await store.list({ owner: 'ann', limit: 2, cursor: String(first.nextCursor) });
      const third = await store.list({ owner: 'ann', limit: 2, cursor: String(second.nextCursor) });
      expect([first, second, third].map(({ jobs }) => jobs.map(({ id }) => id))).toEqual([
        [created[4], created[3]],
        [created[2], created[1]],
        [created[0]],
      ]);
      expect(third.nextCursor).toBeUndefined();
    });

    test('when a page ends exactly at the last job, there is no next one', async () => {
      const { store } = harness();
      await storedJob(store);
      await storedJob(store);
      expect((await store.list({ owner: 'ann', limit: 2 })).nextCursor).toBeUndefined();
    });

    test('when a job is created between two pages, the second page goes on where the first ended', async () => {
      const { store } = harness();
      const oldest = await storedJob(store);
      const newest = await storedJob(store);
      const first = await store.list({ owner: 'ann', limit: 1 });
      await storedJob(store);
      const second = await store.list({ owner: 'ann', limit: 1, cursor: String(first.nextCursor) });
      expect(first.jobs.map(({ id }) => id)).toEqual([newest.id]);
      expect(second.jobs.map(({ id }) => id)).toEqual([oldest.id]);
    });

    test('when the job that a cursor names is deleted, the next page is still found', async () => {
      const { store } = harness();
      const oldest = await storedJob(store);
      const newest = await storedJob(store);
      const first = await store.list({ owner: 'ann', limit: 1 });
      await store.delete(newest.id);
      const second = await store.list({ owner: 'ann', limit: 1, cursor: String(first.nextCursor) });
      expect(second.jobs.map(({ id }) => id)).toEqual([oldest.id]);
    });

    test('when a status is asked for, only jobs of that status count, for the next page too', async () => {
      const { store } = harness();
      const failed = await endedJob(store, { status: 'failed', error: quotaExceeded });
      await storedJob(store);
      const laterFailed = await endedJob(store, { status: 'failed', error: quotaExceeded });
      await storedJob(store);
      const first = await store.list({ owner: 'ann', status: 'failed', limit: 1 });
      const cursor = String(first.nextCursor);
      const second = await store.list({ owner: 'ann', status: 'failed', limit: 1, cursor });
      expect([...first.jobs, ...second.jobs].map(({ id }) => id)).toEqual([laterFailed, failed]);
      expect(second.nextCursor).toBeUndefined();
    });

    test('when there are two jobs of each status, each list by status has its own, and that without one all', async () => {
      const { store } = harness();
      const error = quotaExceeded;
      const makers = {
        pending: async () => (await storedJob(store)).id,
        processing: async () => (await claimedJob(store)).id,
        completed: () => endedJob(store, { status: 'completed' }),
        partial: () => endedJob(store, { status: 'partial', error }),
        failed: () => endedJob(store, { status: 'failed', error }),
        cancelled: async () => (await store.cancel((await storedJob(store)).id)).id,
      };
      const made: Record<string, string[]> = {};
      for (const status of jobStatuses) {
        const first = await makers[status]();
        made[status] = [await makers[status](), first];
      }
      const listed: Record<string, string[]> = {};
      for (const status of jobStatuses) {
        const { jobs } = await store.list({ owner: 'ann', status, limit: 12 });
        listed[status] = jobs.map(({ id }) => id);
      }
      expect(listed).toEqual(made);
      expect((await store.list({ owner: 'ann', limit: 20 })).jobs).toHaveLength(12);
    });

    test('when there are many jobs, pages of four hold each of them once', async () => {
      const { store } = harness();
      const created: string[] = [];
      for (let index = 0; index < 26; index += 1) {
        created.push((await storedJob(store)).id);
        await storedJob(store, { owner: 'bob' });
      }
      const sizes: number[] = [];
      const listed: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ owner: 'ann', limit: 4, ...(cursor && { cursor }) });
        sizes.push(page.jobs.length);
        listed.push(...page.jobs.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor && sizes.length < 20);
      expect(listed).toEqual(created.reverse());
      expect(sizes).toEqual([4, 4, 4, 4, 4, 4, 2]);
    });

    test('F16 when another owner lists, it sees none of them, by a borrowed cursor neither', async () => {
      const { store } = harness();
      await storedJob(store, { owner: 'ann' });
      const bobs = await storedJob(store, { owner: 'bob' });
      await storedJob(store, { owner: 'ann' });
      await storedJob(store, { owner: 'ann' });
      const anns = await store.list({ owner: 'ann', limit: 1 });
      expect((await store.list({ owner: 'bob', limit: 10 })).jobs.map(({ id }) => id)).toEqual([bobs.id]);
      const borrowed = await store.list({ owner: 'bob', limit: 10, cursor: String(anns.nextCursor) });
      expect(borrowed.jobs.map(({ id }) => id)).toEqual([bobs.id]);
      expect(await store.list({ owner: 'carl', limit: 10 })).toEqual({ jobs: [] });
    });

    test.each(['', 'x', '!!!', 'bm90LWFuLWlk', '0'.repeat(5000), "' OR 1=1 --"])(
      'when the cursor is none that a list has given (%p), it is refused',
      async (cursor) => {
        const { store } = harness();
        await expect(store.list({ owner: 'ann', limit: 10, cursor })).rejects.toMatchObject({
          ...{ code: 'cursor-invalid', isRetryable: false },
        });
      },
    );

    test('when jobs are asked for that were created before a time, those of all owners come, the oldest first', async () => {
      const { store } = harness();
      const at = Date.UTC(2020, 0, 1);
      const ids = [at, at + 1000, at + 2000].map((time) => newJobId(time));
      for (const [index, id] of ids.toReversed().entries())
        await storedJob(store, { id, owner: `owner-${index}` });

      expect(await store.createdBefore(at + 2000, 10)).toEqual(ids.slice(0, 2));
      expect(await store.createdBefore(at + 2001, 10)).toEqual(ids);
      expect(await store.createdBefore(at + 2001, 2)).toEqual(ids.slice(0, 2));
      expect(await store.createdBefore(at, 10)).toEqual([]);
    });

    test('when open jobs are counted, those of all owners are, and no ended one', async () => {
      const { store } = harness();
      expect(await store.openCounts()).toEqual({ pending: 0, processing: 0 });
      await storedJob(store);
      await storedJob(store, { owner: 'bob' });
      await claimedJob(store);
      await endedJob(store, { status: 'completed' });
      expect(await store.openCounts()).toEqual({ pending: 2, processing: 1 });
    });
  });
}
