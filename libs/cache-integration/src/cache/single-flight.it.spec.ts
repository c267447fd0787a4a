import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { createCache, createMemoryCacheStore } from '@la-factoria/cache';
import { describe, expect, test } from '@jest/globals';

import { createDeferredCompute } from './deferred.ts';

const createMemoryCache = () => createCache({ store: createMemoryCacheStore() });

describe('single flight', () => {
  test('when 100 callers ask at once, one computes and all get the value', async () => {
    const cache = createMemoryCache();
    const { compute, resolve, state } = createDeferredCompute<string>();
    const callers = Array.from({ length: 100 }, () => cache.getOrCompute('key', compute));
    resolve('value');
    const answers = await Promise.all(callers);

    expect(state.calls).toBe(1);
    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set(['value']));
    expect(answers.filter(({ source }) => source === 'computed')).toHaveLength(1);
    expect(answers.filter(({ source }) => source === 'coalesced')).toHaveLength(99);
    expect(cache.stats()).toMatchObject({ hits: 0, misses: 1, coalesced: 99 });
  });

  test('when a caller comes while the value is being computed, it shares that computation', async () => {
    const cache = createMemoryCache();
    const { compute, resolve, begun } = createDeferredCompute<string>();
    const leader = cache.getOrCompute('key', compute);
    await begun;
    const follower = cache.getOrCompute('key', () => 'other');
    resolve('value');
    expect(await leader).toEqual({ value: 'value', source: 'computed' });
    expect(await follower).toEqual({ value: 'value', source: 'coalesced' });
  });

  test('when 100 callers ask at once for what is stored, all are hits', async () => {
    const cache = createMemoryCache();
    await cache.getOrCompute('key', () => 'stored');
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => cache.getOrCompute('key', () => 'computed again')),
    );
    expect(answers).toEqual(Array.from({ length: 100 }, () => ({ value: 'stored', source: 'hit' })));
  });

  test('when the computation fails, all who wait get that very error, and the next caller computes', async () => {
    const cache = createMemoryCache();
    const { compute, reject, state } = createDeferredCompute<string>();
    const callers = Array.from({ length: 5 }, () => cache.getOrCompute('key', compute));
    const failure = new Error('provider down');
    reject(failure);
    const outcomes = await Promise.allSettled(callers);

    expect(state.calls).toBe(1);
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => ({ status: 'rejected', reason: failure })));
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason === failure)).toBe(
      true,
    );
    expect(await cache.getOrCompute('key', () => 'later')).toEqual({ value: 'later', source: 'computed' });
  });

  test('when the computation throws at once, the caller gets its error', async () => {
    const cache = createMemoryCache();
    const failing = (): string => {
      throw new RangeError('at once');
    };
    await expect(cache.getOrCompute('key', failing)).rejects.toThrow(new RangeError('at once'));
    expect((await cache.getOrCompute('key', () => 'later')).source).toBe('computed');
  });

  test('when a refresh meets a running computation, it shares it', async () => {
    const cache = createMemoryCache();
    const { compute, resolve, begun } = createDeferredCompute<string>();
    const leader = cache.getOrCompute('key', compute);
    await begun;
    const refresher = cache.getOrCompute('key', () => 'other', { refresh: true });
    resolve('value');
    expect(await Promise.all([leader, refresher])).toMatchObject([
      { source: 'computed' },
      { value: 'value', source: 'coalesced' },
    ]);
  });

  test('when several refreshes are asked for at once, one computes', async () => {
    const cache = createMemoryCache();
    await cache.getOrCompute('key', () => 'old');
    const { compute, resolve, state } = createDeferredCompute<string>();
    const callers = Array.from({ length: 3 }, () => cache.getOrCompute('key', compute, { refresh: true }));
    resolve('new');
    expect((await Promise.all(callers)).map(({ value }) => value)).toEqual(['new', 'new', 'new']);
    expect(state.calls).toBe(1);
  });

  test('when a refresh meets a mere read of the stored value, it computes', async () => {
    const cache = createMemoryCache();
    await cache.getOrCompute('key', () => 'old');
    const reader = cache.getOrCompute('key', () => 'unused');
    const refresher = cache.getOrCompute('key', () => 'new', { refresh: true });
    expect(await reader).toEqual({ value: 'old', source: 'hit' });
    expect(await refresher).toEqual({ value: 'new', source: 'computed' });
  });
});

