import type { Node } from 'oxc-parser';

import type { Denoter } from '../analysis/denote.ts';
import { bare, contains, isFunction, keyName, propertyName, someNode } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

const maxDepth = 8;

/** Says of functions whether they can fail of themselves: by a throw or a rejection, in them or in what they call. */
export class Failing {
  readonly #denoter: Denoter;
  readonly #known = new Map<Node, boolean>();

  constructor(denoter: Denoter) {
    this.#denoter = denoter;
  }

  canFail(node: Node, module: Module, depth = 0): boolean {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (depth > maxDepth) return false;
    // What calls itself fails only if something else in it does.
    this.#known.set(node, false);
    // A function inside runs when it is called, and is looked into there; a callback runs here.
    const isEntered = (inner: Node): boolean => inner === node || !isFunction(inner) || isCallback(inner);
    const fails = someNode(node, (inner) => this.#fails(inner, node, module, depth), isEntered);
    this.#known.set(node, fails);
    return fails;
  }

  #fails(node: Node, within: Node, module: Module, depth: number): boolean {
    if (node.type === 'ThrowStatement') return !isCaught(node, within);
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
    const callee = bare(node.callee);
    const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
    if (name === 'throwIfAborted' || name === 'reject') return true;
    if (callee.type === 'Identifier' && callee.name === 'reject') return true;
    if (isCaught(node, within)) return false;
    const called = methodOfThis(callee) ?? this.#denoter.of(callee, module);
    if ('type' in called) return this.canFail(called, module, depth + 1);
    if (called.kind === 'function') return this.canFail(called.node, called.module, depth + 1);
    if (called.kind !== 'class') return false;
    const constructor = called.node.body.body.find(
      (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
    );
    return (
      constructor?.type === 'MethodDefinition' && this.canFail(constructor.value, called.module, depth + 1)
    );
  }
}

function isCallback(fn: Node): boolean {
  const { parent } = fn;
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false;
  return parent.callee === fn || parent.arguments.some((argument) => argument === fn);
}

/** In a `try` of the function whose `catch` goes on. */
function isCaught(node: Node, within: Node): boolean {
  let inner = node;
  for (let outer = node.parent; outer != null && inner !== within; outer = outer.parent) {
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler !== null) {
      if (!someNode(outer.handler, ({ type }) => type === 'ThrowStatement')) return true;
    }
    inner = outer;
  }
  return false;
}

/** The method that `this.name` or `this.#name` means in the class around it. */
function methodOfThis(callee: Node): Node | undefined {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'ThisExpression') return undefined;
  const name = keyName(callee.property, callee.computed);
  for (let around: Node | null | undefined = callee.parent; around != null; around = around.parent) {
    if (around.type !== 'ClassBody') continue;
    const method = around.body.find(
      (member) => member.type === 'MethodDefinition' && keyName(member.key, member.computed) === name,
    );
    return method?.type === 'MethodDefinition' && isFunction(method.value) && !contains(method, callee)
      ? method.value
      : undefined;
  }
  return undefined;
}
