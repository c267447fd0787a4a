import { storeFailed } from '../../../errors.ts';
import type { CacheEntry, Claim, ClaimOptions, MaybePromise } from '../../../ports/cache-store.ts';
import { fromErrorRecord, isErrorRecord } from '../../../value/error-record.ts';
import { newStamp } from '../../../value/new-entry.ts';
import type { KeyWaiter, KeyWaiters } from './key-waiters.ts';
import type { Generation, NamespaceGenerations } from '../generations/namespace-generations.ts';
import type { RedisEntries } from '../redis-entries.ts';
import { RedisLease } from './redis-lease.ts';
import type { ClaimAnswer, RedisLocks } from './redis-locks.ts';
import { namespaceOf } from '../redis-names.ts';

export interface RedisClaimsOptions {
  locks: RedisLocks;
  entries: RedisEntries;
  generations: NamespaceGenerations;
  waiters: KeyWaiters;
  leaseMilliseconds: number;
  pollMilliseconds: number;
}

/** So many stored entries in a row that are no good, and there is something wrong with the store. */
const maxUnusable = 5;
/** By the time a holder's lease must be over, it had better be over by Redis's clock too. */
const afterLeaseMilliseconds = 5;

/** More are left to expire. */
const maxUnleft = 1000;

/** What one call knows and looks for. */
interface Attempt {
  readonly key: string;
  readonly token: string;
  readonly signal: AbortSignal;
  seen: string | 'unread' | undefined;
  /** The holder last waited for. */
  awaited: string | undefined;
  /** What is computed from now on belongs to it. */
  generation: MaybePromise<Generation>;
}

/** Lets processes agree on who computes a key: see `CacheStore.claim`. */
export class RedisClaims {
  readonly #options: RedisClaimsOptions;
  readonly #leases = new Set<RedisLease>();
  /** Locks that may be ours without use, their keys by token: Redis was away when it should have been told. */
  readonly #unleft = new Map<string, string>();

  constructor(options: RedisClaimsOptions) {
    this.#options = options;
  }

  async claim(key: string, { seen, wait, signal }: ClaimOptions): Promise<Claim> {
    signal.throwIfAborted();
    const { generations, waiters } = this.#options;
    const generation = generations.readAnew(namespaceOf(key));
    const attempt: Attempt = { key, token: newStamp(), signal, seen, awaited: undefined, generation };
    const waiter = waiters.join(key);
    try {
      for (let unusable = 0; unusable < maxUnusable;) {
        waiter.settle();
        const askedAt = performance.now();
        const answer = await this.#ask(attempt);
        if (answer.state === 'granted') return await this.#grant(attempt, answer.stamp, askedAt);
        signal.throwIfAborted();
        if (answer.state === 'failed') return { state: 'failed', error: readError(key, answer.record) };
        if (answer.state === 'unshared') throw refusal(key, 'there is a value, but no room to share it');
        if (answer.state === 'stored') {
          const entry = await this.#read(attempt);
          if (entry !== undefined) return { state: 'stored', entry };
          unusable += 1;
          attempt.seen = answer.stamp;
        } else {
          if (!wait) return { state: 'taken' };
          await this.#wait(attempt, answer, waiter);
        }
      }
      throw refusal(key, 'what is stored is of no use, again and again');
    } finally {
      waiter.leave();
    }
  }

  /** Redis can be reached again: what it didn't hear is said again. A claim that it had got late may hold a lock. */
  retryLeaving(): void {
    const unleft = [...this.#unleft];
    this.#unleft.clear();
    for (const [token, key] of unleft) this.#leave(key, token);
  }

  /** Renews no lease any more, so that others may take over once they are over. */
  close(): void {
    for (const lease of [...this.#leases]) lease.abandon();
  }

  async #ask({ key, token, seen, awaited }: Attempt): Promise<ClaimAnswer> {
    try {
      return await this.#options.locks.claim(key, { token, seen, awaited });
    } catch (error) {
      // It may have been granted all the same, with an answer that came too late.
      this.#leave(key, token);
      throw error;
    }
  }

  async #grant(
    { key, token, generation, signal }: Attempt,
    stamp: string | undefined,
    askedAt: number,
  ): Promise<Claim> {
    const { leaseMilliseconds, locks, entries, generations } = this.#options;
    try {
      const begun = await generation;
      signal.throwIfAborted();
      const lease = new RedisLease({
        ...{ key, token, stamp, askedAt, leaseMilliseconds, locks, entries },
        generation: begun,
        readGeneration: () => generations.readAnew(namespaceOf(key)),
        onEnd: () => this.#leases.delete(lease),
        onUnended: () => this.#leaveLater(key, token),
      });
      this.#leases.add(lease);
      return { state: 'granted', lease };
    } catch (error) {
      this.#leave(key, token);
      throw error;
    }
  }

  async #read({ key, signal }: Attempt): Promise<CacheEntry | undefined> {
    const { entries, generations } = this.#options;
    const entry = await entries.read(key, generations.readAnew(namespaceOf(key)));
    signal.throwIfAborted();
    return entry;
  }

  async #wait(
    attempt: Attempt,
    { holder, leftMilliseconds, stamp }: Extract<ClaimAnswer, { state: 'taken' }>,
    waiter: KeyWaiter,
  ): Promise<void> {
    const { generations, pollMilliseconds } = this.#options;
    attempt.awaited = holder;
    // Nobody had looked: what stands now isn't what is waited for.
    if (attempt.seen === 'unread') attempt.seen = stamp;
    const patience = Math.min(pollMilliseconds, leftMilliseconds + afterLeaseMilliseconds);
    await waiter.sleep(patience, attempt.signal);
    attempt.generation = generations.read(namespaceOf(attempt.key));
  }

  #leave(key: string, token: string): void {
    this.#options.locks.end(key, token, { how: 'left' }).catch(() => this.#leaveLater(key, token));
  }

  #leaveLater(key: string, token: string): void {
    if (this.#unleft.size < maxUnleft) this.#unleft.set(token, key);
  }
}

function readError(key: string, text: string): Error {
  try {
    const record: unknown = JSON.parse(text);
    if (isErrorRecord(record)) return fromErrorRecord(record);
  } catch {
    // Then it isn't one.
  }
  throw refusal(key, 'who computed it left an error that cannot be read');
}

const refusal = (key: string, reason: string) =>
  storeFailed(`The cache store failed to claim ${key}: ${reason}.`);
