import type { CacheEntry } from '@la-factoria/cache';

let count = 0;

/** An entry that was computed just now, in no time. Its stamp is another each time. */
export function entryOf(value: unknown, overrides: Partial<CacheEntry> = {}): CacheEntry {
  const now = Date.now();
  count += 1;
  return {
    ...{ outcome: 'value', value, stamp: `stamp${String(count).padStart(7, '0')}` },
    ...{ storedAt: now, freshUntil: now + 60_000, usableUntil: now + 120_000, computeMilliseconds: 0 },
    ...overrides,
  };
}
