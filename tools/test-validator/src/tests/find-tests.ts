import type { CallExpression, Node } from 'oxc-parser';

import type { Denoter } from '../analysis/denote.ts';
import { fold } from '../analysis/fold.ts';
import { bare, forEachChild, type FunctionNode, isFunction, someNode, stringOf } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { isEmptyTable, isTrue, optionIn } from './modifiers.ts';
import { type Definition, definitionOf } from './test-definition.ts';

/** A block (`describe`) or the file itself. */
export interface Suite {
  title: string;
  parent: Suite | undefined;
  /** The call; the program for the file itself. */
  node: Node;
  definition: Definition | undefined;
  isSkipped: boolean;
  /** Callbacks of its own hooks. */
  before: Hook[];
  after: Hook[];
}

export interface Hook {
  node: FunctionNode;
  module: Module;
}

/** A call that declares a test. */
export interface TestCase {
  module: Module;
  call: CallExpression;
  title: string;
  suite: Suite;
  definition: Definition;
  /** What runs; undefined for a todo or where it comes from elsewhere. */
  body: FunctionNode | undefined;
  /** The callback as it is given, if any. */
  callback: Node | undefined;
  isSkipped: boolean;
  isTodo: boolean;
  isFocused: boolean;
  hasEmptyTable: boolean;
}

export interface FoundTests {
  tests: TestCase[];
  suites: Suite[];
}

/** Finds the tests that a file declares, whatever the framework. */
export function findTests(module: Module, denoter: Denoter): FoundTests {
  const tests: TestCase[] = [];
  const top: Suite = {
    ...{ title: '', parent: undefined, node: module.program, definition: undefined, isSkipped: false },
    ...{ before: [], after: [] },
  };
  const suites: Suite[] = [top];

  const visit = (node: Node, suite: Suite): void => {
    if (node.type === 'CallExpression') {
      const definition = definitionOf(node, module, denoter);
      if (definition?.kind === 'suite') return visitSuite(node, suite, definition);
      if (definition?.kind === 'hook') {
        const hook = node.arguments.flatMap((argument) => hookOf(bare(argument), module, denoter) ?? [])[0];
        const into = /^(after|teardown|suiteTeardown)/i.test(definition.name) ? suite.after : suite.before;
        if (hook !== undefined) into.push(hook);
        else forEachChild(node, (child) => visit(child, suite));
        return;
      }
      if (definition?.kind === 'test') {
        const test = testOf(node, suite, definition, module, denoter);
        if (test !== undefined) {
          tests.push(test);
          // Subtests (`t.test`) stand inside.
          if (test.body !== undefined) visit(test.body, { ...suite, title: test.title, parent: suite });
          return;
        }
      }
    }
    forEachChild(node, (child) => visit(child, suite));
  };

  const visitSuite = (node: CallExpression, parent: Suite, definition: Definition): void => {
    const suite: Suite = {
      title: titleOf(node, module),
      ...{ parent, node, definition, before: [], after: [] },
      isSkipped: parent.isSkipped || definition.isSkipped || optionIn(node, 'skip'),
    };
    suites.push(suite);
    for (const argument of node.arguments) {
      const callback = bare(argument);
      if (isFunction(callback)) visit(callback.body ?? callback, suite);
      else forEachChild(argument, (child) => visit(child, suite));
    }
  };

  visit(module.program, top);
  return { tests, suites };
}

function hookOf(callback: Node, module: Module, denoter: Denoter): Hook | undefined {
  if (isFunction(callback)) return { node: callback, module };
  if (callback.type !== 'Identifier' && callback.type !== 'MemberExpression') return undefined;
  const denoted = denoter.of(callback, module);
  return denoted.kind === 'function' ? { node: denoted.node, module: denoted.module } : undefined;
}

function testOf(
  call: CallExpression,
  suite: Suite,
  definition: Definition,
  module: Module,
  denoter: Denoter,
): TestCase | undefined {
  const callback = callbackOf(call);
  const body = callback === undefined ? undefined : bodyOf(callback, module, denoter);
  // `function check(name, run) { it(name, run) }`: the tests are declared where `check` is called.
  if (callback !== undefined && isParameterCall(callback, body, module)) return undefined;
  const hasTitle = call.arguments.length > 0;
  if (!hasTitle) return undefined;
  return {
    ...{ module, call, suite, definition, body, callback },
    title: titleOf(call, module),
    isSkipped:
      suite.isSkipped ||
      definition.isSkipped ||
      optionIn(call, 'skip') ||
      isUnderFalse(call, module) ||
      skipsItself(body),
    isTodo:
      definition.isTodo || optionIn(call, 'todo') || (callback === undefined && call.arguments.length === 1),
    isFocused: definition.isFocused || optionIn(call, 'only'),
    hasEmptyTable: [definition.table, suite.definition?.table].some(
      (table) => table !== undefined && isEmptyTable(table, module),
    ),
  };
}

