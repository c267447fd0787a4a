import { LRUCache } from 'lru-cache';

import { CacheError } from '../../errors.ts';
import type { CacheEntry, CacheStore } from '../../ports/cache-store.ts';
import type { StoreEvent } from '../../ports/store-events.ts';
import { freezeAndWeigh } from '../../value/freeze-and-weigh.ts';
import { Listeners } from '../listeners.ts';
import { KeysByNamespace } from './keys-by-namespace.ts';

export interface MemoryCacheStoreOptions {
  /** How much all keys and values may take up, in bytes; the least recently used go first. @default 64 MiB */
  maxBytes?: number;
  /** A larger value, in bytes, is not kept. @default a quarter of maxBytes, so that one value can't empty the cache */
  maxValueBytes?: number;
  /** Milliseconds; only differences count. @default performance.now, which a step of the wall clock leaves alone */
  clock?: () => number;
}

/** A store whose answers are there at once. Entries are shared by all who ask, and so are deeply frozen. */
export interface MemoryCacheStore extends CacheStore {
  get(key: string): CacheEntry | undefined;
  /** @param usableMilliseconds how long it is usable yet. @default as long as between storedAt and usableUntil */
  set(key: string, entry: CacheEntry, usableMilliseconds?: number): void;
  delete(key: string): void;
  deleteNamespace(namespace: string): void;
  clear(): void;
}

interface Kept {
  entry: CacheEntry;
  expiresAt: number;
  size: number;
}

/**
 * What an entry takes up beside its value and its key: its times, and its places in lru-cache and among its namespace.
 * Measured in Node 24.21: 350 to 390 bytes, by how full the tables are, of 30,000 to 140,000 entries.
 */
const overheadBytes = 380;

/** A store in this process, bounded by bytes. Throws `options-invalid` at once for a size that can't be. */
export function createMemoryCacheStore(options: MemoryCacheStoreOptions = {}): MemoryCacheStore {
  const { maxBytes, maxValueBytes } = sizesOf(options);
  const now = options.clock ?? (() => performance.now());
  const listeners = new Listeners<StoreEvent>();
  const tell = (type: 'evicted' | 'oversized', key: string, bytes: number) => {
    listeners.tell({ type, store: 'memory', key, bytes });
  };
  const keys = new KeysByNamespace();
  const kept = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    dispose(dropped, key, reason) {
      if (reason !== 'set') keys.delete(key);
      if (reason === 'evict') tell('evicted', key, dropped.size);
    },
  });

  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      // Expiry is judged here because lru-cache takes a clock that starts at 0 for "no time to live".
      if (now() < found.expiresAt) return found.entry;
      kept.delete(key);
      return undefined;
    },

    set(key, entry, usableMilliseconds = entry.usableUntil - entry.storedAt) {
      const { value } = entry;
      const valueBytes = value instanceof Uint8Array ? value.byteLength : freezeAndWeigh(value);
      const size = valueBytes + 2 * key.length + overheadBytes;
      const isOversized = valueBytes > maxValueBytes || size > maxBytes;
      if (isOversized || !(usableMilliseconds > 0)) {
        // Without this, the value that it should have replaced would live on.
        kept.delete(key);
        if (isOversized) tell('oversized', key, valueBytes);
        return;
      }
      const placed = { entry: shareable(entry), expiresAt: now() + usableMilliseconds, size };
      keys.add(key);
      kept.set(key, placed, { size });
    },

    delete(key) {
      kept.delete(key);
    },

    deleteNamespace(namespace) {
      for (const key of keys.of(namespace)) kept.delete(key);
    },

    clear: () => kept.clear(),

    watch(listener) {
      listeners.add(listener);
    },

    get bytes() {
      return kept.calculatedSize;
    },
  };
}

/** The entry without its text. Bytes can't be frozen, and are copied; the other values are frozen by now. */
function shareable(entry: CacheEntry): CacheEntry {
  const { outcome, value, stamp, storedAt, freshUntil, usableUntil, computeMilliseconds } = entry;
  return Object.freeze({
    outcome,
    // Not slice(), which for a Buffer copies nothing.
    value: value instanceof Uint8Array ? new Uint8Array(value) : value,
    ...{ stamp, storedAt, freshUntil, usableUntil, computeMilliseconds },
  });
}

function sizesOf(options: MemoryCacheStoreOptions): { maxBytes: number; maxValueBytes: number } {
  const maxBytes = positiveInteger('maxBytes', options.maxBytes ?? 64 * 1024 * 1024);
  const maxValueBytes = positiveInteger('maxValueBytes', options.maxValueBytes ?? Math.ceil(maxBytes / 4));
  if (maxValueBytes <= maxBytes) return { maxBytes, maxValueBytes };
  throw new CacheError('options-invalid', `maxValueBytes ${maxValueBytes} is more than maxBytes ${maxBytes}`);
}

function positiveInteger(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new CacheError('options-invalid', `${name} must be a positive whole number of bytes, got ${value}`);
}
