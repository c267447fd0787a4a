import type { Meter } from '../cache-events.ts';
import type { Freshness } from '../freshness.ts';
import type { CacheEntry, CacheStore } from '../ports/cache-store.ts';

/** Gets a signal that aborts when nobody waits for the value any more. */
export type Compute<T> = (signal: AbortSignal) => T | Promise<T>;

export interface ComputeOrder {
  key: string;
  compute: Compute<unknown>;
  freshness: Freshness;
  /** The stored entry that isn't good enough, as the store's claim wants it. */
  seen: string | 'unread' | undefined;
  /** Whether an old value may have to stand in: a remembered failure must not replace it. */
  hasStale: boolean;
  /** Nobody waits: when another process computes already, there is nothing to do. */
  isBehind: boolean;
}

/** Undefined: another process is computing, and it was not to be waited for. */
export type ComputeOutcome = { entry: CacheEntry; where: 'process' | 'elsewhere' } | undefined;

export interface ComputeContext {
  store: CacheStore;
  meter: Meter;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** From 0 to below 1. */
  random: () => number;
}
