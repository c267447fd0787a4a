import type { Node } from 'oxc-parser';

import { forEachChild } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { requiredBy } from './denote.ts';

/** The specifiers of the imports that code uses by their names, or requires itself. */
export function importsIn(node: Node, module: Module): Set<string> {
  const used = new Set<string>();
  const visit = (child: Node): void => {
    const required = requiredBy(child);
    if (required !== undefined) used.add(required);
    if (child.type === 'Identifier' || child.type === 'JSXIdentifier') {
      const declaration = module.bindings.of(child)?.declaration;
      const parent = declaration?.parent;
      if (parent?.type === 'ImportDeclaration') used.add(parent.source.value);
      const init = declaration?.type === 'VariableDeclarator' ? declaration.init : null;
      const source = init === null ? undefined : requiredBy(init);
      if (source !== undefined) used.add(source);
    }
    forEachChild(child, visit);
  };
  visit(node);
  return used;
}
