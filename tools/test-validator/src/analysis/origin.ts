import type { CallExpression, Class, NewExpression, Node } from 'oxc-parser';

import { chainOf } from '../frameworks/chain.ts';
import type { Binding } from '../syntax/bind-names.ts';
import {
  bare,
  contains,
  forEachChild,
  type FunctionNode,
  isFunction,
  propertyName,
} from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { definitionOf } from '../tests/test-definition.ts';
import { pureGlobals, pureModules, testGlobals, testPackages } from './builtins.ts';
import type { Arguments, Denotation } from './denotation.ts';
import type { Denoter } from './denote.ts';
import { requiredBy } from './required-by.ts';
import { makesDouble } from './doubles.ts';

/**
 * Tells whether a value can only have come from the test itself: from literals, the language's own functions, functions
 * that the test file defines, and doubles that it configures. Whatever is not surely so counts as open: it may come
 * from production code.
 */
export class Origins {
  readonly #denoter: Denoter;
  readonly #module: Module;
  readonly #given: Arguments;
  /** Functions of other files on the way here: modules may call each other in a circle. */
  readonly #entered: ReadonlySet<Node>;
  /** What is being looked at, or was: recursion ends as closed. */
  readonly #seen = new Map<Node, boolean>();
  /** What is being looked at right now. */
  readonly #open = new Set<Node>();
  #hasAssumed = false;
  readonly #untouched = new Map<Binding, boolean>();

  constructor(denoter: Denoter, module: Module, given: Arguments, entered: ReadonlySet<Node> = new Set()) {
    this.#entered = entered;
    this.#denoter = denoter;
    this.#module = module;
    this.#given = given;
  }

  isClosed(node: Node): boolean {
    const known = this.#seen.get(node);
    if (known !== undefined) {
      this.#hasAssumed ||= this.#open.has(node);
      return known;
    }
    this.#seen.set(node, true);
    this.#open.add(node);
    const closed = this.#judge(bare(node));
    this.#open.delete(node);
    this.#seen.set(node, closed);
    if (this.#open.size === 0) this.#forgetAssumed();
    return closed;
  }

  /** What was found closed while something around it was only taken to be so is looked at anew; what is open stays open. */
  #forgetAssumed(): void {
    if (!this.#hasAssumed) return;
    this.#hasAssumed = false;
    for (const [node, closed] of this.#seen) if (closed) this.#seen.delete(node);
    for (const [binding, untouched] of this.#untouched) if (untouched) this.#untouched.delete(binding);
  }

  #judge(node: Node): boolean {
    switch (node.type) {
      case 'Literal':
      case 'TemplateElement':
      case 'Super':
      case 'MetaProperty':
        return node.type !== 'MetaProperty';
      case 'ThisExpression':
        return isInClass(node);
      case 'Identifier':
        return this.#isClosedName(node);
      case 'CallExpression':
        return this.#isClosedCall(node);
      case 'NewExpression':
        return this.#isClosedNew(node);
      case 'MemberExpression':
        // AVA's `t.context`: what the hooks have put there.
        if (propertyName(node) === 'context') return false;
        // `({}).polluted`: what every object has may have been changed.
        if (node.object.type === 'ObjectExpression' && node.object.properties.length === 0) return false;
        return this.isClosed(node.object) && (!node.computed || this.isClosed(node.property));
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return node.body !== null && this.#areChildrenClosed(node.body);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#isClosedClass(node);
      case 'Property':
        return this.isClosed(node.value) && (!node.computed || this.isClosed(node.key));
      case 'AssignmentExpression':
        return (
          this.isClosed(node.right) &&
          (node.left.type !== 'MemberExpression' || this.isClosed(node.left.object))
        );
      case 'VariableDeclarator':
        return node.init === null || this.isClosed(node.init);
      case 'CatchClause':
        return this.#areChildrenClosed(node.body);
      case 'ImportExpression':
      case 'TaggedTemplateExpression':
        return false;
      default:
        if (node.type.startsWith('JSX')) return false;
        if (node.type.startsWith('TS')) return true;
        return this.#areChildrenClosed(node);
    }
  }

  #areChildrenClosed(node: Node): boolean {
    if (isFunction(node) || node.type === 'CallExpression') return this.isClosed(node);
    let closed = true;
    forEachChild(node, (child) => {
      closed &&= isPattern(child) || this.isClosed(child);
    });
    return closed;
  }

  #isClosedName(node: Node & { type: 'Identifier' }): boolean {
    const binding = this.#module.bindings.of(node);
    if (binding === undefined) return pureGlobals.has(node.name) || testGlobals.has(node.name);
    switch (binding.kind) {
      case 'import': {
        const denoted = this.#denoter.of(node, this.#module);
        // A helper in another file of the tests.
        if (denoted.kind === 'function') return this.#isClosedElsewhere(denoted.node, denoted.module);
        return isOfTests(denoted);
      }
      case 'param':
        return this.#isClosedParameter(binding);
      case 'catch': {
        const { parent } = binding.declaration;
        return parent?.type === 'TryStatement' && this.isClosed(parent.block);
      }
      case 'function':
      case 'class':
        return this.isClosed(binding.declaration);
      default:
        return this.#isClosedVariable(binding);
    }
  }

