import type { Class, Node } from 'oxc-parser';

import type { Denotation } from '../analysis/denotation.ts';
import type { Denoter } from '../analysis/denote.ts';
import { forEachChild, type FunctionNode, isExpressionBody, isFunction, keyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

export interface Method {
  name: string;
  node: FunctionNode;
  module: Module;
}

/** The public methods that others can call on a value. */
export function methodsOf(value: Denotation, denoter: Denoter): Method[] {
  if (value.kind === 'class' || value.kind === 'instance') return methodsOfClass(value, denoter);
  if (value.kind !== 'object') return [];
  return value.node.properties.flatMap((property): Method[] => {
    if (property.type !== 'Property' || property.kind !== 'init') return [];
    const name = keyName(property.key, property.computed);
    const method = denoter.of(property.value, value.module);
    return name === undefined || method.kind !== 'function'
      ? []
      : [{ name, node: method.node, module: method.module }];
  });
}

/** Its own, and those of the project's classes that it extends. */
function methodsOfClass(
  { node, module }: { node: Class; module: Module },
  denoter: Denoter,
  depth = 0,
): Method[] {
  const own = node.body.body.flatMap((member): Method[] => {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return [];
    const isHidden =
      member.key.type === 'PrivateIdentifier' || (member.accessibility ?? 'public') !== 'public';
    if (isHidden || (member.type === 'MethodDefinition' && member.kind !== 'method')) return [];
    const name = keyName(member.key, member.computed);
    return name !== undefined && isFunction(member.value) ? [{ name, node: member.value, module }] : [];
  });
  if (node.superClass === null || depth > 8) return own;
  const parent = denoter.of(node.superClass, module);
  const inherited = parent.kind === 'class' ? methodsOfClass(parent, denoter, depth + 1) : [];
  return [...own, ...inherited.filter(({ name }) => own.every((method) => method.name !== name))];
}

/** What a function gives back: each value that is written as one of the project's objects or instances. */
export function madeBy(fn: FunctionNode, module: Module, denoter: Denoter): Denotation[] {
  return returnedBy(fn)
    .map((node) => denoter.of(node, module))
    .filter(({ kind }) => kind === 'object' || kind === 'instance');
}

function returnedBy(fn: FunctionNode): Node[] {
  if (isExpressionBody(fn)) return [fn.body];
  const returned: Node[] = [];
  const visit = (node: Node): void => {
    if (isFunction(node) || node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return;
    if (node.type === 'ReturnStatement' && node.argument !== null) returned.push(node.argument);
    forEachChild(node, visit);
  };
  if (fn.body !== null) visit(fn.body);
  return returned;
}
