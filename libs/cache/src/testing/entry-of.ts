import type { CacheEntry } from '../ports/cache-store.ts';
import { newStamp } from '../value/new-entry.ts';

/** An entry that was computed just now in no time, fresh for a minute and usable for two. Its stamp is another each time. */
export function entryOf(value: unknown, overrides: Partial<CacheEntry> = {}): CacheEntry {
  const now = Date.now();
  return {
    ...{ outcome: 'value', value, stamp: newStamp() },
    ...{ storedAt: now, freshUntil: now + 60_000, usableUntil: now + 120_000, computeMilliseconds: 0 },
    ...overrides,
  };
}
