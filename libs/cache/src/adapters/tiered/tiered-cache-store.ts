import { CacheError } from '../../errors.ts';
import type { Change, ChangeFeed } from '../../ports/change-feed.ts';
import type { CacheEntry, CacheStore, Claim, ClaimOptions, ComputeLease } from '../../ports/cache-store.ts';
import { EntriesUnderWay, type EntryUnderWay, isOvertaken } from './entries-under-way.ts';
import type { MemoryCacheStore } from '../memory/memory-cache-store.ts';

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
}

/**
 * A store in this process before one that is shared, coherent by the feed of the far store. Until the feed is live for the
 * first time, near keeps only what this process sets. Once it is live again after a loss, near begins empty. What is read
 * from far while the feed isn't live stays there. Throws `options-invalid` for a time that can't be.
 */
export function createTieredCacheStore(options: TieredCacheStoreOptions): CacheStore {
  const { near, far, maxDetachedSeconds = 60, clock = Date.now } = options;
  if (!(maxDetachedSeconds >= 0)) {
    throw new CacheError(
      'options-invalid',
      `maxDetachedSeconds must be 0 or more, got ${maxDetachedSeconds}`,
    );
  }
  const underWay = new EntriesUnderWay();
  let wasLive = far.changes.isLive;
  /** From then on, while the feed is lost, only what was set since the loss is served. */
  let trustEndsAt = Infinity;
  let setSinceLoss = new WeakSet<CacheEntry>();

  const stopListening = far.changes.listen((change) => learn(change));

  function learn(change: Change): void {
    switch (change.type) {
      case 'stored':
        return outdate(change.key, change.stamp);
      case 'deleted':
        return forget(change.key);
      case 'namespace-deleted':
        return forgetNamespace(change.namespace);
      case 'lost':
        underWay.tellUnsure();
        if (!wasLive || trustEndsAt !== Infinity) return;
        trustEndsAt = clock() + maxDetachedSeconds * 1000;
        setSinceLoss = new WeakSet();
        return;
      case 'regained':
        underWay.tellUnsure();
        wasLive = true;
        trustEndsAt = Infinity;
        near.clear();
    }
  }

  function outdate(key: string, stamp: string): void {
    underWay.tellStored(key, stamp);
    if (near.get(key)?.stamp !== stamp) near.delete(key);
  }

  function forget(key: string): void {
    underWay.tellGone((other) => other === key);
    near.delete(key);
  }

  function forgetNamespace(namespace: string): void {
    underWay.tellGone((key) => key.startsWith(`${namespace}:`));
    near.deleteNamespace(namespace);
  }

  function lookNear(key: string): CacheEntry | undefined {
    const entry = near.get(key);
    if (entry === undefined || trustEndsAt === Infinity) return entry;
    if (clock() < trustEndsAt || setSinceLoss.has(entry)) return entry;
    near.delete(key);
    return undefined;
  }

  /** What this process set, it may serve whether or not the feed is live. */
  function keepOwn(key: string, entry: CacheEntry): void {
    underWay.tellStored(key, entry.stamp);
    near.set(key, entry);
    const kept = near.get(key);
    if (kept !== undefined) setSinceLoss.add(kept);
  }

  function keepFound(found: EntryUnderWay, entry: CacheEntry): void {
    if (!far.changes.isLive || isOvertaken(found, entry.stamp)) return;
    // Its time began when it was computed, not when it came here.
    const { usableUntil, storedAt } = entry;
    near.set(found.key, entry, Math.min(usableUntil - storedAt, usableUntil - clock()));
  }

  async function readFar(key: string): Promise<CacheEntry | undefined> {
    const found = underWay.begin(key);
    try {
      const entry = await far.get(key);
      if (entry !== undefined) keepFound(found, entry);
      return entry;
    } finally {
      underWay.end(found);
    }
  }

  async function claim(
    key: string,
    claimOptions: ClaimOptions,
    claimFar: NonNullable<CacheStore['claim']>,
  ): Promise<Claim> {
    const found = underWay.begin(key);
    try {
      const answer = await claimFar(key, claimOptions);
      if (answer.state === 'stored') keepFound(found, answer.entry);
      return answer.state === 'granted' ? { ...answer, lease: keeping(key, answer.lease) } : answer;
    } finally {
      underWay.end(found);
    }
  }

  const keeping = (key: string, lease: ComputeLease): ComputeLease => ({
    async commit(entry) {
      const committed = underWay.begin(key);
      try {
        const isOurs = await lease.commit(entry);
        if (isOurs && isOvertaken(committed, entry.stamp)) outdate(key, entry.stamp);
        else if (isOurs) keepOwn(key, entry);
        return isOurs;
      } finally {
        underWay.end(committed);
      }
    },
    fail: (error) => lease.fail(error),
    release: () => lease.release(),
  });

  const claimFar = far.claim?.bind(far);
  return {
    get(key) {
      return lookNear(key) ?? readFar(key);
    },

    async set(key, entry) {
      keepOwn(key, entry);
      await far.set(key, entry);
      // A read that began meanwhile may have found the one before, which nobody tells this process of.
      outdate(key, entry.stamp);
    },

    async delete(key) {
      forget(key);
      try {
        await far.delete(key);
      } finally {
        forget(key);
      }
    },

    async deleteNamespace(namespace) {
      forgetNamespace(namespace);
      try {
        await far.deleteNamespace(namespace);
      } finally {
        forgetNamespace(namespace);
      }
    },

    ...(claimFar !== undefined && {
      claim: (key: string, claimOptions: ClaimOptions) => claim(key, claimOptions, claimFar),
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
      stopListening();
      await near.close?.();
      await far.close?.();
    },
  };
}
