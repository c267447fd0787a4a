import type { Node } from 'oxc-parser';

import type { Hook, Suite, TestCase } from '../tests/find-tests.ts';
import { forEachChild, type FunctionNode, isExpressionBody, isFunction } from '../syntax/nodes.ts';
import { mentions } from '../syntax/mentions.ts';
import { noArguments } from './denotation.ts';
import type { Denoter } from './denote.ts';
import { countsOf } from './declared-counts.ts';
import { doneOf, isDecidingDone, isOnFailure, usesOfDone } from './done-callback.ts';
import type { Site, Trace } from './trace.ts';
import { walkFunction } from './walk-function.ts';
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

const expectedError = /@ts-expect-error/;
const playwright = /['"](@playwright\/|playwright)/;

function isPlaywright({ module, body }: TestCase): boolean {
  if (mentions(module, playwright)) return true;
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
  const { module } = walk.test;
  if (!mentions(module, expectedError)) return;
  const found = module.comments.some(
    ({ start, end, value }) => body.start < start && end < body.end && /^\s*@ts-expect-error\b/.test(value),
  );
  if (found && walk.sites.length === 0) addSite(walk, body, oracleOf('type', 'ts-expect-error'));
}