/** The last argument that is, or gives, a function; options and timeouts are passed over. */
function callbackOf(call: CallExpression): Node | undefined {
  const candidates = call.arguments.map(bare);
  const direct = candidates.findLast(
    (argument, index) => isFunction(argument) && (index > 0 || candidates.length === 1),
  );
  if (direct !== undefined) return direct;
  return candidates.findLast(
    (argument, index) =>
      index > 0 &&
      (argument.type === 'CallExpression' ||
        argument.type === 'Identifier' ||
        argument.type === 'MemberExpression' ||
        argument.type === 'ConditionalExpression'),
  );
}

/** The function that runs: itself, what a name stands for, or the one inside of a wrapper (`fakeAsync(() => …)`). */
function bodyOf(callback: Node, module: Module, denoter: Denoter): FunctionNode | undefined {
  if (isFunction(callback)) return callback;
  if (callback.type === 'CallExpression') {
    for (const argument of callback.arguments) {
      const inner = bodyOf(bare(argument), module, denoter);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  const denoted = denoter.of(callback, module);
  return denoted.kind === 'function' && denoted.module === module ? denoted.node : undefined;
}

function isParameterCall(callback: Node, body: FunctionNode | undefined, module: Module): boolean {
  const isParameter = (node: Node): boolean =>
    node.type === 'Identifier' &&
    module.bindings.of(node)?.kind === 'param' &&
    isDeclaredBeside(node, module);
  if (isParameter(callback)) return true;
  if (callback.type === 'CallExpression')
    return callback.arguments.some((argument) => isParameter(bare(argument)));
  return (
    body !== undefined &&
    someNode(body, (node) => {
      if (node.type !== 'CallExpression') return false;
      const callee = bare(node.callee);
      const isApplied = callee.type === 'MemberExpression' && /^(call|apply)$/.test(nameOf(callee.property));
      const target = isApplied ? bare(callee.object) : callee;
      const binding = target.type === 'Identifier' ? module.bindings.of(target) : undefined;
      // A parameter that the callback was not given itself, of a function that wraps `it`.
      return (
        binding?.kind === 'param' && isWrapper(binding.declaration, body) && isCalledWithFunctions(binding)
      );
    })
  );
}

const nameOf = (node: Node): string => (node.type === 'Identifier' ? node.name : '');

function isDeclaredBeside(node: Node, module: Module): boolean {
  const binding = module.bindings.of(node);
  return binding !== undefined && isFunction(binding.declaration);
}

/** The function around the body that has the parameter, if it is a named one. */
function isWrapper(declaration: Node, body: FunctionNode): boolean {
  return isFunction(declaration) && declaration.start < body.start && body.end <= declaration.end;
}

/** Named like what runs a test: not every parameter that is called is the test's body. */
function isCalledWithFunctions({ name }: { name: string }): boolean {
  return /^(fn|func|callback|cb|body|test(Fn|Body|Function|Case)?|run|spec|block|implementation|impl|handler|f)$/i.test(
    name,
  );
}

export function titleOf(call: CallExpression, module: Module): string {
  const [first] = call.arguments;
  if (first === undefined) return '';
  const title = bare(first);
  if (isFunction(title)) return title.id?.name ?? '';
  const text = stringOf(title);
  if (text !== undefined) return text;
  const source = module.text.slice(title.start, title.end);
  return title.type === 'TemplateLiteral' ? source.slice(1, -1) : source;
}

/** `if (false) it(…)`. */
function isUnderFalse(call: Node, module: Module): boolean {
  for (let node: Node | null | undefined = call; node?.parent != null; node = node.parent) {
    const { parent }: { parent?: Node | null } = node;
    if (parent?.type !== 'IfStatement' || parent.consequent !== node) continue;
    const folded = fold(parent.test, module);
    if (folded !== undefined && !folded.value) return true;
  }
  return false;
}

/** The first statement is `this.skip()`, `t.skip()` or `pending()`. */
function skipsItself(body: FunctionNode | undefined): boolean {
  const block = body?.body;
  const first = block?.type === 'BlockStatement' ? block.body[0] : undefined;
  const call = first?.type === 'ExpressionStatement' ? bare(first.expression) : undefined;
  if (call?.type !== 'CallExpression') return false;
  const callee = bare(call.callee);
  if (callee.type === 'Identifier') return callee.name === 'pending';
  return (
    callee.type === 'MemberExpression' &&
    nameOf(callee.property) === 'skip' &&
    (callee.object.type === 'ThisExpression' || /^(t|ctx|context|test)$/.test(nameOf(callee.object))) &&
    // `test.skip(browserName === 'webkit', 'why')` depends.
    (call.arguments[0] === undefined ||
      isTrue(call.arguments[0]) ||
      stringOf(call.arguments[0]) !== undefined)
  );
}

/** The titles of the blocks around a test, outermost first. */
export function titlesAround({ suite }: TestCase): string[] {
  const titles: string[] = [];
  for (let around: typeof suite | undefined = suite; around !== undefined; around = around.parent) {
    if (around.title !== '') titles.unshift(around.title);
  }
  return titles;
}

/** Blocks and own title. */
export function fullTitleOf(test: TestCase): string {
  return [...titlesAround(test), test.title].join(' › ');
}
