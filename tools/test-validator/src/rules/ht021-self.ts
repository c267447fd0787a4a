import type { Node } from 'oxc-parser';

import { pathText } from '../analysis/doubles.ts';
import { statementOf } from '../analysis/walk.ts';
import { isEquality } from '../analysis/holds.ts';
import { bare } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { defective } from './flow.ts';
import type { Rule } from './rule.ts';

export const self: Rule = {
  id: 'HT021',
  name: 'self',
  severity: 'error',
  summary: 'A value is compared with itself.',
  isDefect({ oracle, module }) {
    if ((oracle.kind !== 'matcher' && oracle.kind !== 'assert') || oracle.isNegated) return false;
    const { actual, expected } = oracle;
    const [first] = expected;
    if (actual === undefined) return false;
    const isReflexive =
      isEquality(oracle) || /^(toBe(Less|Greater)ThanOrEqual|toContainEqual)$/.test(oracle.name);
    if (first !== undefined && isReflexive && areSame(actual, first, module)) return true;
    // `expect(a === a).toBe(true)`, `assert(a === a)`
    const compared = bare(actual);
    const isObjectIs =
      compared.type === 'CallExpression' &&
      pathText(compared.callee, module) === 'Object.is' &&
      compared.arguments.length === 2;
    const [left, right] = isObjectIs
      ? compared.arguments
      : compared.type === 'BinaryExpression' && /^={2,3}$/.test(compared.operator)
        ? [compared.left, compared.right]
        : [];
    const isTrue = /^(toBe|toEqual|toStrictEqual|toBeTruthy|true|ok|isTrue|isOk|assert|)$/.test(oracle.name);
    return (
      isTrue &&
      left !== undefined &&
      right !== undefined &&
      areSame(left, right, module) &&
      (first === undefined || (first.type === 'Literal' && first.value === true))
    );
  },
  check: (examined) =>
    defective(examined, 'HT021').map(({ node, module }) => ({
      node: statementOf(node),
      message: 'Compares a value with itself.',
      ...(module !== examined.test.module && { module }),
    })),
};

function areSame(one: Node, other: Node, module: Module): boolean {
  const path = pathText(one, module);
  return path !== undefined && path !== 'undefined' && path === pathText(other, module);
}
