/**
 * Keeps bytes by key, in this process or elsewhere. It may forget anything at any time, and may fail: the cache
 * treats a failed read as a miss and drops a failed write.
 */
export interface CacheStore {
  /** The bytes last set, or undefined when there are none, or no longer. The caller may change what it gets. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Keeps a copy for at most `ttlSeconds` (positive, fractions allowed). Replaces what stood there. */
  set(key: string, bytes: Uint8Array, ttlSeconds: number): Promise<void>;
  /** What is not there is not an error. */
  delete(key: string): Promise<void>;
  /** What the values and keys take up in this process, in bytes; 0 for a store elsewhere. */
  readonly bytes: number;
}
