import type { CallExpression, Node } from 'oxc-parser';

import type { Hook, Suite, TestCase } from '../tests/find-tests.ts';
import type { Binding } from '../syntax/bind-names.ts';
import {
  bare,
  forEachChild,
  functionAroundOf,
  type FunctionNode,
  isExpressionBody,
  isFunction,
  keyName,
} from '../syntax/nodes.ts';
import { type Denoter, noArguments } from './denote.ts';
import type { Site, Trace } from './trace.ts';
import { walkFunction } from './walk-function.ts';
import { callWith, isTimer } from './walk-promise.ts';
import { walkExpression } from './walk-expression.ts';
import { walkStatements } from './walk-statement.ts';
import { addSite, oracleOf, under, type Walk } from './walk.ts';

/** What a trace needs besides the test. */
export interface Tracing {
  denoter: Denoter;
  defectsOf(site: Site, walk: Walk): string[];
}

/** Follows all ways through a test, and notes the oracles on them. */
export function traceTest(test: TestCase, tracing: Tracing): Trace {
  const { body, module } = test;
  const counts = countsOf(test);
  const isDoubtful = body === undefined && test.callback !== undefined;
  if (body === undefined) {
    return {
      sites: [],
      exits: [],
      incomplete: [],
      isCounted: false,
      declaresNone: false,
      isOpaque: isDoubtful,
    };
  }
  const done = doneOf(body, test);
  const uses = done === undefined ? [] : usesOfDone(done, body);
  const walk: Walk = {
    ...{ test, denoter: tracing.denoter, defectsOf: tracing.defectsOf },
    ...{ sites: [], incomplete: [], done, waitsForDone: uses.length > 0 },
    ...{ isCounted: counts === 'some', isPlaywright: isPlaywright(test) },
    ...{
      module,
      given: noArguments,
      hazards: [],
      returns: [],
      frames: [body],
      helpers: 0,
      isLenient: false,
      isSettingUp: false,
      isHeld: false,
      isWaited: false,
    },
  };
  let state = afterHooksDecide(walk, test.suite) ? ('assured' as const) : ('open' as const);
  const isFailureAwaited =
    done !== undefined &&
    done.references.length > 0 &&
    done.references.every(
      ({ node: use }) =>
        isOnFailure(use, body) && use.parent?.type === 'CallExpression' && use.parent.callee === use,
    );
  if (isFailureAwaited || uses.some((use) => isDecidingDone(use, body))) {
    if (addSite(walk, body, oracleOf('callback', 'done'))) state = 'assured';
  }
  const end = isExpressionBody(body)
    ? walkExpression(walk, body.body, 'awaited', state)
    : walkStatements(walk, body.body?.type === 'BlockStatement' ? body.body.body : [], state);
  const exits = [...walk.returns, { node: body, state: end }];
  walkUncalled(walk, body);
  noteTypeChecks(walk, body);
  if (test.definition.isProperty && walk.sites.length === 0)
    addSite(walk, body, oracleOf('named', 'property'));
  // That it ran is missed otherwise; but what stands in the straight line runs anyway.
  const counted = walk.isCounted
    ? walk.sites.filter(
        ({ hazards, isDirect }) =>
          hazards.every(({ rule }) => rule !== 'HT035') && (!isDirect || hazards.length > 0),
      )
    : [];
  for (const site of counted) Object.assign(site, { hazards: [], defects: [] });
  const isSettled = counted.length > 0 || (test.definition.isProperty && walk.sites.length > 0);
  return {
    sites: walk.sites,
    exits: isSettled ? exits.map(({ node }) => ({ node, state: 'assured' })) : exits,
    incomplete: walk.incomplete,
    isCounted: walk.isCounted,
    declaresNone: counts === 'none',
    isOpaque: false,
  };
}

