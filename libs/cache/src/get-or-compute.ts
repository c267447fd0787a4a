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

interface Call {
  key: string;
  compute: Compute<unknown>;
  freshness: Freshness;
  signal: AbortSignal | undefined;
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
    const call: Call = { key, compute, freshness, signal };
    if (options?.refresh === true) return this.#compute<T>(call, { seen: 'unread' });

    const looked = reads.look(key);
    // Most calls end here, without having waited for anything.
    if (looked === undefined || !('then' in looked)) return this.#use<T>(call, looked, 'process');
    return this.#use<T>(call, await unlessAborted(looked, signal), 'elsewhere');
  }

  /** Answers with what was found, as far as it is good for that. */
  #use<T>(call: Call, entry: CacheEntry | undefined, tier: Tier): Cached<T> | Promise<Cached<T>> {
    const { meter, clock, random, refresher } = this.#parts;
    const { key, freshness } = call;
    if (entry === undefined) return this.#compute(call, {});
    const now = clock();
    const seen = entry.stamp;
    if (isFresh(entry, now)) {
      meter.tellHit(key, tier);
      const { earlyRefresh } = freshness;
      if (earlyRefresh > 0 && isDueEarly(entry, now, earlyRefresh, random())) refresher.refresh(call, seen);
      return handOut(entry, 'hit');
    }
    if (isUsable(entry, now, freshness.staleWhileRevalidateSeconds)) {
      meter.tell({ type: 'stale', key, tier });
      refresher.refresh(call, seen);
      return handOut(entry, 'stale');
    }
    if (!isUsable(entry, now, freshness.staleIfErrorSeconds)) return this.#compute(call, { seen });
    return this.#compute<T>(call, { seen, hasStale: true }).catch((error: unknown) => {
      call.signal?.throwIfAborted();
      if (!isUsable(entry, clock(), freshness.staleIfErrorSeconds)) throw error;
      meter.tell({ type: 'stale', key, tier });
      return handOut(entry, 'stale');
    });
  }

  /** Joins the computation of the key, or begins it. */
  async #compute<T>(call: Call, found: Partial<ComputeOrder>): Promise<Cached<T>> {
    const { computations, meter } = this.#parts;
    for (;;) {
      const other = computations.find(call.key);
      // Who wants it computed anew can't use a result that was there before.
      const joined = found.seen !== 'unread' || other?.isRunning ? other : undefined;
      const flight = joined ?? computations.begin({ ...foundNothing, ...found, ...call });
      const outcome = await flight.join(call.signal);
      // One behind the back of others found another process computing: now that is to be waited for.
      if (outcome === undefined) continue;
      if (joined === undefined && outcome.where === 'process') return handOut(outcome.entry, 'computed');
      meter.tell({ type: 'coalesced', key: call.key, where: outcome.where });
      return handOut(outcome.entry, 'coalesced');
    }
  }
}

const foundNothing = { seen: undefined, hasStale: false, isBehind: false };

/** Throws the failure if it is one that is remembered. */
function handOut<T>({ value, outcome }: CacheEntry, source: CacheSource): Cached<T> {
  if (outcome === 'error')
    throw fromErrorRecord(isErrorRecord(value) ? value : { name: 'Error', message: '' });
  // Bytes can't be frozen, and slice() copies nothing of a Buffer. The key names what was computed: whoever uses it vouches
  // for the type, as with any store.
  return { value: (value instanceof Uint8Array ? new Uint8Array(value) : value) as T, source };
}