  #isClosedElsewhere(fn: FunctionNode, module: Module): boolean {
    if (this.#entered.has(fn) || isSubjectOf(module.path, this.#module.path)) return false;
    const entered = new Set([...this.#entered, fn]);
    return new Origins(this.#denoter, module, this.#given, entered).isClosed(fn);
  }

  #isClosedParameter(binding: Binding): boolean {
    const argument = this.#given(binding);
    if (argument !== undefined) {
      return argument.module === this.#module && this.isClosed(argument.node);
    }
    const { declaration } = binding;
    if (!isFunction(declaration)) return false;
    // What a test is given to assert with.
    if (/^(t|assert|done)$/.test(binding.name)) return true;
    const call = declaration.parent;
    // A function of its own: what it is called with is looked at where it is called.
    if (call?.type !== 'CallExpression') return this.#open.has(declaration);
    const definition = definitionOf(call, this.#module, this.#denoter);
    if (definition !== undefined) return definition.table !== undefined && this.isClosed(definition.table);
    // `list.map((item) => …)`, `new Promise((resolve) => …)`
    const callee = bare(call.callee);
    if (callee.type === 'MemberExpression') return this.isClosed(callee.object);
    return callee.type === 'Identifier' && this.#isClosedName(callee);
  }

  #isClosedVariable(binding: Binding): boolean {
    const { declaration } = binding;
    if (declaration.type !== 'VariableDeclarator') return false;
    const loop = declaration.parent?.parent;
    const source =
      loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement' ? loop.right : declaration.init;
    if (source !== null && !this.isClosed(source)) return false;
    const writes = binding.references.filter(({ isWrite }) => isWrite);
    for (const { node } of writes) {
      const { parent } = node;
      // When that happens, and how often, may be up to the code under test.
      if (!this.#isSurelyDone(node, declaration)) return false;
      const isSimple =
        parent?.type === 'AssignmentExpression'
          ? this.isClosed(parent.right)
          : parent?.type === 'UpdateExpression';
      if (!isSimple) return false;
    }
    if (source === null && writes.length === 0) return false;
    return this.#isUntouched(binding);
  }

  /** In the same straight line as the declaration: in no callback, and under no condition that is open. */
  #isSurelyDone(write: Node, declaration: Node): boolean {
    for (let node = write.parent; node != null && !contains(node, declaration); node = node.parent) {
      if (isFunction(node)) {
        const call = node.parent;
        const isHook =
          call?.type === 'CallExpression' && definitionOf(call, this.#module, this.#denoter) !== undefined;
        if (!isHook) return false;
      }
      if (node.type === 'CatchClause') return false;
      if ((node.type === 'ForOfStatement' || node.type === 'ForInStatement') && !this.isClosed(node.right))
        return false;
      if (
        (node.type === 'WhileStatement' || node.type === 'IfStatement' || node.type === 'DoWhileStatement') &&
        !this.isClosed(node.test)
      )
        return false;
    }
    return true;
  }

  /** Nobody but the test can have changed what the name holds: it was handed to no open code. */
  #isUntouched(binding: Binding): boolean {
    const known = this.#untouched.get(binding);
    if (known !== undefined) {
      this.#hasAssumed = true;
      return known;
    }
    this.#untouched.set(binding, true);
    const untouched = binding.references.every(({ node }) => this.#isHarmless(node));
    this.#untouched.set(binding, untouched);
    return untouched;
  }

  #isHarmless(use: Node): boolean {
    let node = use;
    for (let { parent } = node; parent != null; node = parent, { parent } = node) {
      switch (parent.type) {
        case 'CallExpression':
        case 'NewExpression': {
          if (
            parent.type === 'CallExpression' &&
            definitionOf(parent, this.#module, this.#denoter) !== undefined
          )
            return true;
          if (parent.callee === node) {
            // `rows.push(row)`: now it holds what came from there.
            if (
              !parent.arguments.every((argument) =>
                this.isClosed(argument.type === 'SpreadElement' ? argument.argument : argument),
              )
            )
              return false;
            continue;
          }
          if (isExpectation(parent)) return true;
          if (!this.#isClosedCallee(parent)) return false;
          continue;
        }
        case 'VariableDeclarator': {
          if (parent.id.type !== 'Identifier') return true;
          const alias = this.#module.bindings.of(parent.id);
          return alias === undefined || this.#isUntouched(alias);
        }
        case 'AssignmentExpression':
          if (parent.left === node) {
            // `rows[0] = row`: now it holds that.
            if (!this.isClosed(parent.right)) return false;
            continue;
          }
          return parent.left.type === 'Identifier' || this.isClosed(bare(parent.left));
        case 'JSXExpressionContainer':
        case 'TaggedTemplateExpression':
        case 'JSXSpreadAttribute':
        case 'ThrowStatement':
          return false;
        case 'ArrowFunctionExpression':
        case 'FunctionExpression':
        case 'FunctionDeclaration': {
          const call = parent.parent;
          if (call?.type === 'CallExpression' && call.callee !== parent) {
            if (definitionOf(call, this.#module, this.#denoter) !== undefined) return true;
            if (isExpectation(call)) return true;
            if (!this.#isClosedCallee(call)) return false;
            node = parent;
            continue;
          }
          // Kept under a name: whoever gets that may call it. In an object it goes where the object goes.
          if (parent.type === 'FunctionDeclaration' || call?.type === 'VariableDeclarator')
            return this.isClosed(parent) && !this.#isGivenAway(parent);
          continue;
        }
        default:
      }
    }
    return true;
  }

  #isGivenAway(fn: FunctionNode): boolean {
    const { parent } = fn;
    const id =
      fn.type === 'FunctionDeclaration'
        ? fn.id
        : parent?.type === 'VariableDeclarator'
          ? parent.id
          : undefined;
    const binding = id?.type === 'Identifier' ? this.#module.bindings.of(id) : undefined;
    if (binding !== undefined) return !this.#isUntouched(binding);
    return true;
  }

  #isClosedCallee(call: CallExpression | NewExpression): boolean {
    const callee = bare(call.callee);
    if (callee.type === 'MemberExpression') return this.isClosed(callee.object);
    if (callee.type === 'Identifier') return this.#isClosedName(callee);
    return isFunction(callee) || makesDouble(call);
  }

  #isClosedCall(call: CallExpression): boolean {
    const areArgumentsClosed = call.arguments.every((argument) =>
      this.isClosed(argument.type === 'SpreadElement' ? argument.argument : argument),
    );
    if (!areArgumentsClosed) return false;
    const callee = bare(call.callee);
    if (callee.type === 'MemberExpression' && isClock(callee)) return false;
    if (requiredBy(call) !== undefined) return isOfTests(this.#denoter.of(call, this.#module));
    if (chainOf(call).links.some(({ name }) => name === 'spyOn')) return false;
    if (callee.type === 'Identifier') {
      if (/^(require|fetch|eval)$/.test(callee.name)) return false;
      return this.#isClosedName(callee);
    }
    return this.isClosed(callee);
  }

  #isClosedNew(node: NewExpression): boolean {
    const isNow =
      node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0;
    return (
      !isNow &&
      this.isClosed(node.callee) &&
      node.arguments.every((argument) =>
        this.isClosed(argument.type === 'SpreadElement' ? argument.argument : argument),
      )
    );
  }

  #isClosedClass(node: Class): boolean {
    if (node.superClass !== null && !this.isClosed(node.superClass)) return false;
    if (node.decorators.length > 0) return false;
    return node.body.body.every((member) =>
      'decorators' in member && (member.decorators?.length ?? 0) > 0
        ? false
        : member.type === 'MethodDefinition' || member.type === 'PropertyDefinition'
          ? member.value === null || this.isClosed(member.value)
          : true,
    );
  }
}

/** A package that tests are written with, or a pure module of Node. */
function isOfTests(denoted: Denotation): boolean {
  const of = denoted.kind === 'result' ? denoted.of : denoted;
  if (of.kind !== 'external') return false;
  return of.place === 'builtin'
    ? pureModules.has(of.source) || of.source === 'test'
    : testPackages.test(of.source);
}

/** `expect(x)`, `assert.equal(x, y)`: looks at what it gets, and leaves it as it is. */
function isExpectation(call: CallExpression | NewExpression): boolean {
  const { root, links } = chainOf(call);
  if (root.type !== 'Identifier') return false;
  return /^(expect|assert|t|should|console)$/.test(root.name) || links[0]?.name === 'expect';
}

/** The time, which code under test may have set. */
function isClock(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Date' &&
    propertyName(callee) === 'now'
  );
}

function isPattern(node: Node): boolean {
  return node.type === 'ObjectPattern' || node.type === 'ArrayPattern';
}

function isInClass(node: Node): boolean {
  for (let up = node.parent; up != null; up = up.parent) {
    if (up.type === 'ClassBody') return true;
    if (
      up.type === 'FunctionDeclaration' ||
      (up.type === 'FunctionExpression' && up.parent?.type === 'Property')
    )
      return true;
  }
  return false;
}

/** `clock.spec.ts` is about `clock.ts`, though that serves tests itself. */
function isSubjectOf(path: string, testPath: string): boolean {
  const stem = (file: string): string => file.slice(file.lastIndexOf('/') + 1).split('.')[0] ?? '';
  return stem(path) === stem(testPath);
}
