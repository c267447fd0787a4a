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
  ours: number;
  theirs: number;
}

/** A memory hit beside an ioredis GET of the same 20 kB, one after the other: microseconds a call, by rounds. */
export async function measureMemoryHit(url: string, rounds: number): Promise<Comparison> {
  const redis = new Redis(url);
  const cache = createCache({ store: createMemoryCacheStore() });
  await redis.set('bench:one', JSON.stringify(flashcardsValue(1)));
  await cache.getOrCompute('one', () => flashcardsValue(1));
  const compared = await compare(
    rounds,
    () => microsecondsPerCall(200_000, 1, () => cache.getOrCompute('one', never)),
    () => microsecondsPerCall(3000, 1, () => redis.get('bench:one')),
  );
  redis.disconnect();
  return compared;
}

/** A Redis hit of 20 kB beside a bare GET and JSON.parse, 32 in flight over 256 keys: microseconds a call, by rounds. */
export async function measureRedisHit(url: string, rounds: number): Promise<Comparison> {
  const redis = new Redis(url);
  const connection = connectToRedis({ url });
  const cache = createCache({ store: createRedisCacheStore({ connection }) });
  for (let index = 0; index < keys; index += 1) {
    await redis.set(`bench:${index}`, JSON.stringify(flashcardsValue(index)));
    await cache.getOrCompute(`key:${index}`, () => flashcardsValue(index));
  }
  const compared = await compare(
    rounds,
    () => microsecondsPerCall(8000, inFlight, (index) => cache.getOrCompute(`key:${index % keys}`, never)),
    () =>
      microsecondsPerCall(8000, inFlight, async (index) =>
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

/** In turns, after a round that only warms up; medians. */
async function compare(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Comparison> {
  const times: Comparison[] = [];
  for (let round = 0; round <= rounds; round += 1) times.push({ ours: await ours(), theirs: await theirs() });
  const measured = times.slice(1);
  return {
    ours: median(measured.map((time) => time.ours)),
    theirs: median(measured.map((time) => time.theirs)),
  };
}
