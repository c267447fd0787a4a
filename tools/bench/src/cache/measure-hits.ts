import { createCache, createMemoryCacheStore, createTieredCacheStore } from '@la-factoria/cache';
import { connectToRedis, createRedisCacheStore } from '@la-factoria/cache/redis';
import { Redis } from 'ioredis';

import { median } from '../statistics.ts';
import { flashcardsValue } from './flashcards-value.ts';
import { microsecondsPerCall } from './rate.ts';

const keys = 256;
const inFlight = 32;
const never = () => {
  throw new Error('a hit was expected');
};

export interface Comparison {
  /** Microseconds a call. */
  ours: number;
  theirs: number;
  /** How many times as fast as theirs ours is. */
  speedup: number;
}

const turnsPerRound = 8;

/** A memory hit beside an ioredis GET of the same 20 kB, one after the other: microseconds a call, by rounds. */
export async function measureMemoryHit(url: string, rounds: number): Promise<Comparison> {
  const redis = new Redis(url);
  const cache = createCache({ store: createMemoryCacheStore() });
  await redis.set('bench:one', JSON.stringify(flashcardsValue(1)));
  await cache.getOrCompute('one', () => flashcardsValue(1));
  const compared = await compare(
    rounds * turnsPerRound,
    () => microsecondsPerCall(20_000, 1, () => cache.getOrCompute('one', never)),
    () => microsecondsPerCall(500, 1, () => redis.get('bench:one')),
  );
  redis.disconnect();
  return compared;
}

/** A Redis hit of 20 kB beside a bare GET and JSON.parse, 32 in flight over 256 keys: microseconds a call, by rounds. */
export async function measureRedisHit(url: string, rounds: number): Promise<Comparison> {
  const redis = new Redis(url);
  // So busy a machine that a reply takes longer than usual must not end the measurement.
  const connection = connectToRedis({ url, commandTimeoutMilliseconds: 5000 });
  const cache = createCache({ store: createRedisCacheStore({ connection }) });
  for (let index = 0; index < keys; index += 1) {
    await redis.set(`bench:${index}`, JSON.stringify(flashcardsValue(index)));
    await cache.getOrCompute(`key:${index}`, () => flashcardsValue(index));
  }
  const compared = await compare(
    rounds * turnsPerRound,
    () => microsecondsPerCall(1000, inFlight, (index) => cache.getOrCompute(`key:${index % keys}`, never)),
    () =>
      microsecondsPerCall(1000, inFlight, async (index) =>
        JSON.parse((await redis.get(`bench:${index % keys}`)) ?? ''),
      ),
  );
  redis.disconnect();
  await cache.close();
  return compared;
}

/** The first hit of a key in a process that keeps it in memory from then on, which freezes and weighs it. */
export async function measurePromotedHit(url: string): Promise<number> {
  const open = () => {
    const far = createRedisCacheStore({ connection: connectToRedis({ url }) });
    return createCache({ store: createTieredCacheStore({ near: createMemoryCacheStore(), far }) });
  };
  const writer = open();
  for (let index = 0; index < keys; index += 1) {
    await writer.getOrCompute(`key:${index}`, () => flashcardsValue(index));
  }
  const reader = open();
  await reader.getOrCompute('key:0', never);
  const time = await microsecondsPerCall(keys - 1, inFlight, (index) =>
    reader.getOrCompute(`key:${index + 1}`, never),
  );
  await Promise.all([writer.close(), reader.close()]);
  return time;
}

/**
 * In short turns, of which the first only warms up: a machine that others use too changes its speed from second to second.
 * The ratio is the median of those of each turn.
 */
async function compare(
  turns: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Comparison> {
  const times: { ours: number; theirs: number }[] = [];
  for (let turn = 0; turn <= turns; turn += 1) times.push({ ours: await ours(), theirs: await theirs() });
  const measured = times.slice(1);
  return {
    ours: median(measured.map((time) => time.ours)),
    theirs: median(measured.map((time) => time.theirs)),
    speedup: median(measured.map((time) => time.theirs / time.ours)),
  };
}
