/** What happens inside a store. `store` is its kind: `memory` or `redis`. */
export type StoreEvent =
  /** Bytes as they are stored: compressed, with their header. */
  | { type: 'written' | 'read'; store: string; key: string; bytes: number }
  /** Dropped to make room. */
  | { type: 'evicted'; store: string; key: string; bytes: number }
  /** What is stored was cut, changed, foreign or of another version: a miss. */
  | { type: 'broken'; store: string; key: string; reason: string }
  /** Larger than a value may be: not kept. */
  | { type: 'oversized'; store: string; key: string; bytes: number }
  /** The store can be reached again, or no longer. */
  | { type: 'availability'; store: string; health: StoreHealth };

export interface StoreHealth {
  isAvailable: boolean;
  /** Why not, in words for an operator, without secrets. */
  reason?: string;
  /** Milliseconds since 1970. */
  since: number;
}
