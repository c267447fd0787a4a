import type { Node } from 'oxc-parser';

import { bare, forEachChild, isFunction } from '../../syntax/nodes.ts';
import { blockOf, type FunctionWithBody } from './find-function.ts';
import { eitherOf, noValue, type ReturnedValue, unknownValue, valueOf } from './returned-value.ts';

/** Where no type is declared: what the shape of what is returned tells. */
export function emptyOfReturns(fn: FunctionWithBody): ReturnedValue {
  return eitherOf(returnedBy(fn).map((value) => (value === undefined ? noValue : emptyOfExpression(value))));
}

/** What a function's own `return`s give, undefined for one without a value; none where it has none. */
export function returnedBy(fn: FunctionWithBody): (Node | undefined)[] {
  const block = blockOf(fn);
  if (block === undefined) return [fn.body];
  const returned: (Node | undefined)[] = [];
  const walk = (node: Node): void => {
    if (node.type === 'ReturnStatement') returned.push(node.argument ?? undefined);
    else if (!isFunction(node) && node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') {
      forEachChild(node, walk);
    }
  };
  forEachChild(block, walk);
  return returned;
}

function emptyOfExpression(expression: Node): ReturnedValue {
  const node = bare(expression);
  switch (node.type) {
    case 'Literal':
      return emptyOfLiteral(node.value);
    case 'TemplateLiteral':
      return valueOf('""');
    case 'ArrayExpression':
      return valueOf('[]');
    case 'ObjectExpression':
      return valueOf('{}');
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return valueOf('()=>{}');
    case 'UnaryExpression':
      return emptyOfUnary(node.operator);
    case 'UpdateExpression':
      return valueOf('0');
    case 'BinaryExpression':
      return emptyOfBinary(node.operator, node.left, node.right);
    case 'ConditionalExpression':
      return eitherOf([emptyOfExpression(node.consequent), emptyOfExpression(node.alternate)]);
    case 'LogicalExpression':
      return eitherOf([emptyOfExpression(node.left), emptyOfExpression(node.right)]);
    case 'NewExpression':
      return emptyOfNew(node.callee);
    case 'CallExpression':
      return makesPromise(node.callee) ? { ...unknownValue, isPromise: true } : unknownValue;
    case 'Identifier':
      return node.name === 'undefined' ? noValue : unknownValue;
    default:
      return unknownValue;
  }
}

function emptyOfLiteral(value: unknown): ReturnedValue {
  if (value === null) return valueOf('null');
  if (typeof value === 'string') return valueOf('""');
  if (typeof value === 'number') return valueOf('0');
  if (typeof value === 'bigint') return valueOf('0n');
  return typeof value === 'boolean' ? valueOf('false') : unknownValue;
}

function emptyOfUnary(operator: string): ReturnedValue {
  if (operator === '!' || operator === 'delete') return valueOf('false');
  if (operator === 'typeof') return valueOf('""');
  return operator === 'void' ? noValue : valueOf('0');
}

function emptyOfBinary(operator: string, left: Node, right: Node): ReturnedValue {
  if (/^[=!<>]|^in/.test(operator) && !['<<', '>>', '>>>'].includes(operator)) return valueOf('false');
  if (operator !== '+') return valueOf('0');
  const parts = [emptyOfExpression(left).empty, emptyOfExpression(right).empty];
  return parts.includes('""') ? valueOf('""') : valueOf(parts.includes('0') ? '0' : undefined);
}

function emptyOfNew(callee: Node): ReturnedValue {
  const name = callee.type === 'Identifier' ? callee.name : '';
  if (name === 'Promise') return { ...unknownValue, isPromise: true };
  if (name === 'Map' || name === 'Set') return valueOf(`new ${name}()`);
  return name === 'Array' ? valueOf('[]') : unknownValue;
}

function makesPromise(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise'
  );
}
