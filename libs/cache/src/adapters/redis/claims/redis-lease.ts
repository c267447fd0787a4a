import type { CacheEntry, ComputeLease } from '../../../ports/cache-store.ts';
import { toErrorRecord } from '../../../value/error-record.ts';
import type { Generation } from '../generations/namespace-generations.ts';
import type { RedisEntries } from '../redis-entries.ts';
import type { Hold, HoldEnd, RedisLocks } from './redis-locks.ts';

export interface RedisLeaseOptions {
  key: string;
  token: string;
  /** Of the value that stood when the lock was granted. */
  stamp: string | undefined;
  /** The namespace's before the computation began. */
  generation: Generation;
  /** A moment before the lock was granted, as `performance.now` tells it. */
  askedAt: number;
  /** The one that stands now. */
  readGeneration: () => Promise<Generation>;
  leaseMilliseconds: number;
  locks: RedisLocks;
  entries: RedisEntries;
  /** Redis couldn't be told of the end. */
  onUnended: () => void;
  /** Called once, when nothing is renewed any more. */
  onEnd: (lease: RedisLease) => void;
}

/**
 * The right to compute a key, renewed each third of its time.
 *
 * held → renewed, or not since Redis is away → held
 * held → a renewal or the commit finds another's lock, or a deletion → lost: nothing is stored or told
 * held, lost → commit, fail, release, abandon → ended
 */
export class RedisLease implements ComputeLease {
  readonly #options: RedisLeaseOptions;
  readonly #timer: NodeJS.Timeout;
  #isLost = false;
  /** When the lock was ours for sure. */
  #heldAt: number;
  #renewing: Promise<void> | undefined;

  constructor(options: RedisLeaseOptions) {
    this.#options = options;
    this.#heldAt = options.askedAt;
    this.#timer = setInterval(() => this.#renew(), options.leaseMilliseconds / 3).unref();
  }

  async commit(entry: CacheEntry): Promise<boolean> {
    await this.#stop();
    if (this.#isLost) return false;
    const { key, generation, readGeneration, entries, locks } = this.#options;
    try {
      const [sealed, standing] = await Promise.all([entries.seal(key, entry, generation), readGeneration()]);
      // Its namespace was deleted meanwhile: for others it would be a miss, but whoever commits takes it for kept.
      if (standing.token !== generation.token) {
        await this.#end({ how: 'left' });
        return false;
      }
      if (sealed === undefined) {
        await this.#end({ how: 'oversized' });
        return true;
      }
      const isStored = await locks.commit(key, this.#hold(), sealed, entry.stamp);
      if (isStored) entries.tellWritten(key, sealed);
      return isStored;
    } catch (error) {
      // Those who wait must not wait for the end of the lease. If Redis is away, that is what they'll notice.
      await this.#end({ how: 'unshared' }).catch(() => undefined);
      throw error;
    }
  }

  async fail(error: unknown): Promise<void> {
    await this.#stop();
    await this.#end({ how: 'failed', record: toErrorRecord(error) });
  }

  async release(): Promise<void> {
    await this.#stop();
    await this.#end({ how: 'left' });
  }

  /** Lets it expire. */
  abandon(): void {
    clearInterval(this.#timer);
    this.#options.onEnd(this);
  }

  /** What is renewed after the end would come back to life. */
  async #stop(): Promise<void> {
    this.abandon();
    await this.#renewing;
  }

  async #end(end: HoldEnd): Promise<void> {
    const { key, token, locks } = this.#options;
    if (this.#isLost) return;
    try {
      await locks.end(key, token, end);
    } catch (error) {
      // Else the lock would stand for the rest of its lease, though Redis may be back much sooner.
      this.#options.onUnended();
      throw error;
    }
  }

  #renew(): void {
    if (this.#renewing !== undefined) return;
    const { key, locks } = this.#options;
    const askedAt = performance.now();
    this.#renewing = locks.renew(key, this.#hold()).then(
      (isHeld) => {
        this.#renewing = undefined;
        if (isHeld) this.#heldAt = askedAt;
        else this.#isLost = true;
        if (this.#isLost) clearInterval(this.#timer);
      },
      () => {
        // Redis is away: there is another try in a third of the lease.
        this.#renewing = undefined;
      },
    );
  }

  #hold(): Hold {
    const { token, stamp, locks } = this.#options;
    // Later, the trace of a deletion may have expired just as the lock has.
    const mayBeGone = performance.now() - this.#heldAt < locks.rememberedMilliseconds;
    return { token, stamp, mayBeGone };
  }
}
