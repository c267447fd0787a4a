import { describe, expect, test } from '@jest/globals';

import { createDeferredCompute } from './deferred.ts';
import { openCache } from './open-cache.ts';

describe('invalidate', () => {
  test('when a key was invalidated, it is computed again, and the others stay', async () => {
    const { cache } = openCache();
    await cache.getOrCompute('gone', () => 'old');
    await cache.getOrCompute('kept', () => 'old');
    await cache.invalidate('gone');
    expect(await cache.getOrCompute('gone', () => 'new')).toEqual({ value: 'new', source: 'computed' });
    expect((await cache.getOrCompute('kept', () => 'new')).source).toBe('hit');
  });

  test('when a key is invalidated while it is computed, who waits gets the value, and it is not kept', async () => {
    const { cache } = openCache();
    const { compute, resolve, begun } = createDeferredCompute<string>();
    const waiting = cache.getOrCompute('key', compute);
    await begun;
    await cache.invalidate('key');
    const newcomer = cache.getOrCompute('key', () => 'new');
    resolve('of before');
    expect(await waiting).toEqual({ value: 'of before', source: 'computed' });
    expect(await newcomer).toEqual({ value: 'new', source: 'computed' });
    expect(await cache.getOrCompute('key', () => 'newer')).toEqual({ value: 'new', source: 'hit' });
  });

  test('when the old computation ends after the new one, the new value stays', async () => {
    const { cache } = openCache();
    const { compute, resolve, begun } = createDeferredCompute<string>();
    const waiting = cache.getOrCompute('key', compute);
    await begun;
    await cache.invalidate('key');
    await cache.getOrCompute('key', () => 'new');
    resolve('of before');
    await waiting;
    await cache.close();
    expect(await cache.getOrCompute('key', () => 'newer')).toEqual({ value: 'new', source: 'hit' });
  });

  test('when its callers had left one that another has replaced, its late result is not kept either', async () => {
    const { cache, ended } = openCache();
    const { compute, resolve, begun } = createDeferredCompute<string>();
    const controller = new AbortController();
    const leaving = cache.getOrCompute('key', compute, { signal: controller.signal });
    await begun;
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    await cache.getOrCompute('key', () => 'meanwhile');
    await cache.invalidate('key');
    resolve('of before');
    await ended(2);
    expect(await cache.getOrCompute('key', () => 'of after')).toEqual({
      value: 'of after',
      source: 'computed',
    });
  });
});

describe('invalidateNamespace', () => {
  test.each(['', 'a:b'])('when the namespace is "%s", it is refused', async (namespace) => {
    const { cache } = openCache();
    await expect(cache.invalidateNamespace(namespace)).rejects.toMatchObject({
      ...{ code: 'key-invalid', message: expect.stringContaining(JSON.stringify(namespace)) },
    });
  });

  test('when a namespace was invalidated, its keys are computed again, and no others', async () => {
    const { cache } = openCache();
    const keys = ['material:v1:a', 'material:v2:b', 'materials:v1:a', 'notes:v1:material:a'];
    for (const key of keys) await cache.getOrCompute(key, () => 'old');
    await cache.invalidateNamespace('material');
    const answers = await Promise.all(keys.map((key) => cache.getOrCompute(key, () => 'new')));
    expect(answers.map(({ value }) => value)).toEqual(['new', 'new', 'old', 'old']);
  });

  test('when it is invalidated while one of its keys is computed, that value is not kept', async () => {
    const { cache } = openCache();
    const { compute, resolve, begun } = createDeferredCompute<string>();
    const waiting = cache.getOrCompute('material:v1:a', compute);
    await begun;
    await cache.invalidateNamespace('material');
    resolve('of before');
    await waiting;
    expect((await cache.getOrCompute('material:v1:a', () => 'new')).value).toBe('new');
  });
});
