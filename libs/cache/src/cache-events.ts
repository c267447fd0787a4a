import type { StoreEvent } from './ports/store-events.ts';

/** What happens in a cache, for metrics and logs. `tier` says where it was found: in this process or elsewhere. */
export type CacheEvent =
  | StoreEvent
  | { type: 'hit' | 'stale'; key: string; tier: Tier }
  /** A call shares a computation: one of this process, or of another that has the same store. */
  | { type: 'coalesced'; key: string; where: 'process' | 'elsewhere' }
  /** A computation begins, for a caller who waits or behind the back of those who got an older value. */
  | { type: 'miss' | 'refresh'; key: string }
  | { type: 'computed'; key: string; milliseconds: number }
  | { type: 'compute-failed'; key: string; milliseconds: number; error: unknown }
  /** The store refused: a read was a miss, a write is dropped, a claim means computing alone. */
  | { type: 'store-error'; operation: StoreOperation; key: string; error: unknown };

export type Tier = 'process' | 'elsewhere';
export type StoreOperation = 'read' | 'write' | 'claim';

/** Totals since the cache was created. */
export interface CacheStats {
  /** Calls answered with a fresh stored value, or a remembered failure. */
  hits: number;
  /** Calls answered with an old value. */
  stale: number;
  /** Computations begun for callers who waited. */
  misses: number;
  /** Computations begun behind the back of those who got an older value. */
  refreshes: number;
  /** Calls that shared another's computation. */
  coalesced: number;
  /** Computations that failed. */
  failed: number;
  /** Stored values that could not be read back: each was a miss. */
  broken: number;
  /** Values dropped to make room. */
  evicted: number;
  /** Values that were too large to be kept. */
  oversized: number;
  /** Reads, writes and claims that the store refused. */
  errors: number;
  /** What went to stores elsewhere and came from them, in bytes. */
  bytesWritten: number;
  bytesRead: number;
  /** What the store takes up in this process, in bytes. */
  bytes: number;
}

type Counts = Omit<CacheStats, 'bytes'>;

const countOf = {
  ...{ hit: 'hits', stale: 'stale', miss: 'misses', refresh: 'refreshes', coalesced: 'coalesced' },
  ...{ 'compute-failed': 'failed', broken: 'broken', evicted: 'evicted', oversized: 'oversized' },
  ...{ 'store-error': 'errors' },
} as const satisfies Partial<Record<CacheEvent['type'], keyof Counts>>;

const isCounted = (type: CacheEvent['type']): type is keyof typeof countOf => type in countOf;

/** Counts events, and passes them on. */
export function createMeter(onEvent: ((event: CacheEvent) => void) | undefined) {
  const counts: Counts = {
    ...{ hits: 0, stale: 0, misses: 0, refreshes: 0, coalesced: 0, failed: 0 },
    ...{ broken: 0, evicted: 0, oversized: 0, errors: 0, bytesWritten: 0, bytesRead: 0 },
  };
  const pass = (event: CacheEvent) => {
    try {
      onEvent?.(event);
    } catch (error) {
      // A listener's mistake must not cost a caller the value, nor end the process from behind.
      process.emitWarning(`a listener of cache events threw: ${String(error)}`);
    }
  };
  return {
    counts,
    tell(event: CacheEvent): void {
      if (event.type === 'written') counts.bytesWritten += event.bytes;
      else if (event.type === 'read') counts.bytesRead += event.bytes;
      else if (isCounted(event.type)) counts[countOf[event.type]] += 1;
      pass(event);
    },
    /** A hit, of which there may be a million a second: no event is made if nobody listens. */
    tellHit(key: string, tier: Tier): void {
      counts.hits += 1;
      if (onEvent !== undefined) pass({ type: 'hit', key, tier });
    },
  };
}

export type Meter = ReturnType<typeof createMeter>;
