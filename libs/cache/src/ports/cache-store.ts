import type { StoreEvent, StoreHealth } from './store-events.ts';

export type MaybePromise<T> = T | Promise<T>;

/** What is kept under a key. Whoever holds one only reads it: it may be shared. */
export interface CacheEntry {
  /** `error`: the computation failed, and that is what is remembered. */
  readonly outcome: 'value' | 'error';
  /** Plain JSON or a Uint8Array; for an error what `toErrorRecord` makes of it. */
  readonly value: unknown;
  /** The value's JSON text while it is at hand, so that a store needn't write it again; undefined for bytes. */
  readonly json?: string | undefined;
  /** Tells this computation's entry from any other's: 12 letters of base64url. */
  readonly stamp: string;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
  /** From then on it is stale. Milliseconds since 1970. */
  readonly freshUntil: number;
  /** From then on the store forgets it. Milliseconds since 1970, not before `freshUntil`. */
  readonly usableUntil: number;
  /** How long computing it took. */
  readonly computeMilliseconds: number;
}

/**
 * Keeps entries by key, in this process or elsewhere. It may forget anything at any time, and may fail with a rejection:
 * the cache treats a failed read as a miss and drops a failed write. An answer that is no promise came from this process.
 */
export interface CacheStore {
  /** The entry last set, or undefined when there is none, none any more, or none that can be read. */
  get(key: string): MaybePromise<CacheEntry | undefined>;
  /**
   * Keeps it until `usableUntil`. Replaces what stood there. A store in this process deeply freezes the value.
   * Answers false when it refused, since the key was deleted after its computation had begun.
   */
  set(key: string, entry: CacheEntry): MaybePromise<false | void>;
  /** Forgets the key, here and in every process that shares the store; a computation under way elsewhere isn't kept. */
  delete(key: string): MaybePromise<void>;
  /** Forgets all keys that begin with `<namespace>:`, likewise, in a time that doesn't grow with what others keep. */
  deleteNamespace(namespace: string): MaybePromise<void>;
  /** Only of a store that several processes share: lets them agree on who computes. */
  claim?(key: string, options: ClaimOptions): Promise<Claim>;
  /** Adds a listener of what happens inside. */
  watch(listener: (event: StoreEvent) => void): void;
  /** Whether a store elsewhere can be reached. */
  health?(): StoreHealth;
  /** What keys and values take up in this process, in bytes; 0 for a store elsewhere. */
  readonly bytes: number;
  /** Lets go of connections and timers. */
  close?(): Promise<void>;
}

export interface ClaimOptions {
  /**
   * The stamp of the stored entry that isn't good enough, undefined when none was found: an entry with another stamp
   * answers the claim. `unread` when nobody looked: only an entry stored after the claim answers it.
   */
  seen: string | 'unread' | undefined;
  /** False: don't wait for whoever computes now, answer `taken`. */
  wait: boolean;
  /** Ends the waiting: the claim rejects with its reason. */
  signal: AbortSignal;
}

/**
 * The answer to a claim, once there is one: `granted`: compute, everyone else waits for you; `stored`: someone else has
 * stored an entry; `failed`: the one waited for failed with this error. A claim that can't reach the store rejects.
 */
export type Claim =
  | { state: 'granted'; lease: ComputeLease }
  | { state: 'stored'; entry: CacheEntry }
  | { state: 'failed'; error: unknown }
  | { state: 'taken' };

/** The right to compute a key, renewed by the store until it is ended in one of three ways. */
export interface ComputeLease {
  /** Stores the entry. False when that was no longer ours to do: taken over by another, or the key was deleted. */
  commit(entry: CacheEntry): Promise<boolean>;
  /** Fails those who wait with this error; nothing is stored. */
  fail(error: unknown): Promise<void>;
  /** Stores and fails nothing: one of those who wait takes over at once. */
  release(): Promise<void>;
}
