import { describe, expect, test } from '@jest/globals';

import { buildNewJob } from '../build-new-job.ts';
import { eachWithItsOwn, type MakeJobStore } from './job-store-harness.ts';

const hour = 3600;

export function testCreating(makeStore: MakeJobStore): void {
  describe('creating', () => {
    const harness = eachWithItsOwn(makeStore);
    const withKey = (key: string, bodyHash: string, owner = 'ann') =>
      buildNewJob({ owner, idempotency: { key, bodyHash } });

    test('when a job is created, it is pending, whole, and its input is kept apart', async () => {
      const { store } = harness();
      const order = buildNewJob({ input: 'A text.', request: { title: 'Ünïcode ✓' } });
      const { job, isNew } = await store.create(order);
      expect(isNew).toBe(true);
      expect(job).toEqual({
        ...{ id: order.id, owner: 'ann', status: 'pending', request: { title: 'Ünïcode ✓' } },
        ...{ createdAt: job.createdAt, updatedAt: job.createdAt, revision: 1, attempt: 1, steps: [] },
      });
      expect(await store.get(order.id)).toEqual(job);
      expect(await store.input(order.id)).toBe('A text.');
    });

    test('when a job is created, another connection reads it at once', async () => {
      const { store, other } = harness();
      const { job } = await store.create(buildNewJob());
      expect(await other.get(job.id)).toEqual(job);
    });

    test('when the input is long and holds every kind of character, it comes back as it was', async () => {
      const { store } = harness();
      const input = `${'A long text. '.repeat(20_000)} NUL \u0000, quotes ' " \`, emoji 🌊, \r\n, RTL \u202e`;
      const order = buildNewJob({ input });
      await store.create(order);
      expect(await store.input(order.id)).toBe(input);
    });

    test('when there is no such job, get and input answer undefined', async () => {
      const { store } = harness();
      const { id } = buildNewJob();
      expect(await store.get(id)).toBeUndefined();
      expect(await store.input(id)).toBeUndefined();
    });

    test('F02 when key and body are those of an earlier job, that job is answered and none is made', async () => {
      const { store } = harness();
      const first = await store.create(withKey('key-1', 'body-1'));
      const second = await store.create(withKey('key-1', 'body-1'));
      expect(second).toEqual({ job: first.job, isNew: false });
      expect((await store.list({ owner: 'ann', limit: 10 })).jobs).toHaveLength(1);
    });

    test('F02 when the key comes again with another body, it is refused and nothing is stored', async () => {
      const { store } = harness();
      await store.create(withKey('key-1', 'body-1'));
      const other = withKey('key-1', 'body-2');
      await expect(store.create(other)).rejects.toMatchObject({
        ...{ code: 'idempotency-key-reused', isRetryable: false },
      });
      expect(await store.get(other.id)).toBeUndefined();
      expect(await store.input(other.id)).toBeUndefined();
    });

    test('F02 when another owner uses the same key, it gets a job of its own', async () => {
      const { store } = harness();
      const first = await store.create(withKey('key-1', 'body-1', 'ann'));
      const second = await store.create(withKey('key-1', 'body-2', 'bob'));
      expect(second.isNew).toBe(true);
      expect(second.job.id).not.toBe(first.job.id);
    });

    test('F02 when ten requests with one key come at once by two connections, one job is made', async () => {
      const { store, other } = harness();
      const created = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : other).create(withKey('key-1', 'body-1')),
        ),
      );
      expect(created.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(created.map(({ job }) => job.id)).size).toBe(1);
      expect((await store.list({ owner: 'ann', limit: 100 })).jobs).toHaveLength(1);
    });

    test('when two jobs without a key have the same body, both are made', async () => {
      const { store } = harness();
      await store.create(buildNewJob());
      await store.create(buildNewJob());
      expect((await store.list({ owner: 'ann', limit: 10 })).jobs).toHaveLength(2);
    });

    test('F01 when the key comes again a second before 24 hours are over, the first job is answered', async () => {
      const { store, passSeconds } = harness();
      const first = await store.create(withKey('key-1', 'body-1'));
      await passSeconds(24 * hour - 1);
      const second = await store.create(withKey('key-1', 'body-1'));
      expect(second).toEqual({ job: first.job, isNew: false });
    });

    test('when 24 hours are over, the key may be used for another body, and both jobs stay', async () => {
      const { store, passSeconds } = harness();
      const first = await store.create(withKey('key-1', 'body-1'));
      await passSeconds(24 * hour);
      const second = await store.create(withKey('key-1', 'body-2'));
      expect(second.isNew).toBe(true);
      expect(await store.get(first.job.id)).toEqual(first.job);
      const again = await store.create(withKey('key-1', 'body-2'));
      expect(again).toEqual({ job: second.job, isNew: false });
    });
  });
}
