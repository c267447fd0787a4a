import { open, seal } from './value/sealed-entry.ts';
import { CacheError } from './errors.ts';
import { Flight } from './flight.ts';
import type { CacheStore } from './ports/cache-store.ts';

/** `hit`: it was stored; `computed`: this call computed it; `coalesced`: another call was computing it already. */
export type CacheSource = 'hit' | 'computed' | 'coalesced';

/** Gets a signal that aborts when nobody waits for the value any more. */
export type Compute<T> = (signal: AbortSignal) => T | Promise<T>;

export interface GetOptions {
  /** How long the value stays fresh, in seconds. The call that computes decides. @default defaultTtlSeconds */
  ttlSeconds?: number;
  /** Stops waiting; the other callers for the key are unharmed. */
  signal?: AbortSignal;
  /** Don't use what is stored, replace it. A computation that runs already is shared. @default false */
  refresh?: boolean;
}

export interface CacheStats {
  /** Calls answered from the store. */
  hits: number;
  /** Computations begun. */
  misses: number;
  /** Calls that shared another's computation. */
  coalesced: number;
  /** Stored values that could not be read back: each was a miss. */
  broken: number;
  /** Reads and writes that the store refused: reads were misses, writes are dropped. */
  errors: number;
  /** What the store takes up in this process. */
  bytes: number;
}

export interface Cache {
  /**
   * The value of `key`, computed at most once at a time. It must be bytes or plain JSON, else `value-invalid`;
   * everyone gets an own copy. A failing `compute` fails those who wait with its error, and nothing is stored.
   * `compute` must not ask for its own key: it would wait for itself.
   */
  getOrCompute<T>(
    key: string,
    compute: Compute<T>,
    options?: GetOptions,
  ): Promise<{ value: T; source: CacheSource }>;
  stats(): CacheStats;
}

export interface CacheOptions {
  store: CacheStore;
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number;
  /** @default 604800, a week */
  defaultTtlSeconds?: number;
  /** Told of each read or write that the store refused. @default nobody */
  onStoreError?: (error: CacheError) => void;
}

interface Running {
  flight: Flight<{ sealed: Uint8Array; isStored: boolean }>;
  /** Until the store has answered, it is not known whether the flight will end in a hit. */
  isComputing: boolean;
}

/** Get-or-compute with single flight within this process, over any store. */
export function createCache(options: CacheOptions): Cache {
  const { store, clock = Date.now, onStoreError = () => {} } = options;
  const defaultTtlSeconds = positive('defaultTtlSeconds', options.defaultTtlSeconds ?? 7 * 24 * 3600);
  const running = new Map<string, Running>();
  const counts = { hits: 0, misses: 0, coalesced: 0, broken: 0, errors: 0 };

  const guarded = async <T>(doing: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (cause) {
      counts.errors += 1;
      onStoreError(
        new CacheError('store-failed', `the cache store failed to ${doing}`, { isRetryable: true, cause }),
      );
      return undefined;
    }
  };

  const readFresh = async (key: string): Promise<Uint8Array | undefined> => {
    const stored = await guarded('read', () => store.get(key));
    if (stored === undefined) return undefined;
    const { state } = open(key, stored, clock());
    if (state === 'fresh') return stored;
    if (state === 'broken') counts.broken += 1;
    await guarded('delete', () => store.delete(key));
    return undefined;
  };

  const launch = (key: string, compute: Compute<unknown>, ttlSeconds: number, refresh: boolean): Running => {
    const work = async (signal: AbortSignal) => {
      const stored = refresh ? undefined : await readFresh(key);
      if (stored !== undefined) return { sealed: stored, isStored: true };
      signal.throwIfAborted();
      self.isComputing = true;
      counts.misses += 1;
      const value = await compute(signal);
      const sealed = seal(key, value, clock() + ttlSeconds * 1000);
      await guarded('write', () => store.set(key, sealed, ttlSeconds));
      return { sealed, isStored: false };
    };
    const land = () => {
      // A later flight for the same key may have taken its place.
      if (running.get(key) === self) running.delete(key);
    };
    // The work starts one turn later, when `self` is complete and in the map.
    const flight = new Flight((signal) => Promise.resolve(signal).then(work).finally(land));
    const self: Running = { flight, isComputing: refresh };
    running.set(key, self);
    return self;
  };

  return {
    async getOrCompute<T>(key: string, compute: Compute<T>, getOptions: GetOptions = {}) {
      const { signal, refresh = false } = getOptions;
      const ttlSeconds = positive('ttlSeconds', getOptions.ttlSeconds ?? defaultTtlSeconds);
      signal?.throwIfAborted();
      const other = running.get(key);
      const joined =
        other !== undefined && !other.flight.isAbandoned && (!refresh || other.isComputing)
          ? other
          : undefined;
      const { flight } = joined ?? launch(key, compute, ttlSeconds, refresh);
      const { sealed, isStored } = await flight.join(signal);

      const source: CacheSource = isStored ? 'hit' : joined === undefined ? 'computed' : 'coalesced';
      if (source === 'hit') counts.hits += 1;
      if (source === 'coalesced') counts.coalesced += 1;
      return { value: unseal<T>(key, sealed), source };
    },

    stats: () => ({ ...counts, bytes: store.bytes }),
  };
}

/** Reads what this process has just sealed or checked, whatever its age: a value may expire on its way to a waiter. */
function unseal<T>(key: string, sealed: Uint8Array): T {
  const opened = open(key, sealed, -Infinity);
  if (opened.state !== 'fresh')
    throw new CacheError('value-invalid', `the value of ${key} can't be read back`);
  // The key names what was sealed: whoever uses it vouches for the type, as with any store.
  return opened.value as T;
}

function positive(name: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new CacheError('options-invalid', `${name} must be a positive number of seconds, got ${value}`);
}
