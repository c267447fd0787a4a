import { describeWithRedis } from '@la-factoria/cache/testing';
import { until } from '@la-factoria/cache/testing/redis-server';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { createDeferredCompute } from '../cache/deferred.ts';
import { type FaultyCache, keyPrefix, openFaultyCache } from './open-faulty-cache.ts';

describeWithRedis('who computes, between two caches on one Redis', () => {
  let parts: FaultyCache;
  beforeEach(async () => {
    parts = await openFaultyCache({ commandTimeoutMilliseconds: 10_000, leaseSeconds: 1 });
  });
  afterEach(() => parts.close());

  /** Begins to compute in the first cache, and resolves once it does. */
  async function lead(key: string, signal?: AbortSignal) {
    const computing = createDeferredCompute<string>();
    const options = signal === undefined ? {} : { signal };
    const answer = parts.cache.getOrCompute(key, computing.compute, options);
    // Where nobody waits for it yet, a failure is none.
    answer.catch(() => {});
    await computing.begun;
    return { ...computing, answer };
  }

  /** Asks in the other cache, and resolves once Redis knows that it waits. */
  async function follow(key: string) {
    const computing = createDeferredCompute<string>();
    const answer = parts.other.getOrCompute(key, computing.compute);
    answer.catch(() => {});
    const claims = async () =>
      Number(/cmdstat_evalsha:calls=(\d+)/.exec(await parts.admin.info('commandstats'))?.[1]);
    const before = await claims();
    await until('a claim', async () => (await claims()) > before + 1);
    return { ...computing, answer };
  }

  test('F15 when it throws, those who wait in the other get its error, and nobody computes for them', async () => {
    const leader = await lead('key');
    const follower = await follow('key');
    leader.reject(Object.assign(new RangeError('provider down'), { code: 'overloaded', isRetryable: true }));
    await expect(leader.answer).rejects.toThrow(RangeError);
    await expect(follower.answer).rejects.toMatchObject({
      ...{ name: 'RangeError', message: 'provider down', code: 'overloaded', isRetryable: true },
    });
    expect(follower.state.calls).toBe(0);
  });

  test('F15 when all its callers leave, one who waits in the other takes over at once', async () => {
    const controller = new AbortController();
    const leader = await lead('key', controller.signal);
    const follower = await follow('key');
    const left = performance.now();
    controller.abort(new Error('gone'));
    await expect(leader.answer).rejects.toThrow('gone');
    await follower.begun;
    // The lease of a second is not waited for.
    expect(performance.now() - left).toBeLessThan(900);
    follower.resolve('by the other');
    expect(await follower.answer).toEqual({ value: 'by the other', source: 'computed' });
  });

  test('F15 when it is abandoned and ends all the same, what it made is not lost, unless there is a newer one', async () => {
    const controller = new AbortController();
    const leader = await lead('key', controller.signal);
    controller.abort(new Error('gone'));
    await expect(leader.answer).rejects.toThrow('gone');
    leader.resolve('paid for');
    await until('what was paid for', async () => (await parts.admin.exists(`${keyPrefix}{key}`)) === 1);
    expect(await parts.other.getOrCompute('key', () => 'again')).toEqual({
      value: 'paid for',
      source: 'hit',
    });
  });

  test('F15 when the key is invalidated in the other meanwhile, its result is not kept', async () => {
    const leader = await lead('key');
    await parts.other.invalidate('key');
    leader.resolve('of before');
    expect(await leader.answer).toEqual({ value: 'of before', source: 'computed' });
    expect(await parts.other.getOrCompute('key', () => 'of after')).toMatchObject({ value: 'of after' });
  });

  test('F15 when its namespace is invalidated in the other meanwhile, its result is not served', async () => {
    const leader = await lead('notes:v1:a');
    await parts.other.invalidateNamespace('notes');
    leader.resolve('of before');
    await leader.answer;
    await parts.cache.getOrCompute('another', () => 'settled');
    expect(await parts.other.getOrCompute('notes:v1:a', () => 'of after')).toMatchObject({
      value: 'of after',
    });
    expect(await parts.cache.getOrCompute('notes:v1:a', () => 'newer')).toMatchObject({ value: 'of after' });
  });

  test('F15 when Redis is started anew, empty, meanwhile, everyone gets an answer and nobody hangs', async () => {
    const leader = await lead('key');
    const follower = await follow('key');
    await parts.server.restart();
    await until('two connections', () =>
      [parts.cache, parts.other].every((each) => each.health().isAvailable),
    );
    follower.resolve('by the other');
    leader.resolve('by the first');
    expect(await leader.answer).toEqual({ value: 'by the first', source: 'computed' });
    expect(['by the first', 'by the other']).toContain((await follower.answer).value);
  });

  test('F15 when Redis is away as it ends and comes back, nobody waits for the rest of its lease', async () => {
    await parts.close();
    parts = await openFaultyCache({ commandTimeoutMilliseconds: 500, leaseSeconds: 600 });
    const leader = await lead('key');
    parts.server.freeze();
    leader.resolve('paid for');
    await leader.answer;
    await until('a commit that was given up', () => !parts.cache.health().isAvailable);
    parts.server.thaw();
    // A lease of ten minutes: the test's own time would be over.
    const next = await parts.other.getOrCompute('key', () => 'again');
    expect(['paid for', 'again']).toContain(next.value);
  });

  test('F13 when Redis pauses for a moment longer than the timeout, what it has is not computed again', async () => {
    await parts.close();
    parts = await openFaultyCache({ commandTimeoutMilliseconds: 400 });
    const keys = Array.from({ length: 20 }, (_, index) => `stored:${index}`);
    for (const key of keys) await parts.other.getOrCompute(key, () => 'paid for');
    parts.server.freeze();
    const began = parts.cache.stats().errors;
    const answers = keys.map((key) => parts.cache.getOrCompute(key, () => 'paid for twice'));
    await until('reads that were given up', () => parts.cache.stats().errors > began);
    parts.server.thaw();
    const values = (await Promise.all(answers)).map(({ value }) => value);
    expect(new Set(values)).toEqual(new Set(['paid for']));
    expect(parts.cache.stats().misses).toBe(0);
  });
});

describeWithRedis('memory before Redis, when its namespace is invalidated elsewhere', () => {
  let parts: FaultyCache;
  afterEach(() => parts.close());

  test('F14 when a value was under way, the process that computed it does not serve it from memory either', async () => {
    parts = await openFaultyCache({ commandTimeoutMilliseconds: 10_000, isTiered: true });
    const { compute, resolve, begun } = createDeferredCompute<string>();
    const answer = parts.cache.getOrCompute('notes:v1:a', compute);
    await begun;
    await parts.other.invalidateNamespace('notes');
    resolve('of before');
    await answer;
    let last: Awaited<typeof answer> | undefined;
    // Until the first is done with storing, it answers those who come.
    await until('an answer of its own', async () => {
      last = await parts.cache.getOrCompute('notes:v1:a', () => 'of after');
      return last.source !== 'coalesced';
    });
    expect(last).toEqual({ value: 'of after', source: 'computed' });
  });
});
