import type { Node } from 'oxc-parser';

import type { Oracle } from '../frameworks/oracle.ts';
import { weakAssertions, weakMatchers, weakNegated } from '../frameworks/matcher-words.ts';
import { bare, propertyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { decidingOracles } from './flow.ts';
import { atTest, type Rule } from './rule.ts';

export const weakOnly: Rule = {
  id: 'HT026',
  name: 'weak only',
  severity: 'warning',
  summary: 'All assertions accept nearly every value.',
  check(examined) {
    const oracles = decidingOracles(examined);
    const isOnly = oracles.length > 0 && oracles.every((oracle) => isWeak(oracle, examined.test.module));
    return isOnly ? [atTest(examined, 'Only says that there is some value, not which.')] : [];
  },
};

/** The comparison that a constant holds. */
function meaning(node: Node, module: Module): Node {
  const declaration = node.type === 'Identifier' ? module.bindings.of(node)?.declaration : undefined;
  const init =
    declaration?.type === 'VariableDeclarator' && declaration.id.type === 'Identifier'
      ? declaration.init
      : null;
  return init === null ? node : bare(init);
}

function isWeak({ kind, name, isNegated, actual, expected }: Oracle, module: Module): boolean {
  if (actual === undefined || isQuestion(actual) || isQuestion(meaning(actual, module))) return false;
  if (kind === 'assert') return weakAssertions.has(name) || (name === 'notEqual' && isNothing(expected[0]));
  if (kind !== 'matcher') return false;
  if (isNegated)
    return (
      weakNegated.has(name) ||
      (/^(null|undefined|toBe|toEqual|equal)$/.test(name) &&
        (expected.length === 0 || isNothing(expected[0])))
    );
  return weakMatchers.has(name) || /^(ok|exist|exists|truthy|defined)$/.test(name);
}

function isNothing(node: Node | undefined): boolean {
  return (
    node !== undefined &&
    ((node.type === 'Literal' && node.value === null) ||
      (node.type === 'Identifier' && node.name === 'undefined'))
  );
}

const asking =
  /^(is|has|have|can|could|should|are|was|were|does|did|includes?|contains?|exists?|some|every|test|match(es)?|equals?|startsWith|endsWith|existsSync|deepEqual|validate|supports?|allows?|needs?|must|will|check|verify|compare|isEqual|satisf(y|ies)|disabled|enabled|checked|ok|success|valid|done|called|calledOnce|calledWith|get(All)?By\w+|find(All)?By\w+|delete)(?![a-z])/;

/** What is looked at is a yes or no by itself: a comparison, `isValid(x)`, `set.has(1)`. */
function isQuestion(node: Node): boolean {
  const inner = bare(node);
  switch (inner.type) {
    case 'AwaitExpression':
      return isQuestion(inner.argument);
    case 'BinaryExpression':
      return /^([=!]==?|[<>]=?|in|instanceof)$/.test(inner.operator);
    case 'LogicalExpression':
      return isQuestion(inner.left) || isQuestion(inner.right);
    case 'UnaryExpression':
      return inner.operator === '!' || inner.operator === 'delete';
    case 'CallExpression':
      return isQuestion(inner.callee);
    case 'MemberExpression':
      return asking.test(propertyName(inner) ?? '');
    case 'Identifier':
      return asking.test(inner.name);
    default:
      return false;
  }
}
