import type { Node } from 'oxc-parser';

import { chainOf } from '../frameworks/chain.ts';
import { forEachChild, isFunction } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { failsAlways } from './failing.ts';
import { fold } from './fold.ts';
import { join, type State } from './trace.ts';
import { walkChain } from './walk-chain.ts';
import { walkCallback, walkFunction } from './walk-function.ts';
import { walkPromise } from './walk-promise.ts';
import { walkBranches } from './walk-statement.ts';
import { addSite, denote, oracleOf, statementOf, under, type Use, type Walk } from './walk.ts';

/** Follows an expression in the order in which it is evaluated. */
export function walkExpression(walk: Walk, node: Node, use: Use, state: State): State {
  switch (node.type) {
    case 'Identifier':
      return use === 'dropped' || node.name === 'fail' ? walkChain(walk, chainOf(node), use, state) : state;
    case 'Literal':
    case 'ThisExpression':
    case 'ClassExpression':
    case 'TemplateElement':
      return state;
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return walkExpression(walk, node.expression, use, state);
    case 'AwaitExpression':
      return walkExpression(walk, node.argument, 'awaited', state);
    case 'YieldExpression':
      return node.argument === null ? state : walkExpression(walk, node.argument, 'awaited', state);
    case 'UnaryExpression':
      return walkExpression(walk, node.argument, node.operator === 'void' ? 'dropped' : 'kept', state);
    case 'CallExpression':
    case 'MemberExpression':
      return walkChain(walk, chainOf(node), use, state);
    case 'NewExpression':
      return walkPromise(walk, node, use, state);
    case 'ConditionalExpression':
      return walkBranches(walk, node, node.test, node.consequent, node.alternate, state, (inner, arm, at) =>
        walkExpression(inner, arm, use, at),
      );
    case 'LogicalExpression': {
      const left = walkExpression(walk, node.left, 'kept', state);
      if (failsAlways(node.right, walk)) {
        addSite(walk, node, oracleOf('throw', 'throw'));
        return 'assured';
      }
      const known = fold(node.left, walk.module);
      const isNever =
        known !== undefined &&
        (node.operator === '&&' ? !known.value : node.operator === '||' && Boolean(known.value));
      const hazard = isNever ? 'HT035' : walk.isLenient ? undefined : 'HT030';
      const right = under(walk, hazard, statementOf(node), () => walkExpression(walk, node.right, use, left));
      return walk.isLenient && right === 'assured' ? right : join(left, right === 'dead' ? left : right);
    }
    case 'AssignmentExpression': {
      const target = isFunction(node.right) ? state : walkExpression(walk, node.right, 'kept', state);
      // `server.onmessage = () => expect(…)`: run by somebody else, if at all.
      if (isFunction(node.right) && node.left.type === 'MemberExpression')
        return walkHeld(walk, node.right, state);
      return target;
    }
    case 'SequenceExpression':
      return node.expressions.reduce((at, expression) => walkExpression(walk, expression, use, at), state);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      if (use === 'dropped') {
        under(walk, 'HT035', node, () => walkFunction(walk, node, 'open'), true);
        return state;
      }
      return walkHeld(walk, node, state);
    case 'JSXElement': {
      // A component that the test file defines runs when it is rendered.
      const denoted = denote(walk, node.openingElement.name);
      let after = state;
      if (denoted.kind === 'function') after = walkCallback(walk, denoted.node, denoted.module, state);
      forEachChild(node, (child) => {
        after = walkExpression(walk, child, 'kept', after);
      });
      return after;
    }
    default: {
      if (node.type.startsWith('TS')) return state;
      let after = state;
      const inner = node.type === 'ArrayExpression' ? use : 'kept';
      forEachChild(node, (child) => {
        if (child.type === 'Property') after = walkExpression(walk, child.value, inner, after);
        else after = walkExpression(walk, child, inner, after);
      });
      return after;
    }
  }
}

/** A function that is given away: whether it is ever run is up to others. */
export function walkHeld(walk: Walk, node: Node, state: State, inModule: Module = walk.module): State {
  if (!isFunction(node)) return state;
  const isRun = walk.isCounted || walk.waitsForDone || walk.isLenient;
  const { isHeld, module } = walk;
  Object.assign(walk, { isHeld: true, module: inModule });
  under(walk, isRun ? undefined : 'HT032', statementOf(node), () => walkFunction(walk, node, 'open'));
  Object.assign(walk, { isHeld, module });
  return state;
}
