import type { Node, Statement, SwitchStatement, TryStatement } from 'oxc-parser';

import { forEachChild, isFunction } from '../syntax/nodes.ts';
import { isFalse, isTrue } from '../tests/modifiers.ts';
import { failsAlways, failsOnly } from './failing.ts';
import { isGiven } from './given.ts';
import { loopKind } from './loops.ts';
import { join, type State } from './trace.ts';
import { addSite, oracleOf, statementOf, under, type Use, type Walk } from './walk.ts';
import { walkExpression } from './walk-expression.ts';

/** Follows statements one after the other. */
export function walkStatements(walk: Walk, statements: readonly Node[], from: State): State {
  let state = from;
  for (const statement of statements) {
    if (state === 'dead' && isFunction(statement)) continue;
    state =
      state === 'dead'
        ? under(walk, 'HT035', statement, () => (walkStatement(walk, statement, 'open'), 'dead'), true)
        : walkStatement(walk, statement, state);
  }
  return state;
}

export function walkStatement(walk: Walk, node: Node, state: State): State {
  switch (node.type) {
    case 'ExpressionStatement':
      return walkExpression(walk, node.expression, 'dropped', state);
    case 'BlockStatement':
      return walkStatements(walk, node.body, state);
    case 'VariableDeclaration': {
      let after = state;
      for (const { id, init } of node.declarations) {
        // A function is followed where it is called.
        if (init !== null && !isFunction(init)) after = walkExpression(walk, init, useOf(walk, id), after);
        if (init !== null && wiresReject(walk, id, init)) {
          after = addSite(walk, init, oracleOf('callback', 'reject')) ? 'assured' : after;
        }
      }
      return after;
    }
    case 'ReturnStatement': {
      const after = node.argument === null ? state : walkExpression(walk, node.argument, 'awaited', state);
      walk.returns.push({ node, state: leavesByDone(walk, node) ? 'open' : after });
      return 'dead';
    }
    case 'ThrowStatement':
      walkExpression(walk, node.argument, 'kept', state);
      noteThrow(walk, node);
      return 'dead';
    case 'IfStatement':
      return walkBranches(walk, node, node.test, node.consequent, node.alternate, state, walkStatement);
    case 'SwitchStatement':
      return walkSwitch(walk, node, state);
    case 'TryStatement':
      return walkTry(walk, node, state);
    case 'ForOfStatement':
    case 'ForInStatement': {
      const before = walkExpression(walk, node.right, 'kept', state);
      return walkLoop(walk, node, loopKind(walk, node.right), before, () =>
        walkStatement(walk, node.body, before),
      );
    }
    case 'ForStatement': {
      let before = state;
      if (node.init !== null) {
        before =
          node.init.type === 'VariableDeclaration'
            ? walkStatement(walk, node.init, state)
            : walkExpression(walk, node.init, 'kept', state);
      }
      const limit = node.test?.type === 'BinaryExpression' ? node.test.right : undefined;
      const kind = limit === undefined ? 'given' : loopKind(walk, lengthOwner(limit));
      return walkLoop(walk, node, kind, before, () => walkStatement(walk, node.body, before));
    }
    case 'WhileStatement':
    case 'DoWhileStatement': {
      const before = walkExpression(walk, node.test, 'kept', state);
      // `while ((row = cursor.next()))`
      const isFound =
        node.type === 'WhileStatement' &&
        node.test.type === 'AssignmentExpression' &&
        node.test.right.type === 'CallExpression';
      return walkLoop(walk, node, isFound ? 'found' : 'given', before, () =>
        walkStatement(walk, node.body, before),
      );
    }
    case 'LabeledStatement':
      return walkStatement(walk, node.body, state);
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return state;
    default: {
      if (node.type.startsWith('TS') || node.type.startsWith('Import')) return state;
      let after = state;
      forEachChild(node, (child) => {
        after = child.type.endsWith('Statement') ? walkStatement(walk, child, after) : after;
      });
      return after;
    }
  }
}

/** `const { promise, reject } = Promise.withResolvers()`, with a `reject` that somebody calls. */
function wiresReject(walk: Walk, id: Node, init: Node): boolean {
  if (id.type !== 'ObjectPattern' || init.type !== 'CallExpression') return false;
  if (!/withResolvers$/.test(walk.module.text.slice(init.callee.start, init.callee.end))) return false;
  return id.properties.some((property) => {
    if (property.type !== 'Property' || property.value.type !== 'Identifier') return false;
    const isReject = property.key.type === 'Identifier' && property.key.name === 'reject';
    return isReject && (walk.module.bindings.of(property.value)?.references.length ?? 0) > 0;
  });
}

/** `return done()` in the test's straight line, before anything was asserted. */
function leavesByDone(walk: Walk, node: Node & { type: 'ReturnStatement' }): boolean {
  if (walk.done === undefined || walk.frames.length > 1) return false;
  if (walk.sites.some(({ oracle }) => oracle.kind !== 'callback')) return false;
  const siblings = node.parent?.type === 'BlockStatement' ? node.parent.body : [];
  const before = siblings.findLast(({ end }) => end <= node.start);
  const said = node.argument ?? (before?.type === 'ExpressionStatement' ? before.expression : null);
  if (said?.type !== 'CallExpression' || said.arguments.length > 0) return false;
  return said.callee.type === 'Identifier' && walk.module.bindings.of(said.callee) === walk.done;
}

/** `if (found) return; throw new Error('not found')`: what returned before has passed a check. */
function noteThrow(walk: Walk, node: Node): void {
  if (walk.isHeld || walk.isSettingUp || (!walk.isLenient && walk.returns.length === 0)) return;
  addSite(walk, node, oracleOf('throw', 'throw'));
  for (const exit of walk.returns) exit.state = 'assured';
}

