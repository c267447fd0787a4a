import type { CallExpression, Node } from 'oxc-parser';

import type { Denoter } from '../analysis/denote.ts';
import { bare, isFunction, propertyName, someNode, stringOf } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { isSupportPath } from '../project/test-support.ts';
import { isFalse, isTrue } from './modifiers.ts';

/** What a call declares: a test, a block of tests, or a hook. */
export interface Definition {
  kind: 'test' | 'suite' | 'hook';
  /** The word it goes by: `it`, `describe`, `beforeEach`. */
  name: string;
  isSkipped: boolean;
  isFocused: boolean;
  isTodo: boolean;
  /** Expected to fail: `it.failing`, `it.fails`. */
  isFailing: boolean;
  /** `prop` of a property-based test: what the body returns is checked. */
  isProperty: boolean;
  /** Of `each` and `for`. */
  table: Node | undefined;
}

const testWords = new Set(['it', 'test', 'specify', 'fit', 'xit', 'ftest', 'xtest', 'xspecify']);
const suiteWords = new Set(['describe', 'context', 'suite', 'fdescribe', 'xdescribe', 'xcontext', 'xsuite']);
const hookWords = new Set([
  ...['before', 'after', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll', 'setup', 'teardown'],
  ...['suiteSetup', 'suiteTeardown', 'onTestFinished', 'onTestFailed'],
]);
/** What stands behind the word and before the call. */
const modifiers = new Set([
  ...[
    'only',
    'skip',
    'todo',
    'concurrent',
    'sequential',
    'serial',
    'parallel',
    'failing',
    'fails',
    'fail',
    'fixme',
  ],
  ...[
    'slow',
    'shuffle',
    'each',
    'for',
    'skipIf',
    'runIf',
    'extend',
    'effect',
    'live',
    'scoped',
    'scopedLive',
    'prop',
  ],
  ...[
    'cb',
    'macro',
    'always',
    'each',
    'override',
    'retries',
    'timeout',
    'configure',
    'skipOn',
    'onlyOn',
    'failsIf',
  ],
]);
/** `itIfRedis('…', () => {…})`, `dbTest(…)`: a word of the project's own that has the shape of a test. */
const testLike = /^(x|f)?(it|test|specify)([A-Z_]\w*)?$|^[a-z]\w*(It|Test)$/;
const suiteLike = /^(x|f)?describe([A-Z_]\w*)?$|^[a-z]\w*Describe$/;

/** Reads what a call declares; undefined for every other call. */
export function definitionOf(call: CallExpression, module: Module, denoter: Denoter): Definition | undefined {
  const head = headOf(call.callee);
  if (head === undefined) return undefined;
  const { word, root, steps, table } = head;
  const kind = kindOf(word, root, call, module, denoter, steps.length > 0);
  if (kind === undefined) return undefined;
  // `it.each(table)` alone declares nothing yet, nor do `test.extend({…})` and `it.skipIf(x)`.
  const last = steps.at(-1);
  if (
    last !== undefined &&
    /^(each|for|skipIf|runIf|extend|macro|configure|override|prop)$/.test(last.name) &&
    !last.isCalled
  ) {
    return undefined;
  }
  // Playwright's `test.skip(condition, 'why')`, in a test or in a file, is no test.
  const isAnnotation = steps.some(({ name }) => /^(skip|fixme|slow|fail)$/.test(name)) && steps.length === 1;
  const callbacks = call.arguments.filter((argument) => isFunction(bare(argument)));
  const [title] = call.arguments;
  if (
    isAnnotation &&
    kind === 'test' &&
    (title === undefined || isFunction(bare(title)) || (callbacks.length === 0 && !isText(bare(title))))
  ) {
    return undefined;
  }
  const has = (...names: string[]): boolean => steps.some(({ name }) => names.includes(name));
  const condition = (name: string): Node | undefined => steps.find((step) => step.name === name)?.argument;
  const skipIf = condition('skipIf');
  const runIf = condition('runIf');
  const isNever = (skipIf !== undefined && isTrue(skipIf)) || (runIf !== undefined && isFalse(runIf));
  return {
    kind,
    name: word,
    isSkipped:
      (/^x[a-z]/.test(word) && (testWords.has(word) || suiteWords.has(word))) ||
      has('skip', 'fixme') ||
      isNever,
    isFocused: /^f(it|test|describe)$/.test(word) || has('only'),
    isTodo: has('todo'),
    isFailing: has('failing', 'fails'),
    isProperty: has('prop') || /^testProp$/.test(word),
    table,
  };
}

interface Step {
  name: string;
  /** The step itself is called before the last call: `each(table)`. */
  isCalled: boolean;
  argument: Node | undefined;
}

interface Head {
  word: string;
  /** The node of the word, or what stands before it in `t.test`. */
  root: Node;
  /** `t` of `t.test`. */
  steps: Step[];
  table: Node | undefined;
}

/** Takes `it.only.each(table)` apart. */
function headOf(callee: Node): Head | undefined {
  const steps: Step[] = [];
  let table: Node | undefined;
  let node = bare(callee);
  let isCalled = false;
  let argument: Node | undefined;
  for (;;) {
    if (node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression') {
      if (isCalled) return undefined;
      isCalled = true;
      argument = node.type === 'CallExpression' ? node.arguments[0] : node.quasi;
      node = bare(node.type === 'CallExpression' ? node.callee : node.tag);
    } else if (node.type === 'MemberExpression') {
      const name = propertyName(node);
      if (name === undefined) return undefined;
      if (modifiers.has(name)) {
        if ((name === 'each' || name === 'for') && isCalled) table = argument;
        steps.unshift({ name, isCalled, argument });
        isCalled = false;
        argument = undefined;
        node = bare(node.object);
      } else {
        // `t.test`, `QUnit.test`, `Deno.test`, `test.describe`, `test.beforeEach`
        return isCalled ? undefined : { word: name, root: node, steps, table };
      }
    } else if (node.type === 'Identifier') {
      return isCalled ? undefined : { word: node.name, root: node, steps, table };
    } else return undefined;
  }
}

function kindOf(
  word: string,
  root: Node,
  call: CallExpression,
  module: Module,
  denoter: Denoter,
  hasSteps: boolean,
): Definition['kind'] | undefined {
  const callbacks = call.arguments.map(bare).filter(isFunction);
  const [first] = call.arguments;
  const isTitled = first !== undefined && isTitle(bare(first));
  if (root.type === 'MemberExpression') {
    const owner = bare(root.object);
    const isContext =
      owner.type === 'Identifier' || owner.type === 'ThisExpression' || owner.type === 'MemberExpression';
    if (!isContext) return undefined;
    const kind = kindOfMethod(word, owner, call, callbacks.length > 0, isTitled);
    return kind === undefined || isOfProduction(owner, module, denoter) ? undefined : kind;
  }
  if (root.type !== 'Identifier') return undefined;
  const binding = module.bindings.of(root);
  if (hookWords.has(word)) {
    const isNamed =
      callbacks.length === 0 && (first?.type === 'Identifier' || first?.type === 'MemberExpression');
    return (isNamed || (callbacks.length > 0 && !isTitled)) && binding?.kind !== 'param' ? 'hook' : undefined;
  }
  const isOwnFunction =
    binding !== undefined && isFunction(binding.declaration) && binding.kind === 'function';
  if (isOwnFunction) return declaresBy(binding.declaration, call) ? 'test' : undefined;
  if (suiteWords.has(word)) return callbacks.length > 0 || isTitled ? 'suite' : undefined;
  if (word === 'QUnit' && hasSteps) return 'test';
  if (testWords.has(word)) {
    if (/^[xf]/.test(word) && isOfProduction(root, module, denoter)) return undefined;
    const isCallable = binding === undefined || !isPlainFunction(root, module, denoter);
    return isCallable && (isTitled || hasSteps || callbacks.length > 0) ? 'test' : undefined;
  }
  if (callbacks.length === 0 || !isTitled) return undefined;
  if (suiteLike.test(word)) return 'suite';
  if (testLike.test(word)) {
    const denoted = denoter.of(root, module);
    if (denoted.kind === 'function') return declaresBy(denoted.node, call) ? 'test' : undefined;
    return 'test';
  }
  if (denotesTest(root, module, denoter)) return 'test';
  // A wrapper of another name, that hands its callback to `it`.
  const denoted = binding === undefined ? undefined : denoter.of(root, module);
  return denoted?.kind === 'function' && declaresBy(denoted.node, call) ? 'test' : undefined;
}

/** `t.test('…', …)`, `QUnit.module('…')`, `t.after(() => …)` */
function kindOfMethod(
  word: string,
  owner: Node,
  call: CallExpression,
  hasCallback: boolean,
  isTitled: boolean,
): Definition['kind'] | undefined {
  const [first] = call.arguments;
  // `t.after(() => …)`, not a clock's `after(10, () => …)`.
  const isFirst = first !== undefined && isFunction(bare(first));
  if (hookWords.has(word) && isFirst && call.arguments.length <= 2) return 'hook';
  if (!isTitled) return undefined;
  if (suiteWords.has(word) && hasCallback) return 'suite';
  if (word === 'module' && owner.type === 'Identifier' && owner.name === 'QUnit') return 'suite';
  return (word === 'test' || word === 'it') && (hasCallback || call.arguments.length > 1)
    ? 'test'
    : undefined;
}

/** Something of the project's own sources, that has methods of these names. */
function isOfProduction(node: Node, module: Module, denoter: Denoter): boolean {
  const denoted = denoter.of(node, module);
  return (
    denoted.kind === 'external' &&
    (denoted.place === 'production' || denoted.place === 'missing') &&
    !isSupportPath(denoted.source)
  );
}

/** `const dbTest = hasDb ? it : it.skip`, uvu's `const it = suite('…')`. */
function denotesTest(root: Node, module: Module, denoter: Denoter): boolean {
  const denoted = denoter.of(root, module);
  // Packages that are the test function themselves.
  if (
    denoted.kind === 'external' &&
    /^(tape|ava|tap|blue-tape|tape-promise.*|zora|test)$/.test(denoted.source)
  ) {
    return isModified(['', ...denoted.path]);
  }
  if (denoted.kind === 'global') return testWords.has(denoted.path[0] ?? '') && isModified(denoted.path);
  if (denoted.kind === 'external') {
    return denoted.place === 'package' && testWords.has(denoted.path[0] ?? '') && isModified(denoted.path);
  }
  if (denoted.kind !== 'result') return false;
  const { of } = denoted;
  const path = of.kind === 'global' || of.kind === 'external' ? of.path : [];
  if (of.kind === 'external' && of.source === 'uvu') return true;
  return testWords.has(path[0] ?? '') && path.slice(1).every((name) => modifiers.has(name));
}

const isModified = ([, ...rest]: readonly string[]): boolean => rest.every((name) => modifiers.has(name));

function isPlainFunction(root: Node, module: Module, denoter: Denoter): boolean {
  const denoted = denoter.of(root, module);
  return denoted.kind === 'function' || denoted.kind === 'class' || denoted.kind === 'object';
}

/** A function of the project that declares a test with the callback that it is given. */
function declaresBy(fn: Node, call: CallExpression): boolean {
  if (!isFunction(fn) || !call.arguments.some((argument) => isFunction(bare(argument)))) return false;
  const names = new Set(fn.params.flatMap((param) => (param.type === 'Identifier' ? [param.name] : [])));
  return someNode(fn, (node) => {
    if (node.type !== 'CallExpression') return false;
    const head = headOf(node.callee);
    if (head === undefined || !testWords.has(head.word)) return false;
    return node.arguments.some(
      (argument, index) =>
        index > 0 &&
        someNode(
          argument,
          (inner) => inner.type === 'Identifier' && names.has(inner.name) && isHandedOn(inner),
        ),
    );
  });
}

/** Called, or given to `it` as it is. */
function isHandedOn(identifier: Node): boolean {
  const { parent } = identifier;
  if (parent?.type === 'CallExpression') return parent.callee === identifier || parent.arguments.length > 1;
  return parent?.type === 'MemberExpression' && /^(call|apply|bind)$/.test(propertyName(parent) ?? '');
}

function isText(node: Node): boolean {
  return (
    stringOf(node) !== undefined ||
    node.type === 'TemplateLiteral' ||
    (node.type === 'BinaryExpression' && node.operator === '+')
  );
}

function isTitle(node: Node): boolean {
  if (stringOf(node) !== undefined || node.type === 'TemplateLiteral') return true;
  return (
    node.type === 'Identifier' ||
    node.type === 'MemberExpression' ||
    node.type === 'BinaryExpression' ||
    node.type === 'CallExpression' ||
    node.type === 'ConditionalExpression'
  );
}
