import { CacheError } from './errors.ts';
import type { CacheEntry } from './ports/cache-store.ts';
import type { EntryTimes } from './value/new-entry.ts';

/** For how long a value is good, and for what. What the call that computes says is stored with the value. */
export interface Freshness {
  /** How long the value stays fresh, in seconds. @default 604800, a week */
  ttlSeconds: number;
  /** The part of the time to live, from 0 to 1, by which it is cut at random, so that what was stored together doesn't expire together. @default 0.1 */
  ttlJitter: number;
  /** How long after that the old value is still answered, at once, while one call computes a new one. @default 0 */
  staleWhileRevalidateSeconds: number;
  /** How long after that the old value is answered when computing a new one fails. @default 0 */
  staleIfErrorSeconds: number;
  /**
   * How eagerly a value is computed anew before it expires, so that nobody waits when it does: the sooner the longer
   * computing takes, and by chance, so that not everyone begins at once. 1 is the optimum of XFetch (Vattani, Chierichetti
   * and Lowenstein, "Optimal Probabilistic Cache Stampede Prevention", VLDB 2015), 0 is never. @default 0
   */
  earlyRefresh: number;
  /**
   * How long a failure is remembered, in seconds: meanwhile callers get the error without computing. A function decides
   * by the error; if it throws, nothing is remembered. @default 0, not at all
   */
  negativeTtlSeconds: number | ((error: unknown) => number);
}

export const defaultFreshness: Freshness = {
  ttlSeconds: 7 * 24 * 3600,
  ttlJitter: 0.1,
  staleWhileRevalidateSeconds: 0,
  staleIfErrorSeconds: 0,
  earlyRefresh: 0,
  negativeTtlSeconds: 0,
};

/** `options` over `defaults`. Throws `options-invalid` for what can't be, and shows it. */
export function freshnessOf(options: Partial<Freshness>, defaults: Freshness): Freshness {
  const freshness = { ...defaults };
  for (const name of names) {
    const value = options[name];
    if (value === undefined) continue;
    check(name, value);
    Object.assign(freshness, { [name]: value });
  }
  return freshness;
}

const names = Object.keys(defaultFreshness) as (keyof Freshness)[];

function check(name: keyof Freshness, value: Freshness[keyof Freshness]): void {
  if (typeof value === 'function') return;
  const [isRight, what] =
    name === 'ttlSeconds'
      ? [value > 0, 'a positive number of seconds']
      : name === 'ttlJitter'
        ? [value >= 0 && value < 1, 'from 0 to below 1']
        : [value >= 0, name === 'earlyRefresh' ? 'zero or more' : 'zero or more seconds'];
  if (Number.isFinite(value) && isRight) return;
  throw new CacheError('options-invalid', `${name} must be ${what}, got ${value}`);
}

/** The times of an entry computed from `began` until `ended`, milliseconds since 1970. `random` is from 0 to below 1. */
export function timesOf(freshness: Freshness, began: number, ended: number, random: number): EntryTimes {
  const { ttlSeconds, ttlJitter, staleWhileRevalidateSeconds, staleIfErrorSeconds } = freshness;
  const freshUntil = ended + ttlSeconds * 1000 * (1 - ttlJitter * random);
  return {
    storedAt: ended,
    freshUntil,
    usableUntil: freshUntil + Math.max(staleWhileRevalidateSeconds, staleIfErrorSeconds) * 1000,
    computeMilliseconds: Math.max(0, ended - began),
  };
}

/** The times of a failure that is remembered, or undefined if it isn't to be. */
export function failureTimesOf(
  { negativeTtlSeconds }: Freshness,
  error: unknown,
  began: number,
  ended: number,
): EntryTimes | undefined {
  const seconds = secondsOf(negativeTtlSeconds, error);
  if (!(seconds > 0)) return undefined;
  const freshUntil = ended + seconds * 1000;
  const computeMilliseconds = Math.max(0, ended - began);
  return { storedAt: ended, freshUntil, usableUntil: freshUntil, computeMilliseconds };
}

function secondsOf(decision: Freshness['negativeTtlSeconds'], error: unknown): number {
  if (typeof decision === 'number') return decision;
  try {
    return decision(error);
  } catch {
    // The computation's own error is the one to tell, and it must be told to those who wait.
    return 0;
  }
}

export const isFresh = (entry: CacheEntry, now: number): boolean => now < entry.freshUntil;

/** Whether a stale value may still be answered for this long after it was fresh. */
export const isUsable = (entry: CacheEntry, now: number, staleSeconds: number): boolean =>
  entry.outcome === 'value' && now < entry.freshUntil + staleSeconds * 1000;

/** XFetch: an exponentially distributed multiple of the time that computing takes reaches beyond the expiry. */
export const isDueEarly = (entry: CacheEntry, now: number, eagerness: number, random: number): boolean =>
  // 1 - random is never 0, of which there is no logarithm.
  now - entry.computeMilliseconds * eagerness * Math.log(1 - random) >= entry.freshUntil;
