import type { Node } from 'oxc-parser';

import { argumentsOf, type Chain, type Link } from '../frameworks/chain.ts';
import type { Oracle } from '../frameworks/oracle.ts';
import { readOracle } from '../frameworks/read-oracle.ts';
import { bare, type FunctionNode, isFunction, propertyName } from '../syntax/nodes.ts';
import { definitionOf } from '../tests/test-definition.ts';
import { walkArguments } from './walk-arguments.ts';
import { walkExpression } from './walk-expression.ts';
import { walkFunction, walkHelper } from './walk-function.ts';
import { failsAlways } from './failing.ts';
import { isConsole } from './walk-arguments.ts';
import type { Hazard, State } from './trace.ts';
import { addSite, denote, oracleOf, placeOf, statementOf, under, type Use, type Walk } from './walk.ts';

/** Follows a chain of calls: what its parts do, whether it is an oracle, and into helpers. */
export function walkChain(walk: Walk, chain: Chain, use: Use, from: State): State {
  let state = from;
  if (chain.root.type !== 'Identifier' && calledOnTheSpot(chain) === undefined)
    state = walkExpression(walk, chain.root, 'kept', state);
  if (chain.links.every(({ call }) => call === undefined) && !isProperty(chain)) {
    if (use !== 'dropped' && isFail(walk, chain)) {
      // Whoever gets it and calls it fails the test.
      return addSite(walk, chain.node, oracleOf('sentinel', 'fail')) ? 'assured' : state;
    }
    if (use === 'dropped' && readOracle(chain, placeOf(walk)) === 'incomplete')
      walk.incomplete.push({ node: statementOf(chain.node), module: walk.module });
    return state;
  }
  const declared = definedBy(walk, chain);
  if (declared === 'hook') return state;
  if (declared === 'test') {
    // A subtest: judged by itself, and failing its parent.
    addSite(walk, chain.node, oracleOf('subtest', 'test'));
    return 'assured';
  }
  // Whoever reads the results is told.
  if (isSkip(chain)) return 'dead';
  if (isRejection(chain) && use === 'awaited') return 'dead';
  const called = calledOnTheSpot(chain);
  if (called !== undefined) {
    const isDropped = called.async && use === 'dropped' && !walk.waitsForDone && !walk.isLenient;
    const after = under(
      walk,
      isDropped ? 'HT034' : undefined,
      statementOf(chain.node),
      () => walkFunction(walk, called, state),
      true,
    );
    return isDropped || after === 'dead' ? state : after;
  }
  const reading = readOracle(chain, placeOf(walk));
  const oracle = reading === 'incomplete' ? undefined : reading;
  const lastCall = chain.links.findLast(({ call }) => call !== undefined);
  for (const link of chain.links) {
    if (link.call === undefined) continue;
    state = walkArguments(
      walk,
      { chain, link, use: link === lastCall ? use : 'kept', chainUse: use, oracle },
      state,
    );
    if (oracle === undefined) state = walkCallee(walk, chain, link, link === lastCall ? use : 'kept', state);
  }
  if (reading === 'incomplete') walk.incomplete.push({ node: statementOf(chain.node), module: walk.module });
  return oracle === undefined ? state : take(walk, chain, oracle, use, state);
}

/** `fail` of the context or of Jasmine, `t.fail`, `done.fail`, as a value. */
function isFail(walk: Walk, { root, links }: Chain): boolean {
  if (root.type !== 'Identifier') return false;
  const binding = walk.module.bindings.of(root);
  if (links.length === 0) return root.name === 'fail' && (binding === undefined || binding.kind === 'param');
  const isOnContext = binding?.kind === 'param' && (placeOf(walk).isContext(root) || binding === walk.done);
  return (
    links.length === 1 && /^(fail|mustNotCall|mustNotSucceed)$/.test(links[0]?.name ?? '') && isOnContext
  );
}

/** `this.skip()`, `t.skip('why')` */
function isSkip({ root, links }: Chain): boolean {
  const isContext =
    root.type === 'ThisExpression' ||
    (root.type === 'Identifier' && /^(t|ctx|context|test)$/.test(root.name));
  return isContext && links.length === 1 && links[0]?.name === 'skip' && links[0].call !== undefined;
}

/** `Promise.reject(error)` */
function isRejection({ root, links }: Chain): boolean {
  return (
    root.type === 'Identifier' && root.name === 'Promise' && links.length === 1 && links[0]?.name === 'reject'
  );
}

/** `(async () => { … })()` */
function calledOnTheSpot({ root, links }: Chain): FunctionNode | undefined {
  return isFunction(root) && links.length === 1 && links[0]?.name === undefined ? root : undefined;
}

/** `x.should.be.true`, `expect` without a call: oracles that are no call. */
function isProperty({ links }: Chain): boolean {
  return links.some(({ name }) => name === 'should');
}

