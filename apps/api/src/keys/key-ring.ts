import { timingSafeEqual } from 'node:crypto';

import type { KeyStore } from '../ports/key-store.ts';
import { type ApiKey, hashOfKey, idOfKey, type Scope, scopes } from './api-key.ts';

/** Whom a key lets in, and what for. */
export interface KeyHolder {
  /** The key's own name in limits and logs: never its secret. */
  keyId: string;
  owner: string;
  scopes: readonly Scope[];
}

/** Tells who holds this key; undefined if it is none, no longer, or not any more. */
export type FindHolder = (key: string) => Promise<KeyHolder | undefined>;

export interface KeyRingOptions {
  store: KeyStore;
  /** The first owner's key, which is kept by whoever starts the server: it opens everything, for good. */
  firstKey: string;
  now: () => number;
  /** A key that can't be noted as used still lets in. */
  onError: (error: unknown) => void;
  /**
   * How long a key that was found is taken for valid without asking the store, in seconds: for a store that is away from
   * this machine. A key that is revoked elsewhere lets in for so long. @default 0
   */
  rememberSeconds?: number;
}

/** Who the first key belongs to. */
export const firstOwner = 'owner-1';
export const firstKeyId = 'first';

const touchMilliseconds = 60_000;
/** Of keys that are remembered at once: whoever tries many ids must not fill the memory. */
const maxRemembered = 10_000;

/** Hexadecimal digits as bytes, two for one: all that matters is that equal ones are equal. */
const bytesOf = (digits: string): Buffer => Buffer.from(digits, 'latin1');

/** Finds who holds a key. Comparisons take the same time wherever keys differ, and for ids that are not there. */
export function createKeyRing({
  store,
  firstKey,
  now,
  onError,
  rememberSeconds = 0,
}: KeyRingOptions): FindHolder {
  const firstHash = bytesOf(hashOfKey(firstKey));
  const noHash = Buffer.alloc(firstHash.length);
  const first: KeyHolder = { keyId: firstKeyId, owner: firstOwner, scopes };
  const remembered = new Map<string, { key: ApiKey | undefined; until: number }>();
  const touched = new Map<string, number>();

  async function find(id: string): Promise<ApiKey | undefined> {
    if (rememberSeconds === 0) return store.find(id);
    const known = remembered.get(id);
    if (known && known.until > now()) return known.key;
    const key = await store.find(id);
    remembered.delete(id);
    remembered.set(id, { key, until: now() + rememberSeconds * 1000 });
    for (const [oldest] of remembered) {
      if (remembered.size <= maxRemembered) break;
      remembered.delete(oldest);
    }
    return key;
  }

  function touch(id: string): void {
    const at = now();
    if (at - (touched.get(id) ?? -Infinity) < touchMilliseconds) return;
    touched.set(id, at);
    store.touch(id, at).catch(onError);
  }

  return async (shown) => {
    const shownHash = bytesOf(hashOfKey(shown));
    if (timingSafeEqual(shownHash, firstHash)) return first;
    const id = idOfKey(shown);
    const key = id === undefined ? undefined : await find(id);
    const isRight = timingSafeEqual(shownHash, key ? bytesOf(key.hash) : noHash);
    if (!key || !isRight || key.revokedAt !== undefined) return undefined;
    if (key.expiresAt !== undefined && key.expiresAt <= now()) return undefined;
    touch(key.id);
    return { keyId: key.id, owner: key.owner, scopes: key.scopes };
  };
}
