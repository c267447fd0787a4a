import { LRUCache } from 'lru-cache';

import { CacheError } from '../errors.ts';
import type { CacheStore } from '../ports/cache-store.ts';

export interface MemoryCacheStoreOptions {
  /** How much all keys and values may take up, in bytes; the least recently used go first. @default 64 MiB */
  maxBytes?: number;
  /** A larger value, in bytes, is not kept. @default a quarter of maxBytes, so that one value can't empty the cache */
  maxValueBytes?: number;
  /** Milliseconds; only differences count. @default performance.now, which a step of the wall clock leaves alone */
  clock?: () => number;
}

interface Entry {
  bytes: Uint8Array;
  expiresAt: number;
}

/** What an entry takes up beside its value and its key; measured with 100000 small entries on Node 24. */
const overheadBytes = 560;

/** A store in this process, bounded by bytes. Throws `options-invalid` at once for a size that can't be. */
export function createMemoryCacheStore(options: MemoryCacheStoreOptions = {}): CacheStore {
  const maxBytes = positiveInteger('maxBytes', options.maxBytes ?? 64 * 1024 * 1024);
  const maxValueBytes = positiveInteger('maxValueBytes', options.maxValueBytes ?? Math.ceil(maxBytes / 4));
  if (maxValueBytes > maxBytes) {
    throw new CacheError(
      'options-invalid',
      `maxValueBytes ${maxValueBytes} is more than maxBytes ${maxBytes}`,
    );
  }
  const now = options.clock ?? (() => performance.now());
  const entries = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }, key) => bytes.byteLength + key.length + overheadBytes,
  });

  return {
    async get(key) {
      const entry = entries.get(key);
      // Expiry is judged here because lru-cache takes a clock that starts at 0 for "no time to live".
      if (entry !== undefined && now() >= entry.expiresAt) {
        entries.delete(key);
        return undefined;
      }
      return entry?.bytes.slice();
    },

    async set(key, bytes, ttlSeconds) {
      if (bytes.byteLength > maxValueBytes) {
        // Without this, the value that it should have replaced would live on.
        entries.delete(key);
        return;
      }
      entries.set(key, { bytes: bytes.slice(), expiresAt: now() + ttlSeconds * 1000 });
    },

    async delete(key) {
      entries.delete(key);
    },

    get bytes() {
      return entries.calculatedSize;
    },
  };
}

function positiveInteger(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new CacheError('options-invalid', `${name} must be a positive whole number of bytes, got ${value}`);
}
