import type { Node } from 'oxc-parser';

import { bare, forEachChild, propertyName, stringOf } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { requiredBy } from './required-by.ts';

/** The specifiers of the imports that code uses by their names, or loads itself; not what is taken past a double. */
export function importsIn(node: Node, module: Module): Set<string> {
  const used = new Set<string>();
  const note = (source: string | undefined): void => {
    if (source !== undefined) used.add(source);
  };
  const visit = (child: Node): void => {
    note(loadedBy(child));
    if (child.type === 'Identifier' || child.type === 'JSXIdentifier') {
      const declaration = module.bindings.of(child)?.declaration;
      const parent = declaration?.parent;
      if (parent?.type === 'ImportDeclaration') used.add(parent.source.value);
      const init = declaration?.type === 'VariableDeclarator' ? declaration.init : null;
      if (init !== null) note(loadedBy(init));
    }
    forEachChild(child, visit);
  };
  visit(node);
  return used;
}

function loadedBy(node: Node): string | undefined {
  const inner = node.type === 'AwaitExpression' ? bare(node.argument) : node;
  if (inner.type === 'ImportExpression') return stringOf(inner.source);
  if (inner.type !== 'CallExpression') return undefined;
  const callee = bare(inner.callee);
  const isActual = callee.type === 'MemberExpression' && /Actual$/.test(propertyName(callee) ?? '');
  return isActual ? undefined : requiredBy(inner);
}