function take(walk: Walk, chain: Chain, oracle: Oracle, use: Use, state: State): State {
  const isFloating = oracle.isAsync && use === 'dropped' && !isNotified(chain);
  const floats: Hazard[] = isFloating
    ? [{ rule: 'HT034', node: statementOf(chain.node), module: walk.module, isCertain: true }]
    : [];
  if (oracle.isSkippable === true)
    floats.push({ rule: 'HT030', node: statementOf(chain.node), module: walk.module, isCertain: false });
  if (isSwallowedInChain(walk, chain))
    floats.push({ rule: 'HT036', node: statementOf(chain.node), module: walk.module, isCertain: false });
  const decides = addSite(walk, chain.node, oracle, floats);
  if (oracle.kind === 'sentinel') return 'dead';
  return decides ? 'assured' : state;
}

/** `expect(p).rejects.toThrow().catch(() => {})` */
function isSwallowedInChain(walk: Walk, { links }: Chain): boolean {
  const caught = links.find(({ name }) => name === 'catch');
  const [handler] = argumentsOf(caught);
  if (handler === undefined) return false;
  return isFunction(handler) ? handler.body !== null && !failsAlways(handler.body, walk) : isConsole(handler);
}

/** `.should.be.rejected.notify(done)`, `.then(…, done)`, `.end(done)` */
function isNotified({ links }: Chain): boolean {
  return links.some(
    ({ name, call }) =>
      call !== undefined && (name === 'notify' || name === 'end' || name === 'then' || name === 'finally'),
  );
}

function definedBy(walk: Walk, { node }: Chain): 'test' | 'hook' | undefined {
  if (node.type !== 'CallExpression' || walk.isLenient) return undefined;
  const definition = definitionOf(node, walk.module, walk.denoter);
  return definition === undefined ? undefined : definition.kind === 'hook' ? 'hook' : 'test';
}

/** Looks into what is called, where that is part of the tests. */
function walkCallee(walk: Walk, chain: Chain, link: Link, use: Use, state: State): State {
  if (link.call === undefined) return state;
  const callee = bare(link.call.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return state;
  if (
    walk.done !== undefined &&
    callee.type === 'Identifier' &&
    walk.module.bindings.of(callee) === walk.done
  ) {
    // `done(error)` with something that may be one.
    const [error] = argumentsOf(link);
    const says = error !== undefined && !(error.type === 'Literal' && error.value === null);
    if (says) return addSite(walk, chain.node, oracleOf('callback', 'done')) ? 'assured' : state;
    return state;
  }
  const isApplied = callee.type === 'MemberExpression' && /^(call|apply)$/.test(propertyName(callee) ?? '');
  const denoted = denote(walk, isApplied ? callee.object : callee);
  if (denoted.kind === 'parameter' && callee.type === 'Identifier' && isCheck(walk, callee)) {
    // A function of the table's row, or one that whoever declares the test hands in.
    return addSite(walk, chain.node, oracleOf('named', callee.name)) ? 'assured' : state;
  }
  if (denoted.kind !== 'function') return state;
  const before = walk.sites.length;
  const after = walkHelper(walk, denoted, link, state);
  if (after === 'dead' && failsAtOnce(denoted.node)) return 'dead';
  if (denoted.node.async && use === 'dropped' && !isThenable(chain) && !walk.isLenient) {
    const hazard: Hazard = {
      rule: 'HT034',
      node: statementOf(chain.node),
      module: walk.module,
      isCertain: true,
    };
    const inside = walk.sites.slice(before);
    // What merely starts something and gives up with a throw may well go on by itself.
    const asserts = inside.some(({ oracle }) => oracle.kind !== 'throw' && oracle.kind !== 'callback');
    if (!asserts) walk.sites.splice(before);
    for (const site of asserts ? inside : []) site.hazards = [...site.hazards, hazard];
    return state;
  }
  return after === 'dead' ? state : after;
}

/** `function mustNotComeHere() { throw … }` */
function failsAtOnce({ body }: FunctionNode): boolean {
  return body?.type === 'BlockStatement' && body.body.length === 1 && body.body[0]?.type === 'ThrowStatement';
}

function isThenable({ links }: Chain): boolean {
  return links.some(({ name }) => name === 'then' || name === 'catch' || name === 'finally');
}

/** A parameter that is called, and whose name says that it looks at something. */
function isCheck(walk: Walk, callee: Node): boolean {
  if (callee.type !== 'Identifier') return false;
  const binding = walk.module.bindings.of(callee);
  const isRow = binding?.declaration === walk.test.body && walk.test.definition.table !== undefined;
  return isRow || /expect|assert|check|verify|should|test|validate|matcher|predicate/i.test(callee.name);
}
