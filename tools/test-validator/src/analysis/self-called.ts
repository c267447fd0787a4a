import type { Node } from 'oxc-parser';

import type { Oracle } from '../frameworks/oracle.ts';
import { chainOf } from '../frameworks/chain.ts';
import type { Binding } from '../syntax/bind-names.ts';
import { iterators } from '../frameworks/callback-words.ts';
import {
  bare,
  contains,
  forEachChild,
  type FunctionNode,
  isFunction,
  propertyName,
} from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { testPackages } from './builtins.ts';
import { importsIn } from './imports-in.ts';
import { mockedModules } from './mocked-modules.ts';
import { isConfiguring, isDouble, makesDouble, pathText, resetting, spiedPath } from './doubles.ts';
import { denote, type Walk } from './walk.ts';

const ofCalls =
  /^(toHaveBeenCalled\w*|toBeCalled\w*|lastCalledWith|nthCalledWith|toHaveReturned\w*|toHaveLastReturnedWith|called|calledOnce|calledTwice|calledThrice|calledWith|calledOnceWith\w*|calledWithExactly|calledWithMatch|callCount|toHaveLastCalledWith|notCalled|toHaveBeenLastCalledWith)$/;

/** The assertion is about calls of a double that the test made and handed to nobody. */
export function isSelfCalled(oracle: Oracle, walk: Walk): boolean {
  const subject = subjectOf(oracle, walk);
  if (subject === undefined) return false;
  const target = bare(subject);
  const root = rootOf(target);
  const binding = root === undefined ? undefined : walk.module.bindings.of(root);
  if (binding === undefined) return false;
  if (binding.kind === 'import') return isOnlyImport(binding, walk);
  if (binding.declaration.type !== 'VariableDeclarator') return false;
  const denoted = denote(walk, target);
  if (!isDouble(denoted)) return isOwnSpy(binding, walk);
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

/** `jest.mock('./mailer')`: the test calls what it imports from there, and nothing else of the project. */
function isOnlyImport(binding: Binding, { test: { module, body } }: Walk): boolean {
  const { parent } = binding.declaration;
  if (parent?.type !== 'ImportDeclaration' || body === undefined) return false;
  const how = mockedModules(module).get(parent.source.value);
  if (how === undefined || how === 'part') return false;
  const used = [...importsIn(body, module)].filter((source) => !testPackages.test(source));
  const isCalled = binding.references.some(({ node }) => contains(body, node) && useOf(node) === 'call');
  return isCalled && used.every((source) => source === parent.source.value);
}

/** `const save = jest.spyOn(service, 'save').mockImplementation(…)`, and then the test calls `service.save()` itself. */
function isOwnSpy({ declaration }: Binding, { test: { module, body } }: Walk): boolean {
  if (declaration.type !== 'VariableDeclarator' || declaration.init === null || body === undefined)
    return false;
  if (!contains(body, declaration)) return false;
  const chain = chainOf(declaration.init);
  const path = spiedPath(chain, module);
  if (path === undefined || !chain.links.some(({ name, call }) => call !== undefined && isConfiguring(name)))
    return false;
  let own = 0;
  let others = 0;
  const visit = (node: Node): void => {
    if (node.type === 'CallExpression' && !contains(declaration, node)) {
      const called = pathText(node.callee, module);
      if (called === path) own += 1;
      else if (!isOfTesting(node)) others += 1;
    }
    if (node.type === 'NewExpression') others += 1;
    forEachChild(node, visit);
  };
  visit(body);
  return own > 0 && others === 0;
}

function isOfTesting(call: Node): boolean {
  const { root } = chainOf(call);
  return root.type === 'Identifier' && /^(expect|assert|sinon|t|should|jest|vi|mock)$/.test(root.name);
}

/** What calls are asked of: `expect(m)`, `m.mock.calls` and `m.callCount` lead to `m`. */
function subjectOf({ kind, name, actual }: Oracle, walk: Walk): Node | undefined {
  if ((kind !== 'matcher' && kind !== 'assert') || actual === undefined) return undefined;
  if (ofCalls.test(name)) return actual;
  let inner = bare(actual);
  // `const [first] = send.mock.calls`
  const declaration = inner.type === 'Identifier' ? walk.module.bindings.of(inner)?.declaration : undefined;
  if (declaration?.type === 'VariableDeclarator' && declaration.init !== null) inner = bare(declaration.init);
  while (inner.type === 'MemberExpression' || inner.type === 'CallExpression') {
    if (inner.type === 'CallExpression') {
      inner = bare(inner.callee);
      continue;
    }
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
      if (name === 'bind') return 'given';
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
function isReachedOnlyHere(binding: Binding, { test, module }: Walk): boolean {
  return binding.references.every(({ node }) => {
    for (let up = node.parent; up != null; up = up.parent) {
      if (up === test.body) return true;
      const around: Node = up;
      if (isFunction(around) && contains(test.call, around)) return isCalledByTest(around, module);
    }
    return useOf(node) !== 'call';
  });
}

/** A function of the test that only the test calls, by its name or through an array's method. */
function isCalledByTest(fn: FunctionNode, module: Module): boolean {
  const { parent } = fn;
  if (parent?.type === 'CallExpression') {
    const callee = bare(parent.callee);
    return callee.type === 'MemberExpression' && iterators.has(propertyName(callee) ?? '');
  }
  const id =
    fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' ? parent.id : undefined;
  const binding = id?.type === 'Identifier' ? module.bindings.of(id) : undefined;
  return (
    binding?.references.every(
      ({ node }) => node.parent?.type === 'CallExpression' && node.parent.callee === node,
    ) === true
  );
}