describe('callers who leave', () => {
  test('when the first caller aborts, the others still get the value of the one computation', async () => {
    const cache = createMemoryCache();
    const { compute, resolve, begun, state } = createDeferredCompute<string>();
    const controller = new AbortController();
    const leaving = cache.getOrCompute('key', compute, { signal: controller.signal });
    const staying = cache.getOrCompute('key', compute);
    const computeSignal = await begun;
    controller.abort(new Error('changed my mind'));
    await expect(leaving).rejects.toThrow('changed my mind');
    expect(computeSignal.aborted).toBe(false);
    resolve('value');

    expect(await staying).toEqual({ value: 'value', source: 'coalesced' });
    expect(state.calls).toBe(1);
  });

  test('when a later caller aborts, the first is unharmed', async () => {
    const cache = createMemoryCache();
    const { compute, resolve, begun } = createDeferredCompute<string>();
    const controller = new AbortController();
    const staying = cache.getOrCompute('key', compute, { signal: new AbortController().signal });
    const leaving = cache.getOrCompute('key', compute, { signal: controller.signal });
    await begun;
    controller.abort(new Error('changed my mind'));
    await expect(leaving).rejects.toThrow('changed my mind');
    resolve('value');
    expect(await staying).toEqual({ value: 'value', source: 'computed' });
  });

  test('when all have left, the computation is told to stop and a new caller computes afresh', async () => {
    const cache = createMemoryCache();
    const abandoned = createDeferredCompute<string>();
    const controller = new AbortController();
    const leaving = cache.getOrCompute('key', abandoned.compute, { signal: controller.signal });
    const computeSignal = await abandoned.begun;
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    expect(computeSignal.aborted).toBe(true);

    const fresh = createDeferredCompute<string>();
    const newcomer = cache.getOrCompute('key', fresh.compute);
    await fresh.begun;
    // The old flight ends while the new one is in the air, and must not take it out of sight.
    abandoned.reject(new Error('stopped'));
    await nextTurn();
    const companion = cache.getOrCompute('key', () => 'other');
    fresh.resolve('value');
    expect(await newcomer).toEqual({ value: 'value', source: 'computed' });
    expect(await companion).toEqual({ value: 'value', source: 'coalesced' });
  });

  test('when a caller got its value, nothing of it stays on its signal', async () => {
    const cache = createMemoryCache();
    const { signal } = new AbortController();
    await cache.getOrCompute('key', () => 1, { signal });
    await expect(
      cache.getOrCompute('other', () => Promise.reject(new Error('down')), { signal }),
    ).rejects.toThrow();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('when a caller has aborted before it asks, nothing is computed', async () => {
    const cache = createMemoryCache();
    const { compute, state } = createDeferredCompute<string>();
    const asking = cache.getOrCompute('key', compute, { signal: AbortSignal.abort(new Error('too late')) });
    await expect(asking).rejects.toThrow('too late');
    expect(state.calls).toBe(0);
    expect(cache.stats().misses).toBe(0);
  });

  test('when the only caller leaves before the store has answered, nothing is computed', async () => {
    const memory = createMemoryCacheStore();
    const reading = Promise.withResolvers<undefined>();
    const cache = createCache({ store: { ...memory, bytes: 0, get: () => reading.promise } });
    const { compute, state } = createDeferredCompute<string>();
    const controller = new AbortController();
    const leaving = cache.getOrCompute('key', compute, { signal: controller.signal });
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    reading.resolve(undefined);
    await nextTurn();
    expect(state.calls).toBe(0);
  });
});
