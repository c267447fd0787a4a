import type { Change, ChangeFeed } from '../../../ports/change-feed.ts';
import { Listeners } from '../../listeners.ts';
import type { ChangeMessage } from './change-message.ts';

export interface RedisChangeFeedOptions {
  /** This store's name among those who publish. */
  origin: string;
  /** How often to see whether messages come through. */
  heartbeatMilliseconds: number;
  /** Publishes a heartbeat; rejects when Redis can't be reached. */
  beat: () => Promise<unknown>;
  /** Makes a new line for subscriptions. */
  renewLine: () => void;
}

/** So many heartbeats' time without one that came back, and the feed is silent. */
const heartbeatsToSilence = 2.5;

/**
 * The changes that others make, and whether they come through at all: while someone listens, heartbeats are sent through
 * the channel to oneself.
 *
 * not live → a heartbeat comes back → live (`regained`)
 * live     → the line breaks, or no heartbeat comes back for long → not live (`lost`)
 */
export class RedisChangeFeed implements ChangeFeed {
  readonly #options: RedisChangeFeedOptions;
  readonly #listeners = new Listeners<Change>();
  #isLive = false;
  #isSubscribed = false;
  /** Whether Redis took the last heartbeat: if not, a new line for subscriptions would change nothing. */
  #isHeartbeatSent = false;
  #timers: { heartbeat: NodeJS.Timeout; silence: NodeJS.Timeout } | undefined;

  constructor(options: RedisChangeFeedOptions) {
    this.#options = options;
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  listen(listener: (change: Change) => void): () => void {
    const leave = this.#listeners.add(listener);
    this.#start();
    return () => {
      leave();
      if (this.#listeners.isEmpty) this.stop();
    };
  }

  hear(message: ChangeMessage, origin: string): void {
    const isOwn = origin === this.#options.origin;
    if (message.type === 'heartbeat') {
      if (isOwn) this.#hearHeartbeat();
    } else if (!isOwn && message.type !== 'freed') this.#listeners.tell(message);
  }

  subscribed(): void {
    this.#isSubscribed = true;
    if (this.#timers === undefined) return;
    this.#timers.silence.refresh();
    this.#beat();
  }

  lost(): void {
    this.#isSubscribed = false;
    this.#turnDead();
  }

  stop(): void {
    clearInterval(this.#timers?.heartbeat);
    clearInterval(this.#timers?.silence);
    this.#timers = undefined;
    this.#isLive = false;
  }

  #start(): void {
    if (this.#timers !== undefined) return;
    const { heartbeatMilliseconds } = this.#options;
    const heartbeat = setInterval(() => this.#beat(), heartbeatMilliseconds);
    const silence = setInterval(() => this.#fallSilent(), heartbeatMilliseconds * heartbeatsToSilence);
    this.#timers = { heartbeat: heartbeat.unref(), silence: silence.unref() };
    if (this.#isSubscribed) this.#beat();
  }

  #beat(): void {
    this.#options.beat().then(
      () => (this.#isHeartbeatSent = true),
      () => (this.#isHeartbeatSent = false),
    );
  }

  #hearHeartbeat(): void {
    // One from before the line broke says nothing about the present one.
    if (this.#timers === undefined || !this.#isSubscribed) return;
    this.#timers.silence.refresh();
    if (this.#isLive) return;
    this.#isLive = true;
    this.#listeners.tell({ type: 'regained' });
  }

  #fallSilent(): void {
    this.#turnDead();
    if (this.#isSubscribed && this.#isHeartbeatSent) this.#options.renewLine();
  }

  #turnDead(): void {
    if (!this.#isLive) return;
    this.#isLive = false;
    this.#listeners.tell({ type: 'lost' });
  }
}
