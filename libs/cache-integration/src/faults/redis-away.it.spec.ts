import { describeWithRedis } from '@la-factoria/cache/testing';
import { until } from '@la-factoria/cache/testing/redis-server';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { type FaultyCache, openFaultyCache } from './open-faulty-cache.ts';

const commandTimeoutMilliseconds = 100;
/** For the calls themselves, on a machine that runs other tests too. */
const roomMilliseconds = 1500;

interface Fault {
  name: string;
  inject(parts: FaultyCache): unknown;
  heal(parts: FaultyCache): unknown;
}

const heal = ({ proxy }: FaultyCache) => proxy.heal();

const faults: Fault[] = [
  { name: 'is frozen', inject: ({ server }) => server.freeze(), heal: ({ server }) => server.thaw() },
  { name: 'is killed', inject: ({ server }) => server.kill(), heal: ({ server }) => server.restart() },
  { name: 'answers later than the timeout', inject: ({ proxy }) => proxy.delay(400), heal },
  { name: 'resets every connection', inject: ({ proxy }) => proxy.cut(), heal },
  {
    name: 'refuses connections',
    inject({ proxy }) {
      proxy.refuse();
      proxy.cut();
    },
    heal,
  },
  { name: 'is at the end of a line that is half open', inject: ({ proxy }) => proxy.halfOpen(), heal },
  { name: 'ends a connection in the middle of a reply', inject: ({ proxy }) => proxy.cutReplyAfter(2), heal },
  {
    name: 'loads its data',
    inject: ({ proxy }) => proxy.answer(() => true, '-LOADING Redis is loading the dataset in memory'),
    heal,
  },
  {
    name: 'has lost its master',
    inject: ({ proxy }) => proxy.answer(() => true, '-MASTERDOWN Link with MASTER is down'),
    heal,
  },
  {
    name: 'is full',
    inject: ({ admin }) => admin.config('SET', 'maxmemory', '1'),
    heal: ({ admin }) => admin.config('SET', 'maxmemory', '0'),
  },
  {
    name: 'has become a replica that takes no writes',
    // A master that isn't there: the data stay, and are served.
    inject: ({ admin }) => admin.replicaof('127.0.0.1', 1),
    heal: ({ admin }) => admin.replicaof('NO', 'ONE'),
  },
];

describeWithRedis('calls of a cache whose Redis fails', () => {
  let parts: FaultyCache;
  beforeEach(async () => {
    parts = await openFaultyCache({ commandTimeoutMilliseconds });
  });
  afterEach(() => parts.close());

  test.each(faults)(
    'F13 when Redis $name, each call is answered right and in time, and it comes back by itself',
    async (fault) => {
      const { cache } = parts;
      await cache.getOrCompute('stored', () => 'of stored, before');
      await fault.inject(parts);

      const computations: Record<string, number> = {};
      const call = async (key: string) => {
        const { value } = await cache.getOrCompute(key, () => {
          computations[key] = (computations[key] ?? 0) + 1;
          return `of ${key}`;
        });
        return value;
      };
      const keys = ['stored', 'a', 'b', 'c'];
      const began = Date.now();
      const answers = await Promise.all(keys.flatMap((key) => Array.from({ length: 25 }, () => call(key))));
      const took = Date.now() - began;

      expect(new Set(answers.slice(25))).toEqual(new Set(['of a', 'of b', 'of c']));
      expect(['of stored', 'of stored, before']).toEqual(
        expect.arrayContaining([...new Set(answers.slice(0, 25))]),
      );
      // In this process each key is computed by one, whatever is wrong with Redis.
      expect(computations).toMatchObject({ a: 1, b: 1, c: 1 });
      expect(took).toBeLessThan(2 * commandTimeoutMilliseconds + roomMilliseconds);

      await fault.heal(parts);
      await until('a value that is kept again', async () => {
        await cache.getOrCompute('healed', () => 'of healed');
        return (await cache.getOrCompute('healed', () => 'of healed')).source === 'hit';
      });
      await until('health', () => cache.health().isAvailable);
    },
  );
});

describeWithRedis('what a Redis that is away costs, and what is told of it', () => {
  let parts: FaultyCache;
  afterEach(() => parts.close());

  test('F13 when Redis is frozen, it is told, each failure is counted, and soon nothing is asked any more', async () => {
    parts = await openFaultyCache({ commandTimeoutMilliseconds: 50 });
    const { cache, server, proxy } = parts;
    server.freeze();
    for (const key of ['one', 'two', 'three']) await cache.getOrCompute(key, () => key);
    await until('an open breaker', () => !cache.health().isAvailable);
    expect(cache.stats().errors).toBeGreaterThanOrEqual(3);
    expect(cache.health().reason).toMatch(/unanswered/);

    const sent = proxy.commands.filter((name) => name === 'GET').length;
    const began = performance.now();
    for (let call = 0; call < 100; call += 1) await cache.getOrCompute(`open:${call}`, () => call);
    expect((performance.now() - began) / 100).toBeLessThan(5);
    expect(proxy.commands.filter((name) => name === 'GET')).toHaveLength(sent);
  });

  test('F13 when Redis is away, memory before it goes on to answer, and nothing is computed twice here', async () => {
    parts = await openFaultyCache({ isTiered: true });
    const { cache, server } = parts;
    await until('a stored value', async () => {
      return (await cache.getOrCompute('before', () => 'old')).source === 'hit';
    });
    await server.kill();
    expect(await cache.getOrCompute('before', () => 'new')).toEqual({ value: 'old', source: 'hit' });
    expect(await cache.getOrCompute('after', () => 'computed')).toMatchObject({ source: 'computed' });
    expect(await cache.getOrCompute('after', () => 'again')).toEqual({ value: 'computed', source: 'hit' });
  });

  test('F13 when Redis goes away during a computation, the value is answered, and memory before it keeps it', async () => {
    parts = await openFaultyCache({ isTiered: true });
    const { cache, server } = parts;
    const answer = await cache.getOrCompute('key', async () => {
      await server.kill();
      return 'paid for';
    });
    expect(answer).toEqual({ value: 'paid for', source: 'computed' });
    expect(await cache.getOrCompute('key', () => 'paid for twice')).toMatchObject({ value: 'paid for' });
  });

  test('F13 when Redis drops values to make room, they are computed again, and others are right', async () => {
    parts = await openFaultyCache({ commandTimeoutMilliseconds: 10_000 });
    const { cache, admin } = parts;
    await admin.config('SET', 'maxmemory-policy', 'allkeys-random');
    await admin.config('SET', 'maxmemory', '3mb');
    const keys = Array.from({ length: 300 }, (_, index) => `filler:${index}`);
    for (const round of [1, 2]) {
      for (const key of keys) {
        const { value } = await cache.getOrCompute(key, () => `${key} ${'x'.repeat(20_000)}`);
        expect(value.slice(0, key.length + 2)).toBe(`${key} x`);
      }
      expect(cache.stats().misses).toBeGreaterThanOrEqual(round === 1 ? 300 : 301);
    }
    expect(Number(/evicted_keys:(\d+)/.exec(await admin.info('stats'))?.[1])).toBeGreaterThan(0);
  });

  test('F13 when Redis can not be told of an invalidation, who asked for it learns that', async () => {
    parts = await openFaultyCache();
    const { cache, server } = parts;
    await server.kill();
    await expect(cache.invalidate('key')).rejects.toMatchObject({ code: 'store-failed', isRetryable: true });
    await expect(cache.invalidateNamespace('key')).rejects.toMatchObject({ code: 'store-failed' });
  });
});
