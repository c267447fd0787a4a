import type { ImportDefaultSpecifier, ImportNamespaceSpecifier, ImportSpecifier, Node } from 'oxc-parser';

import type { Project } from '../project/project.ts';
import type { Binding } from '../syntax/bind-names.ts';
import {
  bare,
  type FunctionNode,
  isExpressionBody,
  isFunction,
  keyName,
  propertyName,
  stringOf,
} from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { pathTo } from '../syntax/path-to.ts';
import { type Arguments, type Denotation, noArguments } from './denotation.ts';
import { requiredBy } from './required-by.ts';

const unknown: Denotation = { kind: 'unknown' };

const maxDepth = 24;

/** Follows names through variables, imports, re-exports, members and simple functions; never runs anything. */
export class Denoter {
  readonly #project: Project;
  /** What imported names stand for: the same, whoever asks. */
  readonly #imported = new Map<Binding, Denotation>();

  constructor(project: Project) {
    this.#project = project;
  }

  of(node: Node, module: Module, given: Arguments = noArguments, depth = 0): Denotation {
    if (depth > maxDepth) return unknown;
    const next = (child: Node, from = module): Denotation => this.of(child, from, given, depth + 1);
    const inner = bare(node);
    switch (inner.type) {
      case 'Identifier':
      case 'JSXIdentifier':
        return this.#name(inner, inner.name, module, given, depth);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return { kind: 'function', node: inner, module };
      case 'ClassDeclaration':
      case 'ClassExpression':
        return { kind: 'class', node: inner, module };
      case 'ObjectExpression':
        return { kind: 'object', node: inner, module };
      case 'AwaitExpression':
        return next(inner.argument);
      case 'AssignmentExpression':
        return next(inner.right);
      case 'ConditionalExpression': {
        const first = next(inner.consequent);
        return first.kind === 'unknown' ? next(inner.alternate) : first;
      }
      case 'LogicalExpression': {
        const first = next(inner.left);
        return first.kind === 'unknown' || inner.operator === '&&' ? next(inner.right) : first;
      }
      case 'NewExpression': {
        const made = next(inner.callee);
        if (made.kind === 'class') return { kind: 'instance', node: made.node, module: made.module };
        return { kind: 'result', of: made, call: inner, module };
      }
      case 'ImportExpression': {
        const source = stringOf(inner.source);
        return source === undefined ? unknown : this.#import(source, '*', module, depth);
      }
      case 'MemberExpression': {
        const name = propertyName(inner);
        return name === undefined ? unknown : this.member(next(inner.object), name, given, depth + 1);
      }
      case 'CallExpression': {
        const required = requiredBy(inner);
        if (required !== undefined) return this.#import(required, 'require', module, depth);
        const callee = next(inner.callee);
        if (callee.kind === 'function') {
          const returned = onlyReturn(callee.node);
          // A fluent object: its methods give it back.
          if (returned?.type === 'ThisExpression' && inner.callee.type === 'MemberExpression')
            return next(inner.callee.object);
          const value = returned && this.of(returned, callee.module, given, depth + 1);
          if (value !== undefined && value.kind !== 'unknown' && value.kind !== 'parameter') return value;
        }
        return { kind: 'result', of: callee, call: inner, module };
      }
      default:
        return unknown;
    }
  }

  member(of: Denotation, name: string, given: Arguments = noArguments, depth = 0): Denotation {
    if (depth > maxDepth) return unknown;
    switch (of.kind) {
      case 'object':
        for (const property of of.node.properties) {
          if (property.type === 'Property' && keyName(property.key, property.computed) === name) {
            return this.of(property.value, of.module, given, depth + 1);
          }
        }
        return { kind: 'member', of, name };
      case 'class':
      case 'instance': {
        for (const member of of.node.body.body) {
          if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
          if (keyName(member.key, member.computed) === name && member.value !== null) {
            return this.of(member.value, of.module, given, depth + 1);
          }
        }
        if (of.node.superClass === null) return { kind: 'member', of, name };
        const parent = this.of(of.node.superClass, of.module, given, depth + 1);
        return parent.kind === 'class'
          ? this.member({ kind: of.kind, node: parent.node, module: parent.module }, name, given, depth + 1)
          : { kind: 'member', of: parent, name };
      }
      case 'namespace':
        return this.exported(of.module, name, depth + 1);
      case 'external':
        return { ...of, path: [...of.path, name] };
      case 'global':
        return { ...of, path: [...of.path, name] };
      case 'unknown':
        return unknown;
      default:
        return { kind: 'member', of, name };
    }
  }

