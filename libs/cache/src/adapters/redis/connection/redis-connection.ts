import type { Cluster, Redis } from 'ioredis';

import type { StoreEvent, StoreHealth } from '../../../ports/store-events.ts';

export type RedisClient = Redis | Cluster;

/** A line to Redis that never keeps anyone waiting. */
export interface RedisConnection {
  /**
   * Sends what `command` sends, and gives its answer. Rejects with a CacheError `store-failed`: when the answer isn't
   * there after the command timeout, at once while Redis is known to be away, and when Redis answers with an error (its
   * `cause` is ioredis's ReplyError). An answer that comes too late is ignored.
   */
  run<Answer>(command: (client: RedisClient) => Promise<Answer>): Promise<Answer>;
  /** A second line, for subscriptions only: connects again by itself. Whoever subscribes does so at each `ready`. */
  readonly subscriber: RedisClient;
  readonly health: StoreHealth;
  watch(listener: (event: StoreEvent) => void): void;
  /** Ends both lines; what is under way rejects. */
  close(): Promise<void>;
}