/** `expect.assertions(2)`, `expect.hasAssertions()`, `t.plan(1)`: in the test, or in what runs before it. */
function countsOf({ body, suite, module, call }: TestCase): 'some' | 'none' | undefined {
  const places: { start: number; end: number }[] = body === undefined ? [] : [body];
  for (let around: Suite | undefined = suite; around !== undefined; around = around.parent) {
    places.push(...around.before.flatMap((hook) => (hook.module === module ? [hook.node] : [])));
  }
  if (planOption(call)) return 'some';
  for (const { start, end } of places) {
    const text = module.text.slice(start, end);
    const declared =
      /\bexpect\.(?:assertions|hasAssertions)\(\s*([^)]*)\)|\b\w+\.plan\(\s*([^)]*)\)|\bassert\.expect\((\d+)\)|\btspl\(\s*\w+\s*,\s*\{\s*plan:\s*(\d+)/.exec(
        text,
      );
    if (declared !== null) return /^0$/.test(declared[1] ?? declared[2] ?? '') ? 'none' : 'some';
  }
  return undefined;
}

/** node:test's `{ plan: 2 }`. */
function planOption(call: CallExpression): boolean {
  return call.arguments.some(
    (argument) =>
      argument.type === 'ObjectExpression' &&
      argument.properties.some(
        (property) => property.type === 'Property' && keyName(property.key, property.computed) === 'plan',
      ),
  );
}

/** The first parameter of a test that calls back: not the context of node:test, AVA or Vitest. */
function doneOf(body: FunctionNode, { module, definition }: TestCase): Binding | undefined {
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
function usesOfDone(done: Binding, body: FunctionNode): Node[] {
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
function isDecidingDone(use: Node, body: FunctionNode): boolean {
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
function isOnFailure(use: Node, body: FunctionNode): boolean {
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

function isPlaywright({ module, body }: TestCase): boolean {
  if (/['"](@playwright\/|playwright)/.test(module.text)) return true;
  const [first] = body?.params ?? [];
  return (
    first?.type === 'ObjectPattern' &&
    first.properties.some(
      (property) =>
        property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'page',
    )
  );
}

const deciding = new WeakMap<Hook, boolean>();

/** An `afterEach` around the test asserts: that fails the test too. */
function afterHooksDecide(walk: Walk, suite: Suite): boolean {
  for (let around: Suite | undefined = suite; around !== undefined; around = around.parent) {
    for (const hook of around.after) {
      let decides = deciding.get(hook);
      if (decides === undefined) {
        const before = walk.sites.length;
        const { module } = walk;
        walk.module = hook.module;
        const isAssured = walkFunction(walk, hook.node, 'open') === 'assured';
        walk.module = module;
        // Cleaning up may throw as well; that is no check.
        decides =
          isAssured &&
          walk.sites.slice(before).some(({ oracle }) => /^(matcher|assert|verify)$/.test(oracle.kind));
        walk.sites.splice(before);
        deciding.set(hook, decides);
      }
      if (decides) {
        addSite(walk, hook.node, oracleOf('named', 'afterEach'));
        return true;
      }
    }
  }
  return false;
}

/** Functions in the test that nobody uses: what they assert is never asked. */
function walkUncalled(walk: Walk, body: FunctionNode): void {
  const visit = (node: Node): void => {
    const id = node.type === 'FunctionDeclaration' || node.type === 'VariableDeclarator' ? node.id : null;
    const fn = node.type === 'VariableDeclarator' ? node.init : node;
    if (id?.type === 'Identifier' && isFunction(fn)) {
      const binding = walk.module.bindings.of(id);
      const used = binding?.references.some(({ node: use }) => use.start < fn.start || use.end > fn.end);
      if (binding !== undefined && used !== true) {
        under(walk, 'HT035', node, () => walkFunction(walk, fn, 'open'), true);
        return;
      }
    }
    forEachChild(node, visit);
  };
  visit(body);
}

/** `// @ts-expect-error`: the compiler fails where there is no error. */
function noteTypeChecks(walk: Walk, body: FunctionNode): void {
  const { comments } = walk.test.module;
  const found = comments.some(
    ({ start, end, value }) => body.start < start && end < body.end && /^\s*@ts-expect-error\b/.test(value),
  );
  if (found && walk.sites.length === 0) addSite(walk, body, oracleOf('type', 'ts-expect-error'));
}
