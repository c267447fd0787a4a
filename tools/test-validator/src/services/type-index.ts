import type { Node, TSInterfaceDeclaration, TSSignature, TSType } from 'oxc-parser';

import { forEachChild, keyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

export interface InterfaceFound {
  node: TSInterfaceDeclaration;
  module: Module;
}

/** The types that some modules declare, by name. Types of one name in two modules are taken for one. */
export class TypeIndex {
  readonly interfaces = new Map<string, InterfaceFound>();
  readonly #aliases = new Map<string, TSType>();

  constructor(modules: Iterable<Module>) {
    for (const module of modules) {
      for (const statement of module.program.body) {
        const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
        if (node?.type === 'TSInterfaceDeclaration' && !this.interfaces.has(node.id.name)) {
          this.interfaces.set(node.id.name, { node, module });
        } else if (node?.type === 'TSTypeAliasDeclaration')
          this.#aliases.set(node.id.name, node.typeAnnotation);
      }
    }
  }

  /** All names that a type mentions, and what those stand for: aliases, and the interfaces that they extend. */
  namesIn(node: Node, names = new Set<string>()): Set<string> {
    for (const name of mentionedIn(node)) {
      if (names.has(name)) continue;
      names.add(name);
      const alias = this.#aliases.get(name);
      if (alias !== undefined) this.namesIn(alias, names);
      for (const parent of this.interfaces.get(name)?.node.extends ?? []) this.namesIn(parent, names);
    }
    return names;
  }

  /** The members of an interface, with those that it inherits. */
  membersOf(name: string, depth = 0): TSSignature[] {
    const found = this.interfaces.get(name)?.node;
    if (found === undefined || depth > 8) return [];
    const inherited = found.extends.flatMap(({ expression }) =>
      expression.type === 'Identifier' ? this.membersOf(expression.name, depth + 1) : [],
    );
    return [...found.body.body, ...inherited];
  }
}

/** The type that a member gives back when it is called; undefined if it is no method. */
export function methodIn(member: TSSignature): { name: string; returns: Node | null } | undefined {
  if (member.type === 'TSMethodSignature') {
    const name = keyName(member.key, member.computed);
    return name === undefined ? undefined : { name, returns: member.returnType };
  }
  if (member.type !== 'TSPropertySignature') return undefined;
  const type = member.typeAnnotation?.typeAnnotation;
  const name = keyName(member.key, member.computed);
  return type?.type === 'TSFunctionType' && name !== undefined
    ? { name, returns: type.returnType }
    : undefined;
}

function mentionedIn(node: Node): string[] {
  const names: string[] = [];
  const visit = (child: Node): void => {
    if (child.type === 'TSTypeReference' && child.typeName.type === 'Identifier')
      names.push(child.typeName.name);
    if (
      (child.type === 'TSInterfaceHeritage' || child.type === 'TSClassImplements') &&
      child.expression.type === 'Identifier'
    )
      names.push(child.expression.name);
    forEachChild(child, visit);
  };
  visit(node);
  return names;
}
