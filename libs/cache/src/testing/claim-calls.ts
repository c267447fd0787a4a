import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { CacheStore, Claim, ClaimOptions, ComputeLease } from '../ports/cache-store.ts';

export type ClaimingStore = CacheStore & Required<Pick<CacheStore, 'claim'>>;

/** Of a claim that has seen nothing and waits, unless told otherwise. */
export const claimOptions = (overrides: Partial<ClaimOptions> = {}): ClaimOptions => ({
  ...{ seen: undefined, wait: true, signal: new AbortController().signal },
  ...overrides,
});

/** Throws if the store has no claims. */
export function claiming(store: CacheStore): ClaimingStore {
  if (!hasClaims(store)) throw new TypeError('the store has no claims to test');
  return store;
}

const hasClaims = (store: CacheStore): store is ClaimingStore => store.claim !== undefined;

/** A claim that waits by now for whoever computes: it listens to its signal. */
export async function waitingFor(
  store: ClaimingStore,
  key: string,
  { seen, controller = new AbortController() }: { seen?: 'unread'; controller?: AbortController } = {},
): Promise<{ answer: Promise<Claim> }> {
  const { signal } = controller;
  const answer = store.claim(key, claimOptions({ seen, signal }));
  const deadline = performance.now() + 10_000;
  while (getEventListeners(signal, 'abort').length === 0) {
    if (performance.now() > deadline) throw new Error(`the claim of ${key} does not wait`);
    await nextTurn();
  }
  return { answer };
}

/** The lease of a claim that is granted at once. */
export async function grantedBy(
  store: ClaimingStore,
  key: string,
  overrides: Partial<ClaimOptions> = {},
): Promise<ComputeLease> {
  return leaseOf(await store.claim(key, claimOptions({ wait: false, ...overrides })));
}

/** Throws if it isn't granted. */
export function leaseOf(claim: Claim): ComputeLease {
  if (claim.state !== 'granted') throw new Error(`the claim should have been granted, it is ${claim.state}`);
  return claim.lease;
}
