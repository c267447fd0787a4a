import type { Node } from 'oxc-parser';

import { type Chain, chainOf, type Link } from '../frameworks/chain.ts';
import { readOracle } from '../frameworks/read-oracle.ts';
import type { Oracle } from '../frameworks/oracle.ts';
import { deferring, doubling, iterators } from '../frameworks/callback-words.ts';
import { bare, type FunctionNode, isFunction } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { failsOnly } from './failing.ts';
import { loopKind } from './loops.ts';
import { join, type State } from './trace.ts';
import { walkExpression, walkHeld } from './walk-expression.ts';
import { walkCallback } from './walk-function.ts';
import { isTimer } from './walk-promise.ts';
import { addSite, denote, oracleOf, placeOf, statementOf, under, type Use, type Walk } from './walk.ts';

interface Call {
  chain: Chain;
  link: Link;
  /** What becomes of this call's value, and of the whole chain's. */
  use: Use;
  chainUse: Use;
  /** The chain is an oracle itself. */
  oracle: Oracle | undefined;
}

/** Follows what a call is given: values are evaluated, callbacks run as the call is known to run them. */
export function walkArguments(walk: Walk, call: Call, from: State): State {
  let state = from;
  const { link } = call;
  const isTogether = /^(all|allSettled|race|any)$/.test(link.name ?? '') && call.use === 'awaited';
  (link.call?.arguments ?? []).forEach((argument, index) => {
    const node = argument.type === 'SpreadElement' ? bare(argument.argument) : bare(argument);
    const callback = callbackOf(walk, node);
    const isDroppedTogether = callback === undefined && call.use === 'dropped' && isPromiseAll(call);
    if (isDroppedTogether) state = walkExpression(walk, node, 'dropped', state);
    else if (callback === undefined && link.name === 'catch' && isConsole(node))
      state = swallow(walk, call, state);
    else if (callback === undefined)
      state = walkExpression(walk, node, isTogether ? 'awaited' : 'kept', state);
    else if (!isSubject(call)) state = walkGiven(walk, call, callback, index, state);
  });
  return state;
}

/** `Promise.all([…])` */
function isPromiseAll({ chain: { root }, link }: Call): boolean {
  return root.type === 'Identifier' && root.name === 'Promise' && /^(all|allSettled)$/.test(link.name ?? '');
}

/** `console.error`: says it, and goes on. */
export function isConsole(node: Node): boolean {
  return (
    node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'console'
  );
}

/** What asserted before in the chain fails for nobody. */
function swallow(walk: Walk, { chain }: Call, state: State): State {
  const hazard = {
    rule: 'HT036' as const,
    node: statementOf(chain.node),
    module: walk.module,
    isCertain: false,
  };
  for (const site of walk.sites) {
    const isInside = site.node.start >= chain.node.start && site.node.end <= chain.node.end;
    if (isInside) site.hazards = [...site.hazards, hazard];
  }
  return state === 'dead' ? state : 'open';
}

interface Callback {
  node: FunctionNode;
  module: Module;
}

/** A function that stands there, or a local one by its name. */
function callbackOf(walk: Walk, node: Node): Callback | undefined {
  if (isFunction(node)) return { node, module: walk.module };
  if (node.type !== 'Identifier') return undefined;
  const denoted = denote(walk, node);
  return denoted.kind === 'function' ? { node: denoted.node, module: denoted.module } : undefined;
}

/** `expect(() => f()).toThrow()`: the function is what is looked at. */
function isSubject({ oracle, link, chain }: Call): boolean {
  if (oracle === undefined || oracle.isSmoke) return false;
  return (
    (oracle.kind === 'matcher' || oracle.kind === 'assert') &&
    (link.name === undefined || chain.links.length <= 2)
  );
}

function walkGiven(walk: Walk, call: Call, callback: Callback, index: number, state: State): State {
  const { link, chain } = call;
  const name = link.name ?? (chain.root.type === 'Identifier' ? chain.root.name : '');
  const run = (from: State = state): State => walkCallback(walk, callback.node, callback.module, from);
  const statement = statementOf(chain.node);

  if (name === 'then' || name === 'catch' || name === 'finally')
    return walkThen(walk, call, callback, index, state);
  if (iterators.has(name) && link.name !== undefined && index === 0) {
    const list = listBefore(link);
    const kind = list === undefined || walk.isLenient ? 'given' : loopKind(walk, list);
    // Nobody waits for the promises that `forEach` gets.
    const isDropped = name === 'forEach' && callback.node.async && !walk.isLenient;
    if (isDropped) {
      under(walk, 'HT034', statement, () => run('open'), true);
      return state;
    }
    if (kind === 'given') return alive(run(), state);
    under(walk, 'HT033', statement, () => run('open'), kind === 'empty');
    return state;
  }
  // Kept for later, by somebody who may never come back to it.
  if (/^(push|unshift|add|set)$/.test(name) && link.name !== undefined && walk.isLenient) return state;
  const isSure = walk.isCounted || walk.waitsForDone || walk.isLenient;
  if ((doubling.has(name) && (link.name !== undefined || name !== 'method')) || isMockedServer(walk, chain)) {
    return walkHeld(walk, callback.node, state, callback.module);
  }
  if (deferring.has(name) || (link.call !== undefined && isTimer(link.call))) {
    if (callback.node.body !== null && failsOnly(callback.node.body, walk) && !isSure) {
      // `watcher.on('error', () => { throw … })`: must not happen.
      return addSite(walk, callback.node, oracleOf('sentinel', 'throw')) ? 'assured' : state;
    }
    if (isSure || walk.isWaited || call.use === 'awaited') return alive(run(), state);
    under(walk, 'HT032', statement, () => run('open'));
    return state;
  }
  if (
    !isSure &&
    !walk.isWaited &&
    call.use === 'dropped' &&
    (isNodeCallback(callback.node) || isKept(walk, call, index))
  ) {
    under(walk, 'HT032', statement, () => run('open'));
    return state;
  }
  return alive(run(), state);
}

