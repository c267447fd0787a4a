import type { Node } from 'oxc-parser';

import type { Oracle } from './oracle.ts';

/** What most oracles are not. */
export const plain = { isNegated: false, isAsync: false, isSmoke: false };

export function named(name: string, args: Node[]): Oracle {
  return { ...plain, kind: 'named', name, actual: undefined, expected: args };
}

export function query(name: string, args: Node[]): Oracle {
  return {
    ...plain,
    kind: 'query',
    name,
    actual: undefined,
    expected: args,
    isAsync: /^(find|wait)/.test(name),
  };
}

export function verify(name: string): Oracle {
  return { ...plain, kind: 'verify', name, actual: undefined, expected: [] };
}

export function sentinel(name: string): Oracle {
  return { ...plain, kind: 'sentinel', name, actual: undefined, expected: [] };
}
