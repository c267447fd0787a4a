import type { Node } from 'oxc-parser';

import { argumentsOf, chainOf } from '../frameworks/chain.ts';
import { readOracle } from '../frameworks/read-oracle.ts';
import { bare } from '../syntax/nodes.ts';
import { placeOf, type Walk } from './walk.ts';

/** Whatever runs it fails: a throw, `fail()`, `done(error)`, `reject(error)`, last in a block. */
export function failsAlways(node: Node, walk: Walk): boolean {
  switch (node.type) {
    case 'ThrowStatement':
      return true;
    case 'BlockStatement': {
      const last = node.body.at(-1);
      const before = node.body.at(-2);
      if (last === undefined) return false;
      return (
        failsAlways(last, walk) ||
        (last.type === 'ReturnStatement' &&
          last.argument === null &&
          before !== undefined &&
          failsAlways(before, walk))
      );
    }
    case 'ReturnStatement':
      return node.argument !== null && isFailure(node.argument, walk);
    case 'ExpressionStatement':
      return isFailure(node.expression, walk);
    default:
      return isFailure(node, walk);
  }
}

/** Nothing but a failure and words about it: `catch (error) { console.log(error); throw error; }`. */
export function failsOnly(node: Node, walk: Walk): boolean {
  if (!failsAlways(node, walk)) return false;
  return (
    node.type !== 'BlockStatement' ||
    node.body.slice(0, -1).every((statement) => !isDeciding(statement, walk))
  );
}

function isDeciding(statement: Node, walk: Walk): boolean {
  if (statement.type === 'IfStatement') return true;
  if (statement.type !== 'ExpressionStatement') return false;
  const reading = readOracle(chainOf(statement.expression), placeOf(walk));
  return reading !== undefined && reading !== 'incomplete' && reading.kind !== 'sentinel';
}

function isFailure(node: Node, walk: Walk): boolean {
  const inner = bare(node);
  const call = inner.type === 'AwaitExpression' ? bare(inner.argument) : inner;
  if (call.type !== 'CallExpression') return false;
  const chain = chainOf(call);
  const [first] = chain.links;
  const { root } = chain;
  if (root.type === 'Identifier' && first?.call !== undefined && first.name === undefined) {
    const given = argumentsOf(first);
    const binding = walk.module.bindings.of(root);
    const says = given.length > 0 && !isNothing(given[0]);
    if (says && binding?.kind === 'param' && /^(done|cb|callback|next|reject|rej|fail|end)$/i.test(root.name))
      return true;
  }
  if (first?.name === 'reject' && root.type === 'Identifier' && root.name === 'Promise') return true;
  if (root.type === 'Identifier' && root.name === 'process' && first?.name === 'exit') return true;
  const reading = readOracle(chain, placeOf(walk));
  return reading !== undefined && reading !== 'incomplete' && reading.kind === 'sentinel';
}

function isNothing(node: Node | undefined): boolean {
  return (
    node === undefined ||
    (node.type === 'Literal' && node.value === null) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}
