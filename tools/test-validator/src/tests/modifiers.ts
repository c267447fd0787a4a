import type { CallExpression, Node } from 'oxc-parser';

import { bare, keyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

/** A literal that is never true. */
export function isFalse(node: Node): boolean {
  const inner = bare(node);
  return inner.type === 'Literal' && (inner.value === false || inner.value === 0 || inner.value === null);
}

/** A literal that is always true. */
export function isTrue(node: Node): boolean {
  const inner = bare(node);
  return inner.type === 'Literal' && Boolean(inner.value);
}

/** `{ skip: true }` or `{ skip: 'why' }` among the arguments. */
export function optionIn(call: CallExpression, name: string): boolean {
  return call.arguments.some((argument) => {
    const options = bare(argument);
    return (
      options.type === 'ObjectExpression' &&
      options.properties.some(
        (property) =>
          property.type === 'Property' &&
          keyName(property.key, property.computed) === name &&
          isTrue(property.value),
      )
    );
  });
}

/** `[]`, also by a name, and a template table without rows. */
export function isEmptyTable(table: Node, module: Module): boolean {
  const inner = bare(table);
  if (inner.type === 'ArrayExpression') {
    return inner.elements.every(
      (element) => element?.type === 'SpreadElement' && isEmptyTable(element.argument, module),
    );
  }
  if (inner.type === 'TemplateLiteral') return inner.expressions.length === 0;
  if (inner.type !== 'Identifier') return false;
  const binding = module.bindings.of(inner);
  const isFilled = binding?.references.some(({ node, isWrite }) => isWrite || node !== inner);
  const { declaration } = binding ?? {};
  return (
    binding?.kind === 'const' &&
    isFilled === false &&
    declaration?.type === 'VariableDeclarator' &&
    declaration.init !== null &&
    declaration.init.type === 'ArrayExpression' &&
    declaration.init.elements.length === 0
  );
}
