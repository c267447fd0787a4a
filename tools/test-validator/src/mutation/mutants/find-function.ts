import type { FunctionBody, Node } from 'oxc-parser';

import type { Operation } from '../../services/service.ts';
import type { Module } from '../../syntax/parse-module.ts';
import { contains, type FunctionNode, isFunction, someNode } from '../../syntax/nodes.ts';

export type FunctionWithBody = FunctionNode & { body: NonNullable<FunctionNode['body']> };

/**
 * The function whose body stands at the operation's offsets.
 * @returns undefined where there is none (the file has changed), or where it is a constructor: whoever calls that needs
 * what it makes, and gets it whatever the body does
 */
export function findFunction(
  module: Module,
  { body }: Pick<Operation, 'body'>,
): FunctionWithBody | undefined {
  let found: FunctionWithBody | undefined;
  const isMeant = (node: Node): boolean => {
    // The offsets may take in parentheses around an arrow's expression, which the tree leaves out.
    if (!isFunction(node) || !hasBody(node) || !contains(body, node.body) || !contains(node, body))
      return false;
    found = node;
    return true;
  };
  someNode(module.program, isMeant, (node) => contains(node, body));
  return found === undefined || isConstructor(found) ? undefined : found;
}

/** The statements of a body in braces. */
export function blockOf(fn: FunctionWithBody): FunctionBody | undefined {
  return fn.body.type === 'BlockStatement' ? fn.body : undefined;
}

function hasBody(fn: FunctionNode): fn is FunctionWithBody {
  return fn.body !== null;
}

function isConstructor({ parent }: FunctionNode): boolean {
  return parent?.type === 'MethodDefinition' && parent.kind === 'constructor';
}
