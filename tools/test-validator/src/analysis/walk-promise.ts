import type { NewExpression, Node } from 'oxc-parser';

import { bare, functionAroundOf, isFunction } from '../syntax/nodes.ts';
import { timers } from '../frameworks/callback-words.ts';
import { chainOf } from '../frameworks/chain.ts';
import type { State } from './trace.ts';
import { walkExpression } from './walk-expression.ts';
import { walkFunction } from './walk-function.ts';
import { addSite, oracleOf, type Use, type Walk } from './walk.ts';

/** `new Promise((resolve, reject) => …)`, and every other `new`. */
export function walkPromise(walk: Walk, node: NewExpression, use: Use, state: State): State {
  const executor = node.arguments[0] === undefined ? undefined : bare(node.arguments[0]);
  const isPromise = node.callee.type === 'Identifier' && node.callee.name === 'Promise';
  if (!isPromise || !isFunction(executor)) {
    return node.arguments.reduce((at, argument) => walkExpression(walk, argument, 'kept', at), state);
  }
  const { isWaited } = walk;
  walk.isWaited = use !== 'dropped';
  const after = walkFunction(walk, executor, state);
  walk.isWaited = isWaited;
  const [resolve, reject] = executor.params;
  const rejects = reject !== undefined && usesOf(reject, walk).length > 0;
  const waits = resolve !== undefined && usesOf(resolve, walk).some(isEvent);
  if (use === 'dropped' || (!rejects && !waits)) return after === 'dead' ? state : after;
  return addSite(walk, node, oracleOf('callback', rejects ? 'reject' : 'resolve')) ? 'assured' : after;
}

function usesOf(param: Node, walk: Walk): Node[] {
  return walk.module.bindings.of(param)?.references.map(({ node }) => node) ?? [];
}

/** What is called when something happens: `once('close', resolve)`, `on('x', () => resolve())`. */
const awaitedEvents = /^(on|once|addListener|prependOnceListener|addEventListener|subscribe|then|onmessage)$/;

function isEvent(use: Node): boolean {
  const call = callWith(use);
  if (call === undefined) return false;
  const name = chainOf(call).links.at(-1)?.name ?? '';
  return awaitedEvents.test(name) && name !== 'then';
}

/** The call that a function is handed to: directly, or as what a callback calls. */
export function callWith(use: Node): Node | undefined {
  const { parent } = use;
  if (parent?.type !== 'CallExpression') return undefined;
  if (parent.callee !== use) return parent;
  const around = functionAroundOf(use);
  return around?.parent?.type === 'CallExpression' ? around.parent : undefined;
}

/** The call only waits for time to pass. */
export function isTimer(call: Node): boolean {
  const { root, links } = chainOf(call);
  const name = links.at(-1)?.name ?? (root.type === 'Identifier' ? root.name : '');
  return timers.has(name);
}
