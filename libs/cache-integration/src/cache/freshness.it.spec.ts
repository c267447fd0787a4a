import { describe, expect, test } from '@jest/globals';

import { createDeferredCompute } from './deferred.ts';
import { openCache } from './open-cache.ts';

const failing = () => Promise.reject(Object.assign(new Error('provider down'), { code: 'overloaded' }));

describe('jitter', () => {
  test.each([
    [0, 100],
    [0.5, 95],
    [0.999, 90.01],
  ])(
    'when chance gives %d, a time to live of 100 s with a tenth of jitter is %d s',
    async (chance, seconds) => {
      const { cache, passSeconds } = openCache({ ttlSeconds: 100, ttlJitter: 0.1, random: () => chance });
      await cache.getOrCompute('key', () => 'old');
      passSeconds(seconds - 0.001);
      expect((await cache.getOrCompute('key', () => 'new')).source).toBe('hit');
      passSeconds(0.002);
      expect((await cache.getOrCompute('key', () => 'new')).source).toBe('computed');
    },
  );

  test('when nothing is said, what is stored at once does not expire at once', async () => {
    const chances = [0, 0.9];
    const { cache, passSeconds } = openCache({ ttlSeconds: 100, random: () => chances.shift() ?? 0 });
    await cache.getOrCompute('long', () => 'old');
    await cache.getOrCompute('short', () => 'old');
    passSeconds(95);
    expect((await cache.getOrCompute('long', () => 'new')).source).toBe('hit');
    expect((await cache.getOrCompute('short', () => 'new')).source).toBe('computed');
  });
});

describe('stale while revalidate', () => {
  const options = { ttlSeconds: 60, staleWhileRevalidateSeconds: 30 };

  test('when the value has just expired, callers get the old one at once and one computes behind them', async () => {
    const { cache, passSeconds, ended } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    const { compute, resolve, begun, state } = createDeferredCompute<string>();
    const stale = { value: 'old', source: 'stale' };
    expect(await cache.getOrCompute('key', compute)).toEqual(stale);
    await begun;
    expect(await cache.getOrCompute('key', compute)).toEqual(stale);
    resolve('new');
    await ended(2);
    expect(await cache.getOrCompute('key', compute)).toEqual({ value: 'new', source: 'hit' });
    expect(state.calls).toBe(1);
    expect(cache.stats()).toMatchObject({ stale: 2, refreshes: 1, misses: 1, hits: 1 });
  });

  test('when the grace is over, the caller waits for a new value', async () => {
    const { cache, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(90);
    expect(await cache.getOrCompute('key', () => 'new')).toEqual({ value: 'new', source: 'computed' });
  });

  test('when the refresh fails, nobody notices, and the next is tried after a pause', async () => {
    const { cache, events, ended, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    let calls = 0;
    const compute = () => {
      calls += 1;
      return failing();
    };
    await cache.getOrCompute('key', compute);
    await ended(2);
    expect(await cache.getOrCompute('key', compute)).toEqual({ value: 'old', source: 'stale' });
    expect(calls).toBe(1);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'compute-failed',
        error: expect.objectContaining({ code: 'overloaded' }),
      }),
    );
    passSeconds(1);
    await cache.getOrCompute('key', compute);
    await ended(3);
    expect(calls).toBe(2);
  });

  test('when a caller who must not get an old value comes during the refresh, it waits for the new one', async () => {
    const { cache, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    const { compute, resolve, begun } = createDeferredCompute<string>();
    await cache.getOrCompute('key', compute);
    await begun;
    const strict = cache.getOrCompute('key', () => 'other', { staleWhileRevalidateSeconds: 0 });
    resolve('new');
    expect(await strict).toEqual({ value: 'new', source: 'coalesced' });
  });

  test('when those leave who joined a refresh, it goes on', async () => {
    const { cache, ended, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    const { compute, resolve, begun } = createDeferredCompute<string>();
    await cache.getOrCompute('key', compute);
    const signal = await begun;
    const controller = new AbortController();
    const leaving = cache.getOrCompute('key', compute, {
      ...{ staleWhileRevalidateSeconds: 0, signal: controller.signal },
    });
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    expect(signal.aborted).toBe(false);
    resolve('new');
    await ended(2);
    expect((await cache.getOrCompute('key', compute)).value).toBe('new');
  });

  test('when the cache is closed, a refresh is told to stop', async () => {
    const { cache, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    const { compute, begun } = createDeferredCompute<string>();
    await cache.getOrCompute('key', compute);
    const signal = await begun;
    await cache.close();
    expect(signal.aborted).toBe(true);
  });
});

describe('stale if error', () => {
  const options = { ttlSeconds: 60, staleIfErrorSeconds: 600 };

  test('when computing fails, the old value is answered and said to be old', async () => {
    const { cache, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    expect(await cache.getOrCompute('key', failing)).toEqual({ value: 'old', source: 'stale' });
    expect(cache.stats()).toMatchObject({ stale: 1, failed: 1 });
  });

  test('when computing succeeds, the new value is answered', async () => {
    const { cache, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    expect(await cache.getOrCompute('key', () => 'new')).toEqual({ value: 'new', source: 'computed' });
  });

  test('when the grace is over, the caller gets the error', async () => {
    const { cache, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(660);
    await expect(cache.getOrCompute('key', failing)).rejects.toThrow('provider down');
  });

  test('when the caller leaves, it gets its own reason, not an old value', async () => {
    const { cache, passSeconds } = openCache(options);
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    const controller = new AbortController();
    const { compute, begun } = createDeferredCompute<string>();
    const leaving = cache.getOrCompute('key', compute, { signal: controller.signal });
    await begun;
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
  });

  test('when failures are to be remembered too, the old value is not lost to one', async () => {
    const { cache, passSeconds } = openCache({ ...options, negativeTtlSeconds: 30 });
    await cache.getOrCompute('key', () => 'old');
    passSeconds(61);
    await cache.getOrCompute('key', failing);
    expect(await cache.getOrCompute('key', failing)).toEqual({ value: 'old', source: 'stale' });
  });
});

describe('early refresh', () => {
  // Computing takes 10 s, and chance gives the median: 10 s times ln 2, about 6.9 s, before the end.
  const openSlow = async (earlyRefresh: number) => {
    const opened = openCache({ ttlSeconds: 100, ttlJitter: 0, random: () => 0.5 });
    await opened.cache.getOrCompute('key', () => {
      opened.passSeconds(10);
      return 'old';
    });
    const get = () => opened.cache.getOrCompute('key', () => 'new', { earlyRefresh });
    return { ...opened, get };
  };

  test('when the end is nearer than computing takes, the value is a hit and computed anew behind it', async () => {
    const { cache, ended, passSeconds, get } = await openSlow(1);
    passSeconds(93.1);
    expect(await get()).toEqual({ value: 'old', source: 'hit' });
    await ended(2);
    expect(await get()).toEqual({ value: 'new', source: 'hit' });
    expect(cache.stats()).toMatchObject({ hits: 2, refreshes: 1, misses: 1 });
  });

  test.each([
    ['the end is farther', 1, 93],
    ['it is not asked for', 0, 99.9],
    ['less eagerness is asked for', 0.5, 93.1],
  ])('when %s, nothing is computed', async (_, eagerness, seconds) => {
    const { cache, passSeconds, get } = await openSlow(eagerness);
    passSeconds(seconds);
    await get();
    expect(await get()).toEqual({ value: 'old', source: 'hit' });
    expect(cache.stats().refreshes).toBe(0);
  });
});
