import type { Node } from 'oxc-parser';

import { bare, propertyName, stringOf } from '../../syntax/nodes.ts';
import { blockOf, type FunctionWithBody } from './find-function.ts';

/** What a body does that is no more than a mutant would do. */
export type Triviality =
  /** It gives a constant, in the words of `ReturnedValue.empty`, or undefined. */
  { does: 'gives'; value: string | undefined } | { does: 'throws' };

/** Undefined for a body that does something of its own. */
export function trivialityOf(fn: FunctionWithBody): Triviality | undefined {
  const block = blockOf(fn);
  if (block === undefined) return constantOf(fn.body);
  const [only, ...others] = block.body.filter(
    (statement) => !('directive' in statement && statement.directive),
  );
  if (only === undefined) return { does: 'gives', value: undefined };
  if (others.length > 0) return undefined;
  if (only.type === 'ThrowStatement') return { does: 'throws' };
  if (only.type !== 'ReturnStatement') return undefined;
  return only.argument === null ? { does: 'gives', value: undefined } : constantOf(only.argument);
}

function constantOf(expression: Node): Triviality | undefined {
  const node = bare(expression);
  const text = stringOf(node);
  if (text !== undefined) return { does: 'gives', value: JSON.stringify(text) };
  switch (node.type) {
    case 'Literal':
      return { does: 'gives', value: node.raw ?? String(node.value) };
    case 'Identifier':
      return node.name === 'undefined' ? { does: 'gives', value: undefined } : undefined;
    case 'UnaryExpression':
      return node.operator === 'void' && node.argument.type === 'Literal'
        ? { does: 'gives', value: undefined }
        : undefined;
    case 'ArrayExpression':
      return node.elements.length === 0 ? { does: 'gives', value: '[]' } : undefined;
    case 'ObjectExpression':
      return node.properties.length === 0 ? { does: 'gives', value: '{}' } : undefined;
    case 'NewExpression':
      return node.callee.type === 'Identifier' && node.arguments.length === 0
        ? { does: 'gives', value: `new ${node.callee.name}()` }
        : undefined;
    case 'CallExpression':
      return isResolved(node.callee) ? constantOrNothing(node.arguments[0]) : undefined;
    default:
      return undefined;
  }
}

function constantOrNothing(node: Node | undefined): Triviality | undefined {
  return node === undefined ? { does: 'gives', value: undefined } : constantOf(node);
}

function isResolved(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise' &&
    propertyName(callee) === 'resolve'
  );
}
