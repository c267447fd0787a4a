import { CacheError } from '../../errors.ts';
import type { ChangeFeed } from '../../ports/change-feed.ts';
import type { CacheEntry, CacheStore, Claim, ClaimOptions, ComputeLease } from '../../ports/cache-store.ts';
import type { MemoryCacheStore } from '../memory/memory-cache-store.ts';
import { NearEntries } from './near-entries.ts';

export interface TieredCacheStoreOptions {
  /** Is asked first. */
  near: MemoryCacheStore;
  /** Is shared with other processes, and tells what they change. */
  far: CacheStore & { changes: ChangeFeed };
  /**
   * For how long, from the loss of the feed on, what was near before is served: others may have replaced or deleted it.
   * Infinity where keys say all that a value depends on (such values don't change, they only become unwanted): then a lost
   * Redis costs nothing. @default 60
   */
  maxDetachedSeconds?: number;
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number;
  /** Milliseconds, of which only differences count. @default performance.now, which a step of the wall clock leaves alone */
  monotonicClock?: () => number;
}

/**
 * A store in this process before one that is shared, coherent by the feed of the far store. Until the feed is live for the
 * first time, near keeps only what this process sets. Once it is live again after a loss, near begins empty. What is read
 * from far while the feed isn't live stays there. Throws `options-invalid` for a time that can't be.
 */
export function createTieredCacheStore(options: TieredCacheStoreOptions): CacheStore {
  const { near, far } = options;
  const entries = new NearEntries({
    ...{ near, changes: far.changes, maxDetachedMilliseconds: maxDetachedMillisecondsOf(options) },
    clock: options.clock ?? Date.now,
    monotonicClock: options.monotonicClock ?? (() => performance.now()),
  });

  async function readFar(key: string): Promise<CacheEntry | undefined> {
    const found = entries.begin(key);
    try {
      const entry = await far.get(key);
      if (entry !== undefined) entries.keepFound(found, entry);
      return entry;
    } catch (error) {
      // A commit that was under way as this read began has failed too, and left near what was computed.
      const kept = entries.get(key);
      if (kept !== undefined) return kept;
      throw error;
    } finally {
      entries.end(found);
    }
  }

  const claimFar = far.claim?.bind(far);
  return {
    get: (key) => entries.get(key) ?? readFar(key),

    async set(key, entry) {
      entries.keepOwn(key, entry);
      try {
        const answer = await far.set(key, entry);
        if (answer === false) entries.forget(key);
        return answer;
      } finally {
        // A read that began meanwhile may have found the one before, which nobody tells this process of.
        entries.outdate(key, entry.stamp);
      }
    },

    async delete(key) {
      entries.forget(key);
      try {
        await far.delete(key);
      } finally {
        entries.forget(key);
      }
    },

    async deleteNamespace(namespace) {
      entries.forgetNamespace(namespace);
      try {
        await far.deleteNamespace(namespace);
      } finally {
        entries.forgetNamespace(namespace);
      }
    },

    ...(claimFar !== undefined && {
      claim: (key: string, claimOptions: ClaimOptions) =>
        keepingClaim(entries, key, () => claimFar(key, claimOptions)),
    }),

    watch(listener) {
      near.watch(listener);
      far.watch(listener);
    },

    ...(far.health !== undefined && { health: far.health.bind(far) }),

    get bytes() {
      return near.bytes + far.bytes;
    },

    async close() {
      entries.close();
      await near.close?.();
      await far.close?.();
    },
  };
}

/** A claim on far, of which near keeps what it brings: the entry of another process, or the one computed here. */
async function keepingClaim(
  entries: NearEntries,
  key: string,
  claimFar: () => Promise<Claim>,
): Promise<Claim> {
  const found = entries.begin(key);
  try {
    const claim = await claimFar();
    if (claim.state === 'stored') entries.keepFound(found, claim.entry);
    return claim.state === 'granted' ? { ...claim, lease: keepingLease(entries, key, claim.lease) } : claim;
  } finally {
    entries.end(found);
  }
}

function keepingLease(entries: NearEntries, key: string, lease: ComputeLease): ComputeLease {
  const computed = entries.begin(key);
  return {
    async commit(entry) {
      const committed = entries.begin(key);
      try {
        const isOurs = await lease.commit(entry);
        // What others changed before the commit, it has replaced.
        if (isOurs) entries.keepComputed(committed, entry);
        return isOurs;
      } catch (error) {
        // What was paid for isn't lost to this process.
        entries.keepComputed(computed, entry);
        throw error;
      } finally {
        entries.end(committed);
        entries.end(computed);
      }
    },
    fail(error) {
      entries.end(computed);
      return lease.fail(error);
    },
    release() {
      entries.end(computed);
      return lease.release();
    },
  };
}

function maxDetachedMillisecondsOf({ maxDetachedSeconds = 60 }: TieredCacheStoreOptions): number {
  if (maxDetachedSeconds >= 0) return maxDetachedSeconds * 1000;
  throw new CacheError('options-invalid', `maxDetachedSeconds must be 0 or more, got ${maxDetachedSeconds}`);
}
