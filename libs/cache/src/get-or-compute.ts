import type { Tier } from './cache-events.ts';
import type { Cached, CacheSource, GetOptions } from './cache.ts';
import type { Computations } from './compute/computations.ts';
import type { Compute, ComputeContext, ComputeOrder } from './compute/compute-order.ts';
import type { Reads } from './compute/reads.ts';
import type { Refresher } from './compute/refresher.ts';
import { unlessAborted } from './compute/unless-aborted.ts';
import { CacheError } from './errors.ts';
import { type Freshness, freshnessOf, isDueEarly, isFresh, isUsable } from './freshness.ts';
import type { CacheEntry } from './ports/cache-store.ts';
import { fromErrorRecord, isErrorRecord } from './value/error-record.ts';

export interface CacheParts extends ComputeContext {
  reads: Reads;
  computations: Computations;
  refresher: Refresher;
  defaults: Freshness;
}

/** `Cache.getOrCompute`: a look at the store, else the one computation of the key. */
export class GetOrCompute {
  readonly #parts: CacheParts;

  constructor(parts: CacheParts) {
    this.#parts = parts;
  }

  async run<T>(key: string, compute: Compute<T>, options?: GetOptions): Promise<Cached<T>> {
    const { reads, defaults } = this.#parts;
    if (key === '') throw new CacheError('key-invalid', 'a cache key must not be empty');
    const freshness = options === undefined ? defaults : freshnessOf(options, defaults);
    const signal = options?.signal;
    signal?.throwIfAborted();
    const order: ComputeOrder = {
      ...{ key, compute, freshness, seen: 'unread', hasStale: false, isStoreAway: false, isBehind: false },
    };
    if (options?.refresh === true) return this.#compute<T>(order, signal, true);

    const looked = reads.look(key);
    // Most calls end here, without having waited for anything.
    if (!(looked instanceof Promise)) return this.#use<T>(order, looked, 'process', signal);
    const { entry, isStoreAway } = await unlessAborted(looked, signal);
    return this.#use<T>({ ...order, isStoreAway }, entry, 'elsewhere', signal);
  }

  /** Answers with what was found, as far as it is good for that. */
  #use<T>(
    order: ComputeOrder,
    entry: CacheEntry | undefined,
    tier: Tier,
    signal: AbortSignal | undefined,
  ): Cached<T> | Promise<Cached<T>> {
    const { meter, clock, random } = this.#parts;
    const { key, freshness } = order;
    if (entry === undefined) return this.#compute({ ...order, seen: undefined }, signal, false);
    const now = clock();
    if (isFresh(entry, now)) {
      meter.tellHit(key, tier);
      const { earlyRefresh } = freshness;
      if (earlyRefresh > 0 && isDueEarly(entry, now, earlyRefresh, random())) {
        this.#parts.refresher.refresh({ ...order, seen: entry.stamp });
      }
      return handOut(entry, 'hit');
    }
    const behind = { ...order, seen: entry.stamp };
    if (isUsable(entry, now, freshness.staleWhileRevalidateSeconds)) {
      meter.tell({ type: 'stale', key, tier });
      this.#parts.refresher.refresh(behind);
      return handOut(entry, 'stale');
    }
    if (!isUsable(entry, now, freshness.staleIfErrorSeconds)) return this.#compute(behind, signal, false);
    return this.#compute<T>({ ...behind, hasStale: true }, signal, false).catch((error: unknown) => {
      signal?.throwIfAborted();
      if (!isUsable(entry, clock(), freshness.staleIfErrorSeconds)) throw error;
      meter.tell({ type: 'stale', key, tier });
      return handOut(entry, 'stale');
    });
  }

  /** Joins the computation of the key, or begins it. */
  async #compute<T>(
    order: ComputeOrder,
    signal: AbortSignal | undefined,
    isRefresh: boolean,
  ): Promise<Cached<T>> {
    const { computations, meter } = this.#parts;
    for (;;) {
      const other = computations.find(order.key);
      const joined = other !== undefined && (!isRefresh || other.isRunning) ? other : undefined;
      const outcome = await (joined ?? computations.begin(order)).join(signal);
      // One behind the back of others found another process computing: now that is to be waited for.
      if (outcome === undefined) continue;
      if (joined === undefined && outcome.where === 'process') return handOut(outcome.entry, 'computed');
      meter.tell({ type: 'coalesced', key: order.key, where: outcome.where });
      return handOut(outcome.entry, 'coalesced');
    }
  }
}

/** Throws the failure if it is one that is remembered. */
function handOut<T>({ value, outcome }: CacheEntry, source: CacheSource): Cached<T> {
  if (outcome === 'error')
    throw fromErrorRecord(isErrorRecord(value) ? value : { name: 'Error', message: '' });
  // Bytes can't be frozen. The key names what was computed: whoever uses it vouches for the type, as with any store.
  return { value: (value instanceof Uint8Array ? value.slice() : value) as T, source };
}