/** `(error, value) => …`: called when it is done. */
function isNodeCallback({ params }: FunctionNode): boolean {
  const [first] = params;
  return params.length > 0 && first?.type === 'Identifier' && /^(err|error|e)$/.test(first.name);
}

/** A helper that only keeps its callback: `pending.push(run)`. */
function isKept(walk: Walk, { link }: Call, index: number): boolean {
  const callee = link.call === undefined ? undefined : bare(link.call.callee);
  const denoted = callee === undefined ? undefined : denote(walk, callee);
  if (denoted?.kind !== 'function') return false;
  const param = denoted.node.params[index];
  const uses = param === undefined ? [] : (denoted.module.bindings.of(param)?.references ?? []);
  return (
    uses.length > 0 &&
    uses.every(({ node: { parent } }) => {
      if (parent?.type !== 'CallExpression') return parent?.type === 'AssignmentExpression';
      const into = bare(parent.callee);
      return (
        into.type === 'MemberExpression' &&
        into.property.type === 'Identifier' &&
        /^(push|unshift|add|set)$/.test(into.property.name)
      );
    })
  );
}

/** msw's `http.get(address, handler)` */
function isMockedServer(walk: Walk, { root }: Chain): boolean {
  const denoted = denote(walk, root);
  return denoted.kind === 'external' && denoted.source === 'msw';
}

/** A callback that throws ends itself, not what called it. */
function alive(after: State, before: State): State {
  return after === 'dead' ? before : after;
}

function walkThen(walk: Walk, call: Call, callback: Callback, index: number, state: State): State {
  const { link, chain, chainUse } = call;
  const statement = statementOf(chain.node);
  const isOnRejection = link.name === 'catch' || index === 1;
  const run = (from: State): State => walkCallback(walk, callback.node, callback.module, from);
  const isDropped = chainUse === 'dropped' && !walk.waitsForDone && !walk.isWaited && !walk.isLenient;
  if (isDropped) {
    under(walk, 'HT034', statement, () => run('open'), true);
    return state;
  }
  if (!isOnRejection) {
    const after = run(state);
    return after;
  }
  const body = callback.node.body;
  if (body !== null && failsOnly(body, walk)) {
    // `.then(done, () => fail('…'))`: says that the promise is fulfilled.
    return callsFail(body, walk) &&
      addSite(walk, callback.node, { ...oracleOf('throw', 'fail'), isSmoke: true })
      ? 'assured'
      : state;
  }
  const before = walk.sites.length;
  const first = walk.sites.findIndex(
    ({ node }) => node.start >= chain.node.start && node.end <= chain.node.end,
  );
  const caught = under(walk, 'HT031', statement, () => run('open'));
  if (caught === 'open' && walk.sites.length === before && first !== -1) {
    const hazard = { rule: 'HT036' as const, node: statement, module: walk.module, isCertain: false };
    for (const site of walk.sites.slice(first, before)) site.hazards = [...site.hazards, hazard];
  }
  if (state !== 'dead') return join(state, caught);
  // What came before always throws: just the `catch` goes on.
  for (const site of walk.sites.slice(before)) {
    site.hazards = site.hazards.filter((hazard) => hazard.rule !== 'HT031' || hazard.node !== statement);
  }
  return caught;
}

function callsFail(body: Node, walk: Walk): boolean {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  const expression = last?.type === 'ExpressionStatement' ? last.expression : body;
  const reading = readOracle(chainOf(expression), placeOf(walk));
  return reading !== undefined && reading !== 'incomplete' && reading.kind === 'sentinel';
}

/** What an array method is called on. */
function listBefore({ call }: Link): Node | undefined {
  const callee = call === undefined ? undefined : bare(call.callee);
  if (callee?.type !== 'MemberExpression') return undefined;
  const isLibrary =
    callee.object.type === 'Identifier' && /^(_|lodash|R|async|jQuery|\$)$/.test(callee.object.name);
  return isLibrary ? call?.arguments[0] : callee.object;
}
