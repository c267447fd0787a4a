import { hashOfKey } from '../keys/api-key.ts';

/** So many pairs of address and key are remembered; the one that was used longest ago is forgotten first. */
const maxPairs = 10_000;

/** Which keys have let in from which addresses. Keeps hashes alone. */
export interface KnownAddresses {
  has(address: string, key: string): boolean;
  add(address: string, key: string): void;
}

export function createKnownAddresses(): KnownAddresses {
  const pairs = new Set<string>();
  const pairOf = (address: string, key: string) => `${address} ${hashOfKey(key)}`;
  return {
    has: (address, key) => pairs.has(pairOf(address, key)),
    add(address, key) {
      const pair = pairOf(address, key);
      pairs.delete(pair);
      pairs.add(pair);
      for (const oldest of pairs) {
        if (pairs.size <= maxPairs) break;
        pairs.delete(oldest);
      }
    },
  };
}
