/** Tells of what other processes did to a shared store. What this process did itself is not told. */
export interface ChangeFeed {
  /** False while changes may be missed: before the first connection, after a loss, and while it is silent. */
  readonly isLive: boolean;
  /** Adds a listener. @returns takes it away */
  listen(listener: (change: Change) => void): () => void;
}

export type Change =
  | { type: 'stored'; key: string; stamp: string }
  | { type: 'deleted'; key: string }
  | { type: 'namespace-deleted'; namespace: string }
  /** The feed is no longer live. */
  | { type: 'lost' }
  /** The feed is live again, and changes may have been missed meanwhile. Also told when it is live for the first time. */
  | { type: 'regained' };
