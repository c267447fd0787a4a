import { describe, expect, test } from '@jest/globals';

import { createDeferredCompute } from './deferred.ts';
import { openCache } from './open-cache.ts';

const failing = () => Promise.reject(Object.assign(new Error('provider down'), { code: 'overloaded' }));

describe('failures that are remembered', () => {
  test('when a negative time to live is asked for, callers get the error without computing until it is over', async () => {
    const { cache, passSeconds } = openCache({ negativeTtlSeconds: 30 });
    await expect(cache.getOrCompute('key', failing)).rejects.toThrow('provider down');
    passSeconds(29);
    await expect(cache.getOrCompute('key', () => 'new')).rejects.toMatchObject({
      ...{ name: 'Error', message: 'provider down', code: 'overloaded' },
    });
    passSeconds(1);
    expect(await cache.getOrCompute('key', () => 'new')).toEqual({ value: 'new', source: 'computed' });
    expect(cache.stats()).toMatchObject({ hits: 1, misses: 2, failed: 1 });
  });

  test('when the error decides, only those it names are remembered', async () => {
    const isGone = (error: unknown) => Error.isError(error) && error.message === 'gone';
    const { cache } = openCache({ negativeTtlSeconds: (error) => (isGone(error) ? 30 : 0) });
    await expect(cache.getOrCompute('busy', failing)).rejects.toThrow('provider down');
    expect((await cache.getOrCompute('busy', () => 'new')).source).toBe('computed');
    await expect(cache.getOrCompute('gone', () => Promise.reject(new Error('gone')))).rejects.toThrow();
    await expect(cache.getOrCompute('gone', () => 'new')).rejects.toThrow('gone');
  });

  test('when the function that decides throws, nothing is remembered, and callers get the own error', async () => {
    const { cache } = openCache({
      negativeTtlSeconds: () => {
        throw new TypeError('no such property');
      },
    });
    await expect(cache.getOrCompute('key', failing)).rejects.toThrow('provider down');
    expect((await cache.getOrCompute('key', () => 'new')).source).toBe('computed');
  });

  test('when the clock goes back meanwhile, the failure is remembered all the same', async () => {
    const { cache, passSeconds } = openCache({ negativeTtlSeconds: 30 });
    const compute = () => {
      passSeconds(-5);
      return failing();
    };
    await expect(cache.getOrCompute('key', compute)).rejects.toThrow('provider down');
    await expect(cache.getOrCompute('key', () => 'new')).rejects.toThrow('provider down');
  });

  test('when a computation ended because all had left, that is not remembered', async () => {
    const { cache, ended } = openCache({ negativeTtlSeconds: 30 });
    const { compute, reject, begun } = createDeferredCompute<string>();
    const controller = new AbortController();
    const leaving = cache.getOrCompute('key', compute, { signal: controller.signal });
    await begun;
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    reject(new Error('stopped'));
    await ended(1);
    expect((await cache.getOrCompute('key', () => 'new')).source).toBe('computed');
  });

  test('when a refresh is asked for, a remembered failure does not stand in its way', async () => {
    const { cache } = openCache({ negativeTtlSeconds: 30 });
    await expect(cache.getOrCompute('key', failing)).rejects.toThrow();
    expect((await cache.getOrCompute('key', () => 'new', { refresh: true })).value).toBe('new');
    expect((await cache.getOrCompute('key', () => 'newer')).value).toBe('new');
  });
});
