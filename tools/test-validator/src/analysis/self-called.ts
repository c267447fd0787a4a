import type { Node } from 'oxc-parser';

import type { Oracle } from '../frameworks/oracle.ts';
import { chainOf } from '../frameworks/chain.ts';
import type { Binding } from '../syntax/bind-names.ts';
import { bare, propertyName } from '../syntax/nodes.ts';
import { isConfiguring, isDouble, makesDouble, resetting } from './doubles.ts';
import { denote, type Walk } from './walk.ts';

const ofCalls =
  /^(toHaveBeenCalled\w*|toBeCalled\w*|lastCalledWith|nthCalledWith|toHaveReturned\w*|toHaveLastReturnedWith|called|calledOnce|calledTwice|calledThrice|calledWith|calledOnceWith\w*|calledWithExactly|calledWithMatch|callCount|toHaveLastCalledWith|notCalled|toHaveBeenLastCalledWith)$/;

/** The assertion is about calls of a double that the test made and handed to nobody. */
export function isSelfCalled(oracle: Oracle, walk: Walk): boolean {
  const subject = subjectOf(oracle);
  if (subject === undefined) return false;
  const target = bare(subject);
  const root = rootOf(target);
  const binding = root === undefined ? undefined : walk.module.bindings.of(root);
  if (binding === undefined || binding.declaration.type !== 'VariableDeclarator') return false;
  const denoted = denote(walk, target);
  if (!isDouble(denoted)) return false;
  const { init } = binding.declaration;
  // An object of doubles is as much the test's own as a double.
  if (init !== null && !makesDouble(init) && bare(init).type !== 'ObjectExpression') return false;
  let calls = 0;
  const isOwn = binding.references.every(({ node }) => {
    const use = useOf(node);
    if (use === 'call') calls += 1;
    return use !== 'given';
  });
  return isOwn && (calls > 0 || oracle.isNegated) && isReachedOnlyHere(binding, walk);
}

/** What calls are asked of: `expect(m)`, `m.mock.calls` and `m.callCount` lead to `m`. */
function subjectOf({ kind, name, actual }: Oracle): Node | undefined {
  if ((kind !== 'matcher' && kind !== 'assert') || actual === undefined) return undefined;
  if (ofCalls.test(name)) return actual;
  let inner = bare(actual);
  while (inner.type === 'MemberExpression') {
    const property = propertyName(inner);
    if (
      property === 'mock' ||
      /^(callCount|called|calledOnce|firstCall|lastCall|args|calls)$/.test(property ?? '')
    ) {
      const object = bare(inner.object);
      return object.type === 'MemberExpression' && propertyName(object) === 'mock' ? object.object : object;
    }
    inner = bare(inner.object);
  }
  return undefined;
}

function rootOf(node: Node): Node | undefined {
  let inner = bare(node);
  while (inner.type === 'MemberExpression') inner = bare(inner.object);
  return inner.type === 'Identifier' ? inner : undefined;
}

/** What a use of the double's name does with it: calls it, looks at it, sets it up, or gives it to somebody. */
function useOf(node: Node): 'call' | 'look' | 'given' {
  let inner = node;
  for (let { parent } = inner; parent != null; { parent } = inner) {
    if (parent.type === 'MemberExpression' && parent.object === inner) {
      const name = propertyName(parent);
      if (isConfiguring(name) || resetting.test(name ?? '') || name === 'mock') return 'look';
      inner = parent;
    } else if (
      parent.type === 'TSAsExpression' ||
      parent.type === 'TSNonNullExpression' ||
      parent.type === 'ChainExpression'
    ) {
      inner = parent;
    } else if (parent.type === 'CallExpression') {
      if (parent.callee === inner) return 'call';
      const { root } = chainOf(parent);
      return root.type === 'Identifier' && /^(expect|assert|sinon|t|should)$/.test(root.name)
        ? 'look'
        : 'given';
    } else if (parent.type === 'AssignmentExpression' && parent.left === inner) {
      return 'look';
    } else return parent.type === 'ExpressionStatement' ? 'look' : 'given';
  }
  return 'given';
}

/** No other function than the test's own holds on to the name: a stand-in made in the file might call it. */
function isReachedOnlyHere(binding: Binding, { test }: Walk): boolean {
  return binding.references.every(({ node }) => {
    for (let up = node.parent; up != null; up = up.parent) {
      if (up === test.body) return true;
      const isFunction = /Function/.test(up.type);
      if (isFunction && up.start > test.call.start && up.end < test.call.end)
        return up.parent?.type === 'CallExpression';
    }
    return useOf(node) !== 'call';
  });
}
