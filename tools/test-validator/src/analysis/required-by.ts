import type { Node } from 'oxc-parser';

import { calledName, stringOf } from '../syntax/nodes.ts';

const requirers = new Set([
  'require',
  'requireActual',
  'importActual',
  'requireMock',
  'esmock',
  'proxyquire',
  'rewire',
]);

/** `x` of `require('x')`, `jest.requireActual('x')` and their like. */
export function requiredBy(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const name = calledName(node);
  const [first] = node.arguments;
  return name !== undefined && requirers.has(name) && first !== undefined ? stringOf(first) : undefined;
}
