import type { Change, ChangeFeed } from '../../ports/change-feed.ts';
import type { CacheEntry } from '../../ports/cache-store.ts';
import type { MemoryCacheStore } from '../memory/memory-cache-store.ts';
import { EntriesUnderWay, type EntryUnderWay, isOvertaken } from './entries-under-way.ts';

export interface NearEntriesOptions {
  near: MemoryCacheStore;
  changes: ChangeFeed;
  maxDetachedMilliseconds: number;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds, of which only differences count. */
  monotonicClock: () => number;
}

/**
 * What is near, as far as it may be served.
 *
 * not yet live → only what this process set is near
 * live         → what was found far is near too; it goes when the feed tells of another
 * lost         → what was near is served until the deadline, what this process sets for as long from then on
 * live again   → near begins empty
 */
export class NearEntries {
  readonly #options: NearEntriesOptions;
  readonly #underWay = new EntriesUnderWay();
  readonly #stopListening: () => void;
  /** While the feed is lost. */
  #detached: { trustEndsAt: number; own: WeakSet<CacheEntry> } | undefined;

  constructor(options: NearEntriesOptions) {
    this.#options = options;
    this.#stopListening = options.changes.listen((change) => this.#learn(change));
  }

  get(key: string): CacheEntry | undefined {
    const { near, monotonicClock } = this.#options;
    const entry = near.get(key);
    if (entry === undefined || this.#detached === undefined) return entry;
    const { trustEndsAt, own } = this.#detached;
    if (own.has(entry) || monotonicClock() < trustEndsAt) return entry;
    near.delete(key);
    return undefined;
  }

  /** An entry of this key sets out, from far or from a computation: what overtakes it is noted until `end`. */
  begin(key: string): EntryUnderWay {
    return this.#underWay.begin(key);
  }

  end(entry: EntryUnderWay): void {
    this.#underWay.end(entry);
  }

  /** Keeps what was found far, unless others may have changed it unnoticed. */
  keepFound(found: EntryUnderWay, entry: CacheEntry): void {
    const { near, changes, clock } = this.#options;
    if (!changes.isLive) {
      // What is near may be what this one replaced.
      this.outdate(found.key, entry.stamp);
      return;
    }
    if (isOvertaken(found, entry.stamp)) return;
    // Its time began when it was computed, not when it came here.
    const { usableUntil, storedAt } = entry;
    near.set(found.key, entry, Math.min(usableUntil - storedAt, usableUntil - clock()));
  }

  /** Keeps what this process has stored far, or would have, unless another came after it. */
  keepComputed(computed: EntryUnderWay, entry: CacheEntry): void {
    // Also when it isn't kept: a read may have brought here what it replaced far, and nobody tells this process of that.
    if (isOvertaken(computed, entry.stamp)) this.outdate(computed.key, entry.stamp);
    else this.keepOwn(computed.key, entry);
  }

  /** Keeps what this process computed: that may be served whether or not the feed is live. */
  keepOwn(key: string, entry: CacheEntry): void {
    const { near, changes, maxDetachedMilliseconds } = this.#options;
    this.#underWay.tellStored(key, entry.stamp);
    const usableMilliseconds = entry.usableUntil - entry.storedAt;
    // While changes may be missed, others may delete it and this process not know.
    near.set(
      key,
      entry,
      changes.isLive ? usableMilliseconds : Math.min(usableMilliseconds, maxDetachedMilliseconds),
    );
    const kept = near.get(key);
    if (kept !== undefined) this.#detached?.own.add(kept);
  }

  /** Another entry than those before stands far. */
  outdate(key: string, stamp: string): void {
    const { near } = this.#options;
    this.#underWay.tellStored(key, stamp);
    if (near.get(key)?.stamp !== stamp) near.delete(key);
  }

  forget(key: string): void {
    this.#underWay.tellGone((other) => other === key);
    this.#options.near.delete(key);
  }

  forgetNamespace(namespace: string): void {
    this.#underWay.tellGone((key) => key.startsWith(`${namespace}:`));
    this.#options.near.deleteNamespace(namespace);
  }

  close(): void {
    this.#stopListening();
  }

  #learn(change: Change): void {
    switch (change.type) {
      case 'stored':
        return this.outdate(change.key, change.stamp);
      case 'deleted':
        return this.forget(change.key);
      case 'namespace-deleted':
        return this.forgetNamespace(change.namespace);
      case 'lost': {
        const { monotonicClock, maxDetachedMilliseconds } = this.#options;
        this.#detached ??= { trustEndsAt: monotonicClock() + maxDetachedMilliseconds, own: new WeakSet() };
        return;
      }
      case 'regained':
        this.#detached = undefined;
        this.#underWay.tellUnsure();
        this.#options.near.clear();
    }
  }
}
