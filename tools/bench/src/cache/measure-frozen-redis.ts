import { createCache } from '@la-factoria/cache';
import { connectToRedis, createRedisCacheStore } from '@la-factoria/cache/redis';
import type { RedisServer } from '@la-factoria/cache/testing/redis-server';
import { Redis } from 'ioredis';
import { setTimeout as after } from 'node:timers/promises';

export interface FrozenRedis {
  /** What each call took, in milliseconds, computing at once; the breaker opens on the way. */
  calls: number[];
  /** How long ioredis as it comes was waited for in vain, in milliseconds; undefined if it answered. */
  defaultWaited: number | undefined;
  /** From the thaw until a value is found in Redis again, in milliseconds. */
  recovery: number;
}

const patience = 5000;

/** What a Redis that answers nothing costs those who ask the cache, beside ioredis as it comes. */
export async function measureFrozenRedis(server: RedisServer): Promise<FrozenRedis> {
  const standard = new Redis(server.url);
  await standard.ping();
  const cache = createCache({
    store: createRedisCacheStore({ connection: connectToRedis({ url: server.url }) }),
  });
  await cache.getOrCompute('before', () => 'value');

  server.freeze();
  const calls: number[] = [];
  for (let call = 0; call < 10; call += 1) {
    const began = performance.now();
    await cache.getOrCompute(`frozen:${call}`, () => 'value');
    calls.push(performance.now() - began);
  }
  const answered = standard.get('before').then(() => true);
  const defaultWaited = (await Promise.race([answered, after(patience, false)])) ? undefined : patience;

  server.thaw();
  const thawed = performance.now();
  while ((await cache.getOrCompute('before', () => 'value')).source !== 'hit') await after(5);
  const recovery = performance.now() - thawed;
  await answered;
  standard.disconnect();
  await cache.close();
  return { calls, defaultWaited, recovery };
}
