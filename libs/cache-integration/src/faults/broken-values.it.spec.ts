import { randomUUID } from 'node:crypto';

import { type Cache, type CacheEvent, createCache } from '@la-factoria/cache';
import { connectToRedis, createRedisCacheStore, createRedisConnection } from '@la-factoria/cache/redis';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import RedisMock from 'ioredis-mock';

import { patience } from '../redis-store/open-redis-stores.ts';
import { describeAt, sharedRedisUrl } from '../shared-redis.ts';

const redisUrl = await sharedRedisUrl(process.env['REDIS_URL']);

interface Opened {
  cache: Cache;
  /** What happened, but for what was read and written. */
  events: CacheEvent[];
  raw: Pick<Redis, 'getBuffer' | 'set' | 'rpush' | 'disconnect'>;
  nameOf(key: string): string;
}

function open(raw: Opened['raw'], connect: () => ReturnType<typeof connectToRedis>): Opened {
  const keyPrefix = `broken:${randomUUID()}:`;
  const events: CacheEvent[] = [];
  const cache = createCache({
    // Small enough for a compressed value in each test.
    store: createRedisCacheStore({ connection: connect(), keyPrefix, compressFromBytes: 200 }),
    onEvent: (event) => events.push(event),
  });
  return { cache, events, raw, nameOf: (key) => `${keyPrefix}{${key}}` };
}

const text = (value: string) => Buffer.from(value);
const long = 'The tide turns every six hours and twelve minutes. '.repeat(20);

function testBrokenValues(openKind: () => Opened): void {
  let opened: Opened;
  beforeEach(async () => {
    opened = openKind();
    await opened.cache.getOrCompute('key', () => ({ secret: 'computed once' }));
    await opened.cache.getOrCompute('long', () => long);
    // A second look, so that both are stored for sure.
    await opened.cache.getOrCompute('key', () => 'unused');
    await opened.cache.getOrCompute('long', () => 'unused');
    await stored('key');
    await stored('long');
  });
  afterEach(async () => {
    await opened.cache.close();
    opened.raw.disconnect();
  });

  /** The bytes of a key, once they are there. */
  async function stored(key: string): Promise<Buffer> {
    for (;;) {
      const bytes = await opened.raw.getBuffer(opened.nameOf(key));
      if (bytes !== null) return bytes;
    }
  }

  test.each<[string, string, (sealed: Buffer) => Uint8Array]>([
    ['cut short', 'key', (sealed) => sealed.subarray(0, -1)],
    ['cut within its head', 'key', (sealed) => sealed.subarray(0, 20)],
    ['empty', 'key', () => Buffer.alloc(0)],
    ['longer by a byte', 'key', (sealed) => Buffer.concat([sealed, text(' ')])],
    ['changed in one bit', 'key', (sealed) => sealed.map((byte, at) => (at === 70 ? byte ^ 1 : byte))],
    ['the JSON of someone else', 'key', () => text('{"secret":"never computed here"}')],
    ['of an older layout', 'key', (sealed) => Buffer.concat([text('LFC1'), sealed.subarray(4)])],
    ['of a later layout', 'key', (sealed) => Buffer.concat([text('LFC9'), sealed.subarray(4)])],
    ['damaged where it is compressed', 'long', (sealed) => sealed.fill(0, 80, 90)],
    ['compressed and cut short', 'long', (sealed) => sealed.subarray(0, -20)],
  ])(
    'F14 when the stored value is %s, it is a counted miss, never served, and healed',
    async (_, key, change) => {
      const { cache, events, raw, nameOf } = opened;
      await raw.set(nameOf(key), Buffer.from(change(await stored(key))));
      events.length = 0;
      expect(await cache.getOrCompute(key, () => 'computed again')).toEqual({
        ...{ value: 'computed again', source: 'computed' },
      });
      expect(cache.stats().broken).toBe(1);
      expect(events).toContainEqual(expect.objectContaining({ type: 'broken', store: 'redis', key }));
      await cache.getOrCompute(key, () => 'unused');
      expect((await cache.getOrCompute(key, () => 'unused')).value).toBe('computed again');
    },
  );

  test('F14 when the value of another key stands there, it is not served', async () => {
    const { cache, raw, nameOf } = opened;
    await raw.set(nameOf('other'), await stored('key'));
    expect((await cache.getOrCompute('other', () => 'its own')).value).toBe('its own');
    expect(cache.stats().broken).toBe(1);
  });
}

describe('values that are broken, in ioredis-mock', () =>
  testBrokenValues(() =>
    open(new RedisMock(), () =>
      createRedisConnection({ commands: new RedisMock(), subscriber: new RedisMock(), ...patience }),
    ),
  ));

describeAt(redisUrl, 'values that are broken, in Redis', (url) =>
  testBrokenValues(() => open(new Redis(url), () => connectToRedis({ url, ...patience }))),
);