/** A promise under a name that nothing mentions again is as good as dropped. */
function useOf(walk: Walk, id: Node): Use {
  const binding = id.type === 'Identifier' ? walk.module.bindings.of(id) : undefined;
  return binding?.references.length === 0 ? 'dropped' : 'kept';
}

/** `arr` of `arr.length`, else the limit itself. */
function lengthOwner(limit: Node): Node {
  return limit.type === 'MemberExpression' && !limit.computed && /^(length|size)$/.test(limit.property.name)
    ? limit.object
    : limit;
}

/** Both arms of an `if` or `?:`. */
export function walkBranches(
  walk: Walk,
  node: Node,
  test: Node,
  consequent: Node,
  alternate: Node | null,
  from: State,
  walkArm: (walk: Walk, arm: Node, state: State) => State,
): State {
  const state = walkExpression(walk, test, 'kept', from);
  const isNever = isFalse(test);
  const isAlways = isTrue(test);
  if (isNever || isAlways) {
    const [taken, dead] = isAlways ? [consequent, alternate] : [alternate, consequent];
    if (dead !== null) under(walk, 'HT035', dead, () => walkArm(walk, dead, state), true);
    return taken === null ? state : walkArm(walk, taken, state);
  }
  // `if (x !== y) throw …` is an assertion.
  if (failsAlways(consequent, walk) || (alternate !== null && failsAlways(alternate, walk))) {
    const rest = failsAlways(consequent, walk) ? alternate : consequent;
    walkArm(walk, failsAlways(consequent, walk) ? consequent : (alternate ?? consequent), state);
    if (walk.isSettingUp) return rest === null ? state : walkArm(walk, rest, state);
    addSite(walk, node, oracleOf('throw', 'throw'));
    if (rest === null) return 'assured';
    const after = walkArm(walk, rest, 'assured');
    return after === 'dead' ? 'dead' : 'assured';
  }
  const isGivenHere = walk.isLenient || isGiven(walk, test);
  const hazard = isGivenHere ? undefined : 'HT030';
  const one = under(walk, hazard, statementOf(node), () => walkArm(walk, consequent, state));
  const other =
    alternate === null
      ? state
      : under(walk, hazard, statementOf(node), () => walkArm(walk, alternate, state));
  if (isGivenHere && (one === 'assured' || other === 'assured')) return 'assured';
  return join(one, other);
}

function walkSwitch(walk: Walk, node: SwitchStatement, from: State): State {
  const state = walkExpression(walk, node.discriminant, 'kept', from);
  const isGivenHere = walk.isLenient || isGiven(walk, node.discriminant);
  const ends = node.cases.map(({ consequent }) =>
    under(walk, isGivenHere ? undefined : 'HT030', node, () =>
      walkStatements(walk, consequent.filter(isNoBreak), state),
    ),
  );
  const filled = ends.filter((_end, index) => (node.cases[index]?.consequent.length ?? 0) > 0);
  if (isGivenHere && filled.includes('assured')) return 'assured';
  const hasDefault = node.cases.some(({ test }) => test === null);
  return filled.reduce(join, hasDefault ? 'dead' : state);
}

const isNoBreak = ({ type }: Statement): boolean => type !== 'BreakStatement';

function walkLoop(
  walk: Walk,
  node: Node,
  kind: ReturnType<typeof loopKind>,
  before: State,
  body: () => State,
): State {
  if (kind === 'given' || walk.isLenient) {
    const after = body();
    return after === 'dead' ? before : after;
  }
  under(walk, 'HT033', statementOf(node), body, kind === 'empty');
  return before;
}

function walkTry(walk: Walk, node: TryStatement, state: State): State {
  const { handler, finalizer } = node;
  const first = walk.sites.length;
  const returnsBefore = walk.returns.length;
  let after = walkStatement(walk, node.block, state);
  if (handler !== null) {
    const inTry = walk.sites.slice(first);
    const isLeft = walk.returns.length > returnsBefore;
    if (failsOnly(handler.body, walk)) {
      // Nothing but "must not throw": an oracle, of the weakest kind.
      addSite(walk, node, { ...oracleOf('throw', 'rethrow'), isSmoke: true });
      after = after === 'dead' ? 'dead' : 'assured';
    } else {
      const before = walk.sites.length;
      const leftBefore = walk.returns.length;
      const caught = under(walk, 'HT031', node, () => walkStatements(walk, handler.body.body, state));
      const leaves = walk.returns.slice(leftBefore).some((exit) => exit.state === 'open');
      const isSwallowing = (caught === 'open' || leaves) && walk.sites.length === before;
      if (isSwallowing) {
        for (const site of inTry) {
          if (site.oracle.kind === 'callback') continue;
          site.hazards = [...site.hazards, { rule: 'HT036', node, module: walk.module, isCertain: false }];
        }
      }
      // Where the `try` always fails by itself, only the `catch` goes on.
      if (after !== 'dead') after = join(after, caught);
      else {
        after = caught;
        if (!isLeft) for (const site of walk.sites.slice(before)) dropHazard(site, node);
      }
    }
  }
  if (finalizer === null) return after;
  const ended = walkStatement(walk, finalizer, after === 'dead' ? 'open' : after);
  return after === 'dead' ? 'dead' : ended;
}

/** What stands in the `catch` is reached after all. */
function dropHazard(site: { hazards: { rule: string; node: Node }[] }, node: Node): void {
  site.hazards = site.hazards.filter((hazard) => hazard.rule !== 'HT031' || hazard.node !== node);
}
