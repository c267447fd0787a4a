import type { Node } from 'oxc-parser';

import { bare, isFunction, keyName, propertyName, someNode } from '../syntax/nodes.ts';
import type { Dependency } from './service.ts';

/** What takes a neighbour away, or makes it answer with a failure. */
const taking =
  /^(replyWithError|mockRejected\w*|rejects?|abort\w*|destroy|kill\w*|stop\w*|refuse\w*|drop\w*|pause\w*|freeze\w*|cut\w*|fail\w*|break\w*|disconnect\w*|reset\w*|hangUp\w*|goDown|crash\w*|delay\w*)$/;

/** The test takes neighbours away, at the wire. */
export function bringsDownAtTheWire(body: Node): boolean {
  return someNode(body, (node) => {
    if (node.type === 'CallExpression') {
      const callee = bare(node.callee);
      const name = callee.type === 'MemberExpression' ? propertyName(callee) : nameOf(callee);
      return name !== undefined && taking.test(name);
    }
    if (node.type === 'Property')
      return /^(fail|down|broken|refuse|error)/i.test(keyName(node.key, node.computed) ?? '');
    return (
      node.type === 'Literal' &&
      typeof node.value === 'number' &&
      (node.value === 429 || (node.value >= 500 && node.value < 600))
    );
  });
}

/** The test hands in a stand-in for the port of which a method fails. */
export function standsInFailing(body: Node, { methods }: Dependency): boolean {
  return someNode(body, (node) => {
    if (node.type !== 'Property') return false;
    const name = keyName(node.key, node.computed);
    const value = bare(node.value);
    return name !== undefined && methods.includes(name) && isFailing(value);
  });
}

function isFailing(value: Node): boolean {
  if (!isFunction(value) && value.type !== 'CallExpression') return false;
  return someNode(value, (node) => {
    if (node.type === 'ThrowStatement') return true;
    const name = node.type === 'MemberExpression' ? propertyName(node) : undefined;
    return name !== undefined && /^(reject|mockRejected\w*|rejects)$/.test(name);
  });
}

const nameOf = (node: Node): string | undefined => (node.type === 'Identifier' ? node.name : undefined);
