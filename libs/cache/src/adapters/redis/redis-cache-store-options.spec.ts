import { describe, expect, test } from '@jest/globals';

import { createRedisCacheStore } from './redis-cache-store.ts';
import { type RedisCacheStoreOptions, redisCacheStoreSettings } from './redis-cache-store-options.ts';
import type { RedisConnection } from './connection/redis-connection.ts';

/** Nothing may be sent: the options are wrong. */
const connection: RedisConnection = {
  run: () => Promise.reject(new Error('nothing should be sent')),
  get subscriber(): never {
    throw new Error('nothing should be subscribed to');
  },
  health: { isAvailable: true, since: 0 },
  watch: () => undefined,
  close: () => Promise.resolve(),
};

describe('the options of a store in Redis', () => {
  test.each<[string, Partial<RedisCacheStoreOptions>, string]>([
    ['leaseSeconds', { leaseSeconds: 0 }, 'got 0'],
    ['leaseSeconds', { leaseSeconds: Number.NaN }, 'got NaN'],
    ['leaseSeconds', { leaseSeconds: 1e7 }, 'got 10000000'],
    ['pollSeconds', { pollSeconds: -1 }, 'got -1'],
    ['heartbeatSeconds', { heartbeatSeconds: Infinity }, 'got Infinity'],
    ['maxValueBytes', { maxValueBytes: 0 }, 'got 0'],
    ['maxValueBytes', { maxValueBytes: 1.5 }, 'got 1.5'],
    ['maxValueBytes', { maxValueBytes: 2 ** 32 }, 'got 4294967296'],
    ['compressFromBytes', { compressFromBytes: -1 }, 'got -1'],
    ['keyPrefix', { keyPrefix: 'a{}b' }, 'got "a{}b"'],
  ])('when %s is %j, creating the store throws options-invalid and shows it', (name, options, shown) => {
    expect(() => createRedisCacheStore({ connection, ...options })).toThrow(
      expect.objectContaining({
        code: 'options-invalid',
        message: expect.stringMatching(`^${name} must .*${shown}$`),
      }),
    );
  });

  test('when compressFromBytes is Infinity, nothing is compressed, and that may be', () => {
    expect(redisCacheStoreSettings({ connection, compressFromBytes: Infinity }).compressFromBytes).toBe(
      Infinity,
    );
  });
});
