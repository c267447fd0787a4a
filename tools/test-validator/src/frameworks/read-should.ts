import type { Node } from 'oxc-parser';

import { argumentsOf, type Chain, type Link } from './chain.ts';
import type { Oracle } from './oracle.ts';
import type { Reading } from './place.ts';
import { plain } from './plain-oracle.ts';
import { chaiProperties, languageChains } from './chai-words.ts';

/** `x.should.equal(y)`, `x.should.be.true`, `should.exist(x)`, `cy.get(…).should('be.visible')`. */
export function readShould({ links, root }: Chain, head: string): Reading {
  const at = links.findIndex(({ name }) => name === 'should');
  if (at === -1) {
    const last = links.at(-1);
    if (head !== 'should' || last?.call === undefined) return undefined;
    return {
      ...plain,
      kind: 'matcher',
      name: last.name ?? '',
      actual: argumentsOf(links.find(({ call }) => call))[0],
      expected: [],
    };
  }
  const isSkippable = links.slice(0, at + 1).some(({ node }) => isOptional(node));
  const subject = at === 0 ? root : links[at - 1]?.node;
  const rest = links.slice(at);
  const deciding = rest.findLast(({ call, name }) => call !== undefined || chaiProperties.has(name ?? ''));
  if (deciding === undefined)
    return rest.length > 1 && !languageChains.has(rest.at(-1)?.name ?? '')
      ? matcher(rest.at(-1), subject, rest)
      : 'incomplete';
  return { ...matcher(deciding, subject, rest), ...(isSkippable && { isSkippable }) };
}

/** `x?.should`: says nothing where there is no `x`. */
function isOptional(node: Node): boolean {
  const member = node.type === 'CallExpression' ? node.callee : node;
  return (
    (node.type === 'CallExpression' && node.optional) ||
    (member.type === 'MemberExpression' && member.optional)
  );
}

function matcher(link: Link | undefined, actual: Node | undefined, rest: Link[]): Oracle {
  return {
    ...{ kind: 'matcher', name: link?.name ?? '', actual, expected: argumentsOf(link), isSmoke: false },
    isNegated: rest.some(({ name }) => name === 'not'),
    isAsync: rest.some(({ name = '' }) => /^(eventually|rejected|rejectedWith|fulfilled|become)$/.test(name)),
  };
}
