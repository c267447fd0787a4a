import { type CacheEvent, type CacheStore, createCache, createMemoryCacheStore } from '@la-factoria/cache';
import { describe, expect, test } from '@jest/globals';

describe('a store that fails', () => {
  const down = () => Promise.reject(new Error('connection refused'));
  const createCacheOver = (faults: Partial<CacheStore>) => {
    const events: CacheEvent[] = [];
    const store = { ...createMemoryCacheStore(), bytes: 0, ...faults };
    return { events, cache: createCache({ store, onEvent: (event) => events.push(event) }) };
  };

  test('when it is down, every call computes, answers right, and the failures are counted and told', async () => {
    const { cache, events } = createCacheOver({ get: down, set: down, delete: down });
    expect(await cache.getOrCompute('one', () => 1)).toEqual({ value: 1, source: 'computed' });
    expect(await cache.getOrCompute('two', () => 2)).toEqual({ value: 2, source: 'computed' });
    await cache.close();
    expect(cache.stats()).toMatchObject({ hits: 0, misses: 2, errors: 4 });
    const errors = events.filter((event) => event.type === 'store-error');
    expect(errors.map(({ operation, key }) => [operation, key]).sort()).toEqual([
      ['read', 'one'],
      ['read', 'two'],
      ['write', 'one'],
      ['write', 'two'],
    ]);
    expect(errors[0]?.error).toMatchObject({
      ...{ name: 'CacheError', code: 'store-failed', isRetryable: true },
      ...{ message: 'the cache store failed to read', cause: new Error('connection refused') },
    });
  });

  test('when it throws at once instead of rejecting, the call computes all the same', async () => {
    const { cache } = createCacheOver({
      get: () => {
        throw new Error('not open');
      },
    });
    expect(await cache.getOrCompute('key', () => 1)).toEqual({ value: 1, source: 'computed' });
    expect(cache.stats().errors).toBe(1);
  });

  test('when only writing fails, callers at once still share one computation', async () => {
    const { cache } = createCacheOver({ set: down });
    const answers = await Promise.all([1, 2, 3].map((call) => cache.getOrCompute('key', () => call)));
    await cache.close();
    expect(answers.map(({ value }) => value)).toEqual([1, 1, 1]);
    expect(cache.stats()).toMatchObject({ misses: 1, coalesced: 2, errors: 1 });
  });

  test('when only reading fails, who has stored the value meanwhile is asked before it is computed', async () => {
    const entry = {
      ...({ outcome: 'value', value: 'stored', stamp: 'a'.repeat(12), storedAt: 0 } as const),
      ...{ freshUntil: Infinity, usableUntil: Infinity, computeMilliseconds: 1 },
    };
    const { cache } = createCacheOver({ get: down, claim: async () => ({ state: 'stored', entry }) });
    expect(await cache.getOrCompute('key', () => 'computed')).toEqual({
      value: 'stored',
      source: 'coalesced',
    });
    expect(cache.stats()).toMatchObject({ errors: 1, misses: 0 });
  });

  test('when the right to compute can not be asked for, the call computes alone and keeps the value', async () => {
    const { cache } = createCacheOver({ claim: down });
    expect(await cache.getOrCompute('key', () => 1)).toEqual({ value: 1, source: 'computed' });
    expect(await cache.getOrCompute('key', () => 2)).toEqual({ value: 1, source: 'hit' });
    expect(cache.stats().errors).toBe(1);
  });

  test('when a value is slow to be stored, the caller has it already, and who comes meanwhile gets it too', async () => {
    const storing = Promise.withResolvers<void>();
    const { cache } = createCacheOver({ set: () => storing.promise });
    expect(await cache.getOrCompute('key', () => 1)).toEqual({ value: 1, source: 'computed' });
    expect(await cache.getOrCompute('key', () => 2)).toEqual({ value: 1, source: 'coalesced' });
    expect(await cache.getOrCompute('key', () => 3, { refresh: true })).toEqual({
      value: 3,
      source: 'computed',
    });
    const closing = cache.close();
    storing.resolve();
    await expect(closing).resolves.toBeUndefined();
  });

  test('when it can not forget, who invalidates is told', async () => {
    const { cache } = createCacheOver({ delete: down, deleteNamespace: down });
    await expect(cache.invalidate('key')).rejects.toThrow('connection refused');
    await expect(cache.invalidateNamespace('material')).rejects.toThrow('connection refused');
  });

  test('when a listener throws, the call is unharmed', async () => {
    const cache = createCache({
      store: createMemoryCacheStore(),
      onEvent: () => {
        throw new Error('a mistake of the listener');
      },
    });
    expect(await cache.getOrCompute('key', () => 1)).toEqual({ value: 1, source: 'computed' });
    expect(await cache.getOrCompute('key', () => 2)).toEqual({ value: 1, source: 'hit' });
  });
});
