import { connectClusterNodes } from './connect-cluster-nodes.ts';
import { describeRedisError } from './describe-redis-error.ts';
import type { RedisClient } from './redis-connection.ts';

const revivalMilliseconds = 500;

export interface RedisLineEvents {
  /** Commands can be sent, at the beginning or again. */
  onReady?(): void;
  /** The connection broke, or an attempt at one failed. */
  onLost?(): void;
}

/**
 * One client and whether it can be used. ioredis connects again by itself after a loss; this covers where it would wait
 * for ever: a connection that is accepted and never becomes ready, and a client that has ended though nobody closed it.
 */
export class RedisLine {
  readonly client: RedisClient;
  readonly #patienceMilliseconds: number;
  #patience: NodeJS.Timeout | undefined;
  #lastError: unknown;
  #isConnected = false;
  #isClosed = false;

  /** @param patienceMilliseconds how long connecting may take before it is begun anew */
  constructor(client: RedisClient, events: RedisLineEvents, patienceMilliseconds = 5000) {
    this.client = client;
    this.#patienceMilliseconds = patienceMilliseconds;
    // Without a listener ioredis prints them.
    client.on('error', (error: unknown) => {
      this.#lastError = error;
    });
    client.on('connecting', () => this.#awaitReadiness());
    client.on('ready', () => {
      if ('nodes' in client) void connectClusterNodes(client).then(() => this.#becomeReady(events));
      else this.#becomeReady(events);
    });
    client.on('close', () => {
      this.#isConnected = false;
      this.#awaitReadiness();
      events.onLost?.();
    });
    // ioredis connects again after a close, not after an end: of a search for a master that was broken off, for instance.
    client.on('end', () => {
      this.#isConnected = false;
      this.#awaitReadiness(revivalMilliseconds);
      events.onLost?.();
    });
    // ioredis-mock has no status: it is always there.
    const status: string | undefined = client.status;
    this.#isConnected = status === 'ready' || status === undefined;
    if (status === 'wait') this.#connect();
    this.#awaitReadiness();
  }

  get isReady(): boolean {
    const status: string | undefined = this.client.status;
    return this.#isConnected && (status === 'ready' || status === undefined);
  }

  /** Why it isn't ready, in words for an operator. */
  get trouble(): string {
    if (this.#isClosed) return 'the connection to Redis was closed';
    if (this.#lastError !== undefined) return describeRedisError(this.#lastError);
    return this.client.status === 'connect'
      ? 'Redis was reached and does not become ready: it loads its data, or it hangs'
      : 'there is no connection to Redis';
  }

  /** Drops the connection, whatever it seems to be, and makes another. */
  renew(): void {
    if (this.#isClosed) return;
    const { status } = this.client;
    if (status === 'connecting' || status === 'connect' || status === 'ready') this.client.disconnect(true);
    // Else ioredis's own timer connects, or, after an end, nobody would.
    else if (status !== 'reconnecting') this.#connect();
  }

  /** Resolves when the client has let go of its sockets, or after a quarter of a second. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    const isIdle = ['wait', 'reconnecting', 'end', undefined].includes(this.client.status);
    this.#isClosed = true;
    this.#isConnected = false;
    clearTimeout(this.#patience);
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const limit = setTimeout(resolve, isIdle ? 0 : 250);
    this.client.once('end', resolve);
    this.client.disconnect();
    await ended;
    clearTimeout(limit);
  }

  #becomeReady(events: RedisLineEvents): void {
    if (this.#isClosed || this.client.status !== 'ready') return;
    clearTimeout(this.#patience);
    this.#isConnected = true;
    this.#lastError = undefined;
    events.onReady?.();
  }

  #connect(): void {
    // What goes wrong is told by `error` and `close`.
    this.client.connect().catch(() => undefined);
  }

  #awaitReadiness(patienceMilliseconds = this.#patienceMilliseconds): void {
    clearTimeout(this.#patience);
    if (this.#isClosed || this.isReady) return;
    this.#patience = setTimeout(() => {
      this.renew();
      this.#awaitReadiness();
    }, patienceMilliseconds).unref();
  }
}
