import { createCache, createMemoryCacheStore } from '@la-factoria/cache';
import { describe, expect, test } from '@jest/globals';

import { openCache } from './open-cache.ts';

describe('getOrCompute over the memory store', () => {
  const createMemoryCache = () => createCache({ store: createMemoryCacheStore() });

  test('when a value was computed before, it is a hit and nothing is computed', async () => {
    const cache = createMemoryCache();
    let calls = 0;
    const compute = () => ({ terms: ['osmosis'], call: (calls += 1) });
    expect(await cache.getOrCompute('key', compute)).toEqual({
      value: { terms: ['osmosis'], call: 1 },
      source: 'computed',
    });
    expect(await cache.getOrCompute('key', compute)).toEqual({
      value: { terms: ['osmosis'], call: 1 },
      source: 'hit',
    });
    expect(cache.stats()).toMatchObject({ hits: 1, misses: 1, coalesced: 0, broken: 0, errors: 0 });
  });

  test('when the keys differ, each has its own value', async () => {
    const cache = createMemoryCache();
    await cache.getOrCompute('one', () => 1);
    expect(await cache.getOrCompute('two', () => 2)).toEqual({ value: 2, source: 'computed' });
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['false', false],
    ['zero', 0],
    ['an empty text', ''],
    ['bytes', Uint8Array.of(0, 255)],
  ])('when the value is %s, it is kept like any other', async (_what, value) => {
    const cache = createMemoryCache();
    await cache.getOrCompute('key', () => value);
    expect(await cache.getOrCompute('key', () => 'computed again')).toEqual({ value, source: 'hit' });
  });

  test('when what was computed is changed afterwards by who computed it, nobody sees it', async () => {
    const cache = createMemoryCache();
    const original = { items: ['a'] };
    const { value } = await cache.getOrCompute('key', () => original);
    original.items.push('changed by who computed it');
    expect(value).toEqual({ items: ['a'] });
    expect((await cache.getOrCompute('key', () => original)).value).toEqual({ items: ['a'] });
  });

  test('when a caller tries to change what others get too, it is refused, at any depth', async () => {
    const cache = createMemoryCache();
    const compute = () => ({ items: [{ term: 'osmosis' }] });
    const callers = [cache.getOrCompute('key', compute), cache.getOrCompute('key', compute)];
    const answers = [...(await Promise.all(callers)), await cache.getOrCompute('key', compute)];
    expect(answers.map(({ source }) => source)).toEqual(['computed', 'coalesced', 'hit']);
    for (const { value } of answers) {
      expect(() => value.items.push({ term: 'mine' })).toThrow(TypeError);
      expect(() => Object.assign(value.items[0] ?? {}, { term: 'mine' })).toThrow(TypeError);
    }
  });

  test('when bytes are changed by who got them, the next gets them unchanged', async () => {
    const cache = createMemoryCache();
    const { value } = await cache.getOrCompute('key', () => Uint8Array.of(1, 2, 3));
    value.fill(0);
    expect((await cache.getOrCompute('key', () => Uint8Array.of(9))).value).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('when the time to live has passed, the value is computed again', async () => {
    const { cache, passSeconds } = openCache({ ttlSeconds: 60 });
    await cache.getOrCompute('default', () => 'old');
    await cache.getOrCompute('own', () => 'old', { ttlSeconds: 120 });
    passSeconds(59.999);
    expect((await cache.getOrCompute('default', () => 'new')).source).toBe('hit');
    passSeconds(0.001);
    expect(await cache.getOrCompute('default', () => 'new')).toEqual({ value: 'new', source: 'computed' });
    expect((await cache.getOrCompute('own', () => 'new')).source).toBe('hit');
    expect(cache.stats()).toMatchObject({ hits: 2, misses: 3, broken: 0 });
  });

  test('when a refresh is asked for, the stored value is replaced', async () => {
    const cache = createMemoryCache();
    await cache.getOrCompute('key', () => 'old');
    expect(await cache.getOrCompute('key', () => 'new', { refresh: true })).toEqual({
      value: 'new',
      source: 'computed',
    });
    expect(await cache.getOrCompute('key', () => 'newer')).toEqual({ value: 'new', source: 'hit' });
  });

  test('when a refresh fails, the stored value stays', async () => {
    const cache = createMemoryCache();
    await cache.getOrCompute('key', () => 'old');
    const failing = () => Promise.reject(new Error('provider down'));
    await expect(cache.getOrCompute('key', failing, { refresh: true })).rejects.toThrow('provider down');
    expect(await cache.getOrCompute('key', () => 'new')).toEqual({ value: 'old', source: 'hit' });
  });

  test('when more is stored than fits, the oldest is computed again and the bound holds', async () => {
    const maxBytes = 100_000;
    const cache = createCache({ store: createMemoryCacheStore({ maxBytes }) });
    const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
    for (const key of keys) await cache.getOrCompute(key, () => 'x'.repeat(10_000));
    expect(cache.stats().bytes).toBeLessThanOrEqual(maxBytes);
    expect((await cache.getOrCompute('key-19', () => 'new')).source).toBe('hit');
    expect((await cache.getOrCompute('key-0', () => 'new')).source).toBe('computed');
  });

  test.each([
    [{ ttlSeconds: 0 }, 'ttlSeconds must be a positive number of seconds, got 0'],
    [{ ttlSeconds: Number.NaN }, 'ttlSeconds must be a positive number of seconds, got NaN'],
    [{ ttlSeconds: Infinity }, 'got Infinity'],
    [{ ttlJitter: 1 }, 'ttlJitter must be from 0 to below 1, got 1'],
    [{ staleIfErrorSeconds: -1 }, 'staleIfErrorSeconds must be zero or more seconds, got -1'],
    [{ staleWhileRevalidateSeconds: -1 }, 'staleWhileRevalidateSeconds must be zero or more seconds'],
    [{ negativeTtlSeconds: -1 }, 'negativeTtlSeconds must be zero or more seconds, got -1'],
    [{ earlyRefresh: -0.5 }, 'earlyRefresh must be zero or more, got -0.5'],
  ])(
    'when the options are %j, the call and the cache refuse them and show the value',
    async (options, message) => {
      const refusal = { code: 'options-invalid', message: expect.stringContaining(message) };
      const cache = createMemoryCache();
      await cache.getOrCompute('key', () => 1);
      await expect(cache.getOrCompute('key', () => 1, options)).rejects.toMatchObject(refusal);
      expect(() => createCache({ store: createMemoryCacheStore(), ...options })).toThrow(
        expect.objectContaining(refusal),
      );
    },
  );

  test('when the key is empty, it is refused', async () => {
    const asking = createMemoryCache().getOrCompute('', () => 1);
    await expect(asking).rejects.toMatchObject({ code: 'key-invalid' });
  });

  test('when what was computed is not plain JSON, the caller is told and nothing is kept', async () => {
    const cache = createMemoryCache();
    await expect(cache.getOrCompute('key', () => ({ at: new Date(0) }))).rejects.toMatchObject({
      code: 'value-invalid',
    });
    expect(await cache.getOrCompute('key', () => 'plain')).toEqual({ value: 'plain', source: 'computed' });
  });
});
