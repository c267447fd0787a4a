import type { KeySet } from './fetch-key-set.ts';

/** Tokens with made-up key ids must not have the key server asked each time. */
const searchPauseMilliseconds = 30_000;
/** A key server that is down is left alone for so long, however many tokens come. */
const failurePauseMilliseconds = 1_000;
/** Whatever the key server says: keys are kept for so long at least, and at most. */
const minFreshMilliseconds = 30_000;
const maxFreshMilliseconds = 24 * 3_600_000;

export interface SigningKeysOptions {
  fetchKeySet: () => Promise<KeySet>;
  /** Milliseconds since any point. */
  now: () => number;
}

export interface SigningKeys {
  /** The key of this id, if there is one. Rejects as `fetchKeySet` does, when only that could tell. */
  find(keyId: string): Promise<string | undefined>;
}

/**
 * Keys that are fetched when they are first needed and kept for as long as their answer said, be the key server up or
 * down. An unknown id may be a new key: then they are fetched before their time, but at most once in 30 seconds. Who
 * asks while keys are on their way gets those.
 */
export function createSigningKeys({ fetchKeySet, now }: SigningKeysOptions): SigningKeys {
  let cached: { keys: KeySet['keys']; until: number } | undefined;
  let fetching: Promise<KeySet['keys']> | undefined;
  let failure: { error: unknown; until: number } | undefined;
  let nextSearchAt = -Infinity;

  async function fetchAndKeep(): Promise<KeySet['keys']> {
    try {
      const { keys, freshSeconds } = await fetchKeySet();
      const fresh = Math.min(Math.max(freshSeconds * 1000, minFreshMilliseconds), maxFreshMilliseconds);
      cached = { keys, until: now() + fresh };
      failure = undefined;
      return keys;
    } catch (error) {
      failure = { error, until: now() + failurePauseMilliseconds };
      throw error;
    } finally {
      fetching = undefined;
    }
  }

  const fetchOnce = (): Promise<KeySet['keys']> => (fetching ??= fetchAndKeep());

  async function load(): Promise<KeySet['keys']> {
    if (!fetching && failure && now() < failure.until) throw failure.error;
    return fetchOnce();
  }

  /** Newer keys than these fresh ones. When they could not be had the last time, nobody knows that an id is wrong. */
  async function search(known: KeySet['keys']): Promise<KeySet['keys']> {
    if (fetching) return fetching;
    if (now() < nextSearchAt) {
      if (failure) throw failure.error;
      return known;
    }
    nextSearchAt = now() + searchPauseMilliseconds;
    return fetchOnce();
  }

  return {
    async find(keyId) {
      if (!cached || now() >= cached.until) return (await load()).get(keyId);
      const { keys } = cached;
      return keys.get(keyId) ?? (await search(keys)).get(keyId);
    },
  };
}
