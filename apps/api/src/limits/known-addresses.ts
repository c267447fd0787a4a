/** So many pairs of address and key are remembered; the one that came first is forgotten first. */
const maxPairs = 10_000;

/** Which keys, by their ids, have let in from which addresses. */
export interface KnownAddresses {
  has(address: string, keyId: string): boolean;
  add(address: string, keyId: string): void;
}

export function createKnownAddresses(): KnownAddresses {
  const pairs = new Set<string>();
  const pairOf = (address: string, keyId: string) => `${keyId} ${address}`;
  return {
    has: (address, keyId) => pairs.has(pairOf(address, keyId)),
    add(address, keyId) {
      const pair = pairOf(address, keyId);
      if (pairs.has(pair)) return;
      pairs.add(pair);
      for (const oldest of pairs) {
        if (pairs.size <= maxPairs) break;
        pairs.delete(oldest);
      }
    },
  };
}
