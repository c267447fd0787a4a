import type { Node } from 'oxc-parser';

import type { Denotation } from '../analysis/denotation.ts';
import { isSupportPath } from '../project/test-support.ts';
import { argumentsOf, type Chain } from './chain.ts';
import type { Place, Reading } from './place.ts';
import { named } from './plain-oracle.ts';
import { readAssert } from './read-assert.ts';
import { readByName } from './read-by-name.ts';
import { readContinued, readExpect } from './read-expect.ts';
import { readShould } from './read-should.ts';

/** Reads a whole chain as an oracle; `incomplete` if it is an expectation that nothing decides. */
export function readOracle(chain: Chain, place: Place): Reading {
  const { root, links } = chain;
  const [first] = links;
  const denoted = place.denote(root);
  const head = headName(root, denoted);

  if (isExpect(head, denoted)) {
    const isOwn =
      denoted.kind === 'external' &&
      (denoted.place === 'production' || denoted.place === 'missing') &&
      !isSupportPath(denoted.source);
    const reading = readExpect(links, place, chain);
    // An `expect` of the project's own sources is what is tested.
    return isOwn && reading !== undefined && reading !== 'incomplete' && reading.kind === 'matcher'
      ? { ...reading, kind: 'named' }
      : reading;
  }
  // `chai.expect(x)`, `t.expect(x)`, `this.expect(x)`
  const expectAt = links.findIndex(({ name }) => name === 'expect');
  if (expectAt === 0 && first?.call !== undefined && !isRequest(chain)) {
    return links.length > 1 ? readExpect(links, place, chain) : named('expect', argumentsOf(first));
  }
  const continued = readContinued(chain, denoted, place);
  if (continued !== undefined) return continued;
  const asserting = readAssert(chain, denoted, head, place);
  if (asserting !== undefined) return asserting;
  const should = readShould(chain, head);
  if (should !== undefined) return should;
  return readByName(chain, denoted, head, place);
}

function isExpect(head: string, denoted: Denotation): boolean {
  if (denoted.kind === 'global') return /^(expect|jestExpect)$/.test(head);
  if (denoted.kind === 'external') {
    const name = denoted.path.at(-1);
    if (denoted.path.length === 0)
      return /^(expect|expect\.js|unexpected)$/.test(denoted.source) || head === 'expect';
    return name === 'expect' || (name === 'default' && head === 'expect');
  }
  return head === 'expect' && denoted.kind !== 'function';
}

function headName(root: Node, denoted: Denotation): string {
  if (root.type === 'Identifier') return root.name;
  return denoted.kind === 'global' ? (denoted.path[0] ?? '') : '';
}

/** A chain that begins with a request and has `.expect(…)` in it. */
function isRequest({ links }: Chain): boolean {
  return (
    links.some(({ name, call }) => name === 'expect' && call !== undefined) && links[0]?.name !== 'expect'
  );
}