  /** What a module of the project exports under a name. */
  exported(module: Module, name: string, depth = 0): Denotation {
    if (depth > maxDepth) return unknown;
    const { named, stars } = this.#project.exports(module);
    const found = named.get(name);
    if (found?.kind === 'local') return this.of(found.node, module, undefined, depth + 1);
    if (found?.kind === 'from') return this.#import(found.source, found.name, module, depth + 1);
    const whole = name === 'default' ? undefined : named.get('default');
    if (whole?.kind === 'local' && named.size === 1) {
      // `module.exports = new Helper()`: the members of what is exported.
      const value = this.of(whole.node, module, undefined, depth + 1);
      if (value.kind !== 'unknown') return this.member(value, name, undefined, depth + 1);
    }
    for (const star of stars) {
      const there = this.#import(star, name, module, depth + 1);
      if (there.kind !== 'unknown' && there.kind !== 'external') return there;
    }
    return unknown;
  }

  #name(node: Node, name: string, module: Module, given: Arguments, depth: number): Denotation {
    const binding = module.bindings.of(node);
    if (binding === undefined) return { kind: 'global', path: [name] };
    const { declaration } = binding;
    switch (declaration.type) {
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier': {
        let imported = this.#imported.get(binding);
        if (imported === undefined) {
          imported = this.#importedBy(declaration, module, depth);
          // Deep down, it may have been given up for being deep.
          if (depth < maxDepth / 2) this.#imported.set(binding, imported);
        }
        return imported;
      }
      case 'TSImportEqualsDeclaration': {
        const { moduleReference } = declaration;
        return moduleReference.type === 'TSExternalModuleReference'
          ? this.#import(moduleReference.expression.value, 'require', module, depth)
          : unknown;
      }
      case 'VariableDeclarator':
        return this.#variable(binding, declaration.id, declaration.init, module, given, depth);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return { kind: 'class', node: declaration, module };
      default:
        if (!isFunction(declaration)) return unknown;
        if (binding.kind !== 'param') return { kind: 'function', node: declaration, module };
        break;
    }
    const argument = given(binding);
    if (argument !== undefined) return this.of(argument.node, argument.module, given, depth + 1);
    return { kind: 'parameter', binding, module };
  }

  #importedBy(
    declaration: ImportSpecifier | ImportDefaultSpecifier | ImportNamespaceSpecifier,
    module: Module,
    depth: number,
  ): Denotation {
    const { parent } = declaration;
    if (parent?.type !== 'ImportDeclaration') return unknown;
    return this.#import(parent.source.value, importedName(declaration), module, depth);
  }

  #variable(
    binding: Binding,
    target: Node,
    init: Node | null,
    module: Module,
    given: Arguments,
    depth: number,
  ): Denotation {
    const path = pathTo(target, binding.identifier);
    if (init !== null && path !== undefined) {
      let value = this.of(init, module, given, depth + 1);
      for (const step of path) value = this.member(value, step, given, depth + 1);
      return value;
    }
    // `let app; beforeAll(() => { app = start(); })`
    const writes = binding.references.filter(({ isWrite }) => isWrite);
    const [write] = writes;
    if (init !== null || writes.length !== 1 || write === undefined) return unknown;
    const { parent } = write.node;
    return parent?.type === 'AssignmentExpression' && parent.left === write.node
      ? this.of(parent.right, module, given, depth + 1)
      : unknown;
  }

  #import(source: string, name: string, from: Module, depth: number): Denotation {
    const resolved = this.#project.resolve(source, from.path);
    if (resolved.kind === 'file') {
      const path = name === '*' || name === 'require' || name === 'default' ? [] : [name];
      const module = this.#project.servesTests(resolved.path)
        ? this.#project.module(resolved.path)
        : undefined;
      if (module === undefined) return { kind: 'external', source, place: 'production', path };
      if (name === '*') return { kind: 'namespace', module };
      if (name === 'require') {
        const { named } = this.#project.exports(module);
        const whole = named.get('default');
        if (whole?.kind !== 'local' || named.size > 1) return { kind: 'namespace', module };
        return this.of(whole.node, module, undefined, depth + 1);
      }
      return this.exported(module, name, depth + 1);
    }
    const place = resolved.kind === 'missing' ? 'missing' : resolved.kind;
    const path = name === '*' || name === 'require' || name === 'default' ? [] : [name];
    return { kind: 'external', source: resolved.kind === 'builtin' ? resolved.name : source, place, path };
  }
}

function importedName(
  declaration: ImportSpecifier | ImportDefaultSpecifier | ImportNamespaceSpecifier,
): string {
  if (declaration.type === 'ImportDefaultSpecifier') return 'default';
  if (declaration.type === 'ImportNamespaceSpecifier') return '*';
  const { imported } = declaration;
  return imported.type === 'Identifier' ? imported.name : imported.value;
}

/** The one value that a function returns, if it has just one `return`. */
export function onlyReturn(fn: FunctionNode): Node | undefined {
  if (isExpressionBody(fn)) return fn.body;
  if (fn.body?.type !== 'BlockStatement') return undefined;
  const last = fn.body.body.at(-1);
  return last?.type === 'ReturnStatement' && last.argument !== null ? last.argument : undefined;
}
