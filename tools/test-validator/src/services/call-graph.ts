import type { Node } from 'oxc-parser';

import type { Denotation } from '../analysis/denotation.ts';
import type { Denoter } from '../analysis/denote.ts';
import type { Project } from '../project/project.ts';
import { bare, forEachChild, isFunction, keyName, propertyName, stringOf } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

/** A piece of code: a function, a class's constructor, a whole module, or an expression. */
export interface Code {
  node: Node;
  module: Module;
}

/** What a piece of code runs: what is known, and names of methods of which it isn't known whose they are. */
interface Calls {
  known: Code[];
  names: Set<string>;
}

/** Names that every list, text and promise has: without a receiver they say nothing. */
const everywhere = new Set(
  [Array, String, Promise, Function, Object].flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype),
  ),
);

/**
 * Which code runs which. Calls of functions are followed by what they are bound to; a method whose receiver isn't known
 * is any method of that name among the modules that take part (a field-based call graph), so that more may seem to be
 * reached than is.
 */
export class CallGraph {
  readonly #project: Project;
  readonly #denoter: Denoter;
  readonly #calls = new Map<Node, Calls>();
  readonly #methods = new Map<Module, ReadonlyMap<string, Code[]>>();

  constructor(project: Project, denoter: Denoter) {
    this.#project = project;
    this.#denoter = denoter;
  }

  /** All functions that some code may run in the end, among some modules. Functions that stand inside run as well. */
  reachedFrom(roots: readonly Code[], modules: readonly Module[]): Set<Node> {
    const reached = new Set<Node>();
    const named = new Set<string>();
    const open = [...roots];
    for (let code = open.pop(); code !== undefined; code = open.pop()) {
      if (reached.has(code.node)) continue;
      reached.add(code.node);
      const { known, names } = this.#callsOf(code);
      open.push(...known);
      for (const name of names) {
        if (named.has(name)) continue;
        named.add(name);
        for (const module of modules) open.push(...(this.#methodsOf(module).get(name) ?? []));
      }
    }
    return reached;
  }

  #callsOf({ node, module }: Code): Calls {
    let calls = this.#calls.get(node);
    if (calls === undefined) {
      calls = { known: [], names: new Set() };
      this.#collect(node, module, calls);
      this.#calls.set(node, calls);
    }
    return calls;
  }

  #collect(node: Node, module: Module, calls: Calls): void {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const callee = bare(node.callee);
      if (callee.type === 'MemberExpression') this.#callMethod(callee, module, calls);
    } else if (node.type === 'Identifier') {
      // Whoever is given a function may call it.
      if (isUsed(node)) this.#take(this.#denoter.of(node, module), calls);
    } else if (node.type === 'Literal' || node.type === 'TemplateLiteral') {
      const program = this.#programAt(stringOf(node), module);
      if (program !== undefined) calls.known.push(program);
    } else if (isFunction(node)) calls.known.push({ node, module });
    forEachChild(node, (child) => this.#collect(child, module, calls));
  }

  #callMethod(callee: Node & { type: 'MemberExpression' }, module: Module, calls: Calls): void {
    const name =
      propertyName(callee) ??
      (callee.property.type === 'PrivateIdentifier' ? callee.property.name : undefined);
    const denoted = this.#denoter.of(callee, module);
    if (this.#take(denoted, calls) || denoted.kind === 'external' || denoted.kind === 'global') return;
    if (name !== undefined && (denoted.kind !== 'unknown' || !everywhere.has(name))) calls.names.add(name);
  }

  #take(denoted: Denotation, calls: Calls): boolean {
    if (denoted.kind === 'function') calls.known.push(denoted);
    else if (denoted.kind === 'class' || denoted.kind === 'instance') {
      for (const member of denoted.node.body.body) {
        const isConstructor = member.type === 'MethodDefinition' && member.kind === 'constructor';
        if (isConstructor || member.type === 'PropertyDefinition')
          calls.known.push({ node: member, module: denoted.module });
      }
    } else return false;
    return true;
  }

  /** The module that a text names, to be run: `spawn(node, ['./main.ts'])`. */
  #programAt(text: string | undefined, module: Module): Code | undefined {
    if (text === undefined || !/^\.{0,2}\/?[\w./-]+\.[cm]?[jt]s$/.test(text)) return undefined;
    const resolved = this.#project.resolve(text.startsWith('.') ? text : `./${text}`, module.path);
    const there = resolved.kind === 'file' ? this.#project.module(resolved.path) : undefined;
    return there && { node: there.program, module: there };
  }

  #methodsOf(module: Module): ReadonlyMap<string, Code[]> {
    let methods = this.#methods.get(module);
    if (methods === undefined) {
      methods = methodsIn(module);
      this.#methods.set(module, methods);
    }
    return methods;
  }
}

/** Functions of a module by the property that holds them: methods, fields, members of objects. */
function methodsIn(module: Module): ReadonlyMap<string, Code[]> {
  const methods = new Map<string, Code[]>();
  const visit = (node: Node): void => {
    if (node.type === 'MethodDefinition' || node.type === 'PropertyDefinition' || node.type === 'Property') {
      const name = keyName(node.key, node.computed);
      const value = node.value === null ? undefined : bare(node.value);
      if (name !== undefined && (isFunction(value) || value?.type === 'Identifier'))
        methods.set(name, [...(methods.get(name) ?? []), { node: value, module }]);
    }
    forEachChild(node, visit);
  };
  visit(module.program);
  return methods;
}

/** An identifier that stands for a value, and not for a key, a member, or its own declaration. */
function isUsed(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
  return parent?.type !== 'ImportSpecifier' && parent?.type !== 'VariableDeclarator';
}
