import { type CacheEvent, type CacheStats, createMeter } from './cache-events.ts';
import { Computations } from './compute/computations.ts';
import type { Compute } from './compute/compute-order.ts';
import { Reads } from './compute/reads.ts';
import { Refresher } from './compute/refresher.ts';
import { CacheError } from './errors.ts';
import { defaultFreshness, type Freshness, freshnessOf } from './freshness.ts';
import { GetOrCompute } from './get-or-compute.ts';
import type { CacheStore } from './ports/cache-store.ts';
import type { StoreHealth } from './ports/store-events.ts';

/**
 * `hit`: it was stored; `stale`: an old value was; `computed`: this call computed it; `coalesced`: another call, here or in
 * another process, was computing it already.
 */
export type CacheSource = 'hit' | 'stale' | 'computed' | 'coalesced';

export interface GetOptions extends Partial<Freshness> {
  /** Stops waiting; the other callers for the key are unharmed. */
  signal?: AbortSignal;
  /** Don't use what is stored, replace it. A computation that runs already is shared. @default false */
  refresh?: boolean;
}

export interface Cached<T> {
  /** To be read only: it may be shared, and is deeply frozen where it is. Bytes are the caller's own copy. */
  value: T;
  source: CacheSource;
}

export interface Cache {
  /**
   * The value of `key`, computed at most once at a time by all who share the store. It must be bytes or plain JSON, else
   * `value-invalid`, and everyone gets what JSON makes of it. A failing `compute` fails those who wait with its error (in
   * another process: with an error of the same name, message and code), and nothing is stored unless a negative time to
   * live is asked for. A store that can't be reached is a miss. `compute` must not ask for its own key: it would wait for
   * itself.
   */
  getOrCompute<T>(key: string, compute: Compute<T>, options?: GetOptions): Promise<Cached<T>>;
  /**
   * Forgets a key, and what is being computed for it isn't kept. Rejects with `store-failed` if a store that is shared could
   * not be told: it may come back with the old value.
   */
  invalidate(key: string): Promise<void>;
  /** The same for all keys of a namespace: those that begin with `<namespace>:`, as `cacheKey` makes them. */
  invalidateNamespace(namespace: string): Promise<void>;
  stats(): CacheStats;
  /** Whether the store can be reached. When not, the cache goes on computing. */
  health(): StoreHealth;
  /**
   * Stops refreshes that nobody waits for, waits until what was computed is stored, and lets go of the store. Calls must
   * have ended before: what is still being computed is not kept.
   */
  close(): Promise<void>;
}

export interface CacheOptions extends Partial<Freshness> {
  store: CacheStore;
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number;
  /** From 0 to below 1, for jitter and early refreshes. @default Math.random */
  random?: () => number;
  /** Told of everything that happens. @default nobody */
  onEvent?: (event: CacheEvent) => void;
}

/** Get-or-compute with single flight over any store; freshness is given for all calls here, and for one in its options. */
export function createCache(options: CacheOptions): Cache {
  const { store, clock = Date.now, random = Math.random } = options;
  const meter = createMeter(options.onEvent);
  const context = { store, meter, clock, random };
  const defaults = freshnessOf(options, defaultFreshness);
  const reads = new Reads(store, meter);
  const computations = new Computations(context);
  const refresher = new Refresher(computations, clock);
  const calls = new GetOrCompute({ ...context, reads, computations, refresher, defaults });
  const startedAt = clock();
  store.watch(meter.tell);

  const outdate = (isMeant: (key: string) => boolean) => {
    computations.outdate(isMeant);
    reads.forget(isMeant);
  };
  const forget = async (isMeant: (key: string) => boolean, inStore: () => void | Promise<void>) => {
    outdate(isMeant);
    try {
      await inStore();
    } finally {
      // Once more for what began before the store had forgotten.
      outdate(isMeant);
    }
  };

  return {
    getOrCompute: (key, compute, getOptions) => calls.run(key, compute, getOptions),

    invalidate: (key) =>
      forget(
        (other) => other === key,
        () => store.delete(key),
      ),

    async invalidateNamespace(namespace) {
      if (!/^[^:]+$/.test(namespace)) {
        const got = JSON.stringify(namespace);
        throw new CacheError(
          'key-invalid',
          `a namespace is what stands before a key's first colon, got ${got}`,
        );
      }
      await forget(
        (key) => key.startsWith(`${namespace}:`),
        () => store.deleteNamespace(namespace),
      );
    },

    stats: () => ({ ...meter.counts, bytes: store.bytes }),
    health: () => store.health?.() ?? { isAvailable: true, since: startedAt },

    async close() {
      refresher.close();
      await computations.settle();
      await store.close?.();
    },
  };
}
