import type { CallExpression, Node } from 'oxc-parser';

import { chainOf } from '../frameworks/chain.ts';
import { bare, forEachChild, propertyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { isConfiguring, isDouble, pathText, spiedPath } from './doubles.ts';
import { mockedModules } from './mocked-modules.ts';
import { onlyReturn } from './denote.ts';
import { denote, type Walk } from './walk.ts';

/** The value is what a double gives back when the test itself calls it: what the test configured. */
export function isEcho(node: Node, walk: Walk, depth = 0): boolean {
  if (depth > 8) return false;
  const inner = bare(node);
  switch (inner.type) {
    case 'AwaitExpression':
      return isEcho(inner.argument, walk, depth + 1);
    case 'MemberExpression':
      return propertyName(inner) !== 'mock' && isEcho(inner.object, walk, depth + 1);
    case 'Identifier': {
      const binding = walk.module.bindings.of(inner);
      if (binding === undefined || binding.declaration.type !== 'VariableDeclarator') return false;
      const { init } = binding.declaration;
      const writes = binding.references.filter(({ isWrite }) => isWrite);
      if (init !== null) return writes.length === 0 && isEcho(init, walk, depth + 1);
      const [write] = writes;
      const parent = write?.node.parent;
      return (
        writes.length === 1 &&
        parent?.type === 'AssignmentExpression' &&
        isEcho(parent.right, walk, depth + 1)
      );
    }
    case 'CallExpression':
      return callsDouble(inner, walk, depth);
    default:
      return false;
  }
}

function callsDouble(call: CallExpression, walk: Walk, depth: number): boolean {
  const callee = bare(call.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return false;
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
  if (isConfiguring(name)) return false;
  const path = pathText(callee, walk.module);
  if (path === undefined) return false;
  if (spies(walk).has(path)) return !restores(walk);
  if (assigned(walk).has(path)) return true;
  const denoted = denote(walk, callee);
  if (isDouble(denoted)) return denoted.kind === 'result' && !wrapsCode(denoted.call, walk);
  // A function of the test's own that passes it on.
  if (denoted.kind === 'function' && denoted.module === walk.test.module) {
    const returned = onlyReturn(denoted.node);
    return returned !== undefined && isEcho(returned, walk, depth + 1);
  }
  // `jest.mock('./api')`, and then the test calls what it imports from there.
  if (denoted.kind !== 'external') return false;
  const how = mockedModules(walk.test.module).get(denoted.source);
  return how === 'factory' || (how === 'automatic' && configured(walk).has(path));
}

/** The spy may be gone by then. */
function restores({ test: { module, body } }: Walk): boolean {
  return (
    body !== undefined &&
    /\.(restore|mockRestore|restoreAllMocks)\(/.test(module.text.slice(body.start, body.end))
  );
}

/** `jest.fn(realThing)`: a double that goes on to what it stands for. */
function wrapsCode(made: Node, walk: Walk): boolean {
  return chainOf(made).links.some(({ call, name }) =>
    (call?.arguments ?? []).some((argument) => {
      const given = bare(argument);
      if (
        name !== undefined &&
        !/^(fn|stub|spy|fake|mockImplementation|mockImplementationOnce|callsFake|func)$/.test(name)
      )
        return false;
      if (given.type === 'Identifier') return true;
      return hasOpenCall(given, walk);
    }),
  );
}

/** A function that calls something beyond literals is taken to call code. */
function hasOpenCall(node: Node, walk: Walk): boolean {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const callee = bare(node.callee);
    if (callee.type === 'Identifier' && walk.module.bindings.of(callee) !== undefined) return true;
    if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier') {
      const binding = walk.module.bindings.of(callee.object);
      if (binding !== undefined && binding.kind !== 'param') return true;
    }
  }
  let found = false;
  forEachChild(node, (child) => {
    found ||= hasOpenCall(child, walk);
  });
  return found;
}

/** `getUser` of `jest.mocked(getUser)`. */
function mockedBy(node: Node): Node | undefined {
  return node.type === 'CallExpression' ? node.arguments[0] : undefined;
}

function meaningOf(node: Node, module: Module): Node {
  const declaration = node.type === 'Identifier' ? module.bindings.of(node)?.declaration : undefined;
  return declaration?.type === 'VariableDeclarator' && declaration.init !== null
    ? bare(declaration.init)
    : node;
}

const assignedOf = new WeakMap<Module, Set<string>>();

/** Globals that the test file replaces by doubles: `global.fetch = jest.fn()`. */
function assigned({ test: { module } }: Walk): Set<string> {
  let paths = assignedOf.get(module);
  if (paths === undefined) {
    const found = module.text.matchAll(
      /\b(?:global|globalThis|window)\.(\w+)\s*=\s*(?:jest|vi|sinon|mock)\.(?:fn|stub|fake)\b/g,
    );
    paths = new Set(
      [...found].flatMap(([, name = '']) => [name, `global.${name}`, `globalThis.${name}`, `window.${name}`]),
    );
    assignedOf.set(module, paths);
  }
  return paths;
}

const spiesOf = new WeakMap<Module, Set<string>>();
const configuredOf = new WeakMap<Module, Set<string>>();

/** Paths that are spied on with a result of the test's own. */
function spies({ test: { module } }: Walk): Set<string> {
  return collect(spiesOf, module, (call) => {
    const chain = chainOf(call);
    return chain.links.some(({ name, call: at }) => at !== undefined && isConfiguring(name))
      ? spiedPath(chain, module)
      : undefined;
  });
}

/** Paths whose result the test configures: `fetchUser.mockResolvedValue(user)`. */
function configured({ test: { module } }: Walk): Set<string> {
  return collect(configuredOf, module, (call) => {
    const callee = bare(call.callee);
    if (callee.type !== 'MemberExpression' || !isConfiguring(propertyName(callee))) return undefined;
    const target = bare(callee.object);
    // `jest.mocked(fetchUser).mockResolvedValue(user)`, `(fetchUser as jest.Mock).mockResolvedValue(user)`
    const wrapped = mockedBy(target) ?? mockedBy(meaningOf(target, module)) ?? target;
    return pathText(wrapped, module);
  });
}

function collect(
  known: WeakMap<Module, Set<string>>,
  module: Module,
  pathOf: (call: CallExpression) => string | undefined,
): Set<string> {
  const before = known.get(module);
  if (before !== undefined) return before;
  const paths = new Set<string>();
  if (/mock(Return|Resolved|Rejected|Impl)|returns|resolves|rejects|callsFake/.test(module.text)) {
    const visit = (node: Node): void => {
      const path = node.type === 'CallExpression' ? pathOf(node) : undefined;
      if (path !== undefined) paths.add(path);
      forEachChild(node, visit);
    };
    visit(module.program);
  }
  known.set(module, paths);
  return paths;
}
