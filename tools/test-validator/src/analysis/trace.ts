import type { Node } from 'oxc-parser';

import type { Oracle } from '../frameworks/oracle.ts';
import type { Module } from '../syntax/parse-module.ts';

/** What keeps an oracle from deciding: each is the matter of a rule. */
export type HazardRule = 'HT030' | 'HT031' | 'HT032' | 'HT033' | 'HT034' | 'HT035' | 'HT036';

export interface Hazard {
  rule: HazardRule;
  /** The branch, loop, call or statement around the oracle. */
  node: Node;
  module: Module;
  /** A loop over a literal `[]` and the like: it never runs. */
  isCertain: boolean;
}

/** One place where an oracle stands. */
export interface Site {
  oracle: Oracle;
  node: Node;
  module: Module;
  /** Outermost first; none for an oracle that decides whenever the test runs. */
  hazards: Hazard[];
  /** In the test's own straight code, not in a callback or helper. */
  isDirect: boolean;
  /** Rules by which the oracle holds whatever the code does. */
  defects: string[];
}

/**
 * Where the control flow stands: `open` no oracle has run on some way to here, `assured` one has on every way, `dead`
 * nothing gets here.
 */
export type State = 'open' | 'assured' | 'dead';

export function join(one: State, other: State): State {
  if (one === 'dead') return other;
  if (other === 'dead') return one;
  return one === 'assured' && other === 'assured' ? 'assured' : 'open';
}

/** A way out of the test. */
export interface Exit {
  /** The `return`, or the function itself for its end. */
  node: Node;
  state: State;
}

/** What was found out about a test by following its ways. */
export interface Trace {
  sites: Site[];
  exits: Exit[];
  /** `expect(x)` that nothing decides. */
  incomplete: { node: Node; module: Module }[];
  /** `expect.assertions(n)`, `t.plan(n)`: oracles that don't run are missed. */
  isCounted: boolean;
  /** `expect.assertions(0)` */
  declaresNone: boolean;
  /** What runs isn't to be had: the callback comes from elsewhere. */
  isOpaque: boolean;
}
