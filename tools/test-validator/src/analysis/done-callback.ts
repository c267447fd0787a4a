import type { Node } from 'oxc-parser';

import type { Binding } from '../syntax/bind-names.ts';
import { bare, functionAroundOf, type FunctionNode } from '../syntax/nodes.ts';
import type { TestCase } from '../tests/find-tests.ts';
import { callWith, isTimer } from './walk-promise.ts';

/** The first parameter of a test that calls back: not the context of node:test, AVA or Vitest. */
export function doneOf(body: FunctionNode, { module, definition }: TestCase): Binding | undefined {
  // A row's values come first.
  const candidates = definition.table === undefined ? body.params.slice(0, 2) : body.params.slice(-1);
  for (const param of candidates) {
    const binding = param.type === 'Identifier' ? module.bindings.of(param) : undefined;
    if (binding === undefined) continue;
    const isUsedSo = binding.references.some(({ node }) => isCalledBack(node));
    const isNamedSo = /^(done|cb|callback|next|finish|end|complete|fin)$/i.test(binding.name);
    if (
      isUsedSo &&
      (isNamedSo ||
        (definition.table === undefined && binding.references.every(({ node }) => isCalledBack(node))))
    ) {
      return binding;
    }
  }
  return undefined;
}

function isCalledBack(use: Node): boolean {
  const { parent } = use;
  if (
    parent?.type === 'CallExpression' ||
    parent?.type === 'Property' ||
    parent?.type === 'AssignmentExpression'
  )
    return true;
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === use &&
    !parent.computed &&
    /^(fail|bind|call)$/.test(parent.property.name)
  );
}

/** Where something other than the test's straight line calls `done`, or gets it. */
export function usesOfDone(done: Binding, body: FunctionNode): Node[] {
  return done.references
    .map(({ node }) => node)
    .filter(
      (use) =>
        functionAroundOf(use) !== body || use.parent?.type !== 'CallExpression' || use.parent.callee !== use,
    );
}

/**
 * The test ends only if the code under test calls back: a timer always does, and the end of a promise says as much as
 * awaiting it. What is around those may call back all the same: `app.listen(0, () => server.close(done))`.
 */
export function isDecidingDone(use: Node, body: FunctionNode): boolean {
  let call = callWith(use);
  if (call === undefined) return isGivenAway(use, body);
  while (call !== undefined) {
    if (!isNeutral(call)) return true;
    const around: FunctionNode | undefined = functionAroundOf(call);
    if (around === undefined || around === body) return false;
    const { parent } = around;
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return true;
    call = parent;
  }
  return false;
}

/** `{ end: done }` for somebody to call, `emitter.onclose = done`; or called in a function that is kept under a name. */
function isGivenAway(use: Node, body: FunctionNode): boolean {
  return use.parent?.type !== 'CallExpression' || functionAroundOf(use) !== body;
}

function isNeutral(call: Node): boolean {
  if (isTimer(call)) return true;
  if (call.type !== 'CallExpression') return false;
  const callee = bare(call.callee);
  const name =
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
  return /^(then|catch|finally|close|destroy|stop|quit|disconnect)$/.test(name);
}

/** `.catch((error) => { …; done(); })`, or in a `catch`: without an error the test would never end. */
export function isOnFailure(use: Node, body: FunctionNode): boolean {
  for (let node: Node | null | undefined = use; node != null && node !== body; node = node.parent) {
    if (node.type === 'CatchClause') return true;
    const call: Node | null | undefined = node.parent;
    if (call?.type !== 'CallExpression' || call.callee === node) continue;
    const callee = bare(call.callee);
    const name =
      callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
    if (name === 'catch' || (name === 'then' && call.arguments[1] === node)) return true;
  }
  return false;
}
