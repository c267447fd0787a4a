import type {
  Class,
  Node,
  TSEnumDeclaration,
  TSInterfaceDeclaration,
  TSType,
  TSTypeAliasDeclaration,
  TSTypeName,
  TSTypeParameterDeclaration,
  TSTypeParameterInstantiation,
} from 'oxc-parser';

import type { Project } from '../../project/project.ts';
import type { Module } from '../../syntax/parse-module.ts';

/** Where types that are imported are looked up. */
export type Sources = Pick<Project, 'module' | 'resolve'>;

/** A type as it is written, with what its names mean there. */
export interface ScopedType {
  type: TSType;
  module: Module;
  /** The arguments of the generic type around it, by the names of its parameters. */
  bound: ReadonlyMap<string, ScopedType>;
}

export type TypeDeclaration = TSInterfaceDeclaration | TSTypeAliasDeclaration | TSEnumDeclaration | Class;

/** What a type comes to once names are followed to their declarations. */
export type Meaning =
  /** No name: `string`, `A | B`, `{ … }`. */
  | { kind: 'written'; at: ScopedType }
  | { kind: 'declared'; declaration: Exclude<TypeDeclaration, TSTypeAliasDeclaration>; scope: Scope }
  /** Declared elsewhere: by the language, or by a package. */
  | { kind: 'foreign'; name: string; parameters: ScopedType[] };

export type Scope = Omit<ScopedType, 'type'>;

/** Chains of names that are longer are likely to be loops. */
const mostSteps = 20;

export function meaningOf(at: ScopedType, sources: Sources, steps = mostSteps): Meaning {
  if (at.type.type === 'TSParenthesizedType') {
    return meaningOf({ ...at, type: at.type.typeAnnotation }, sources, steps);
  }
  if (at.type.type !== 'TSTypeReference') return { kind: 'written', at };
  return meaningOfName(at.type.typeName, at.type.typeArguments, at, sources, steps);
}

/** The meaning of a name with its arguments: of a type, or of what a class or interface extends or implements. */
export function meaningOfName(
  typeName: TSTypeName | Node,
  given: TSTypeParameterInstantiation | null,
  { module, bound }: Scope,
  sources: Sources,
  steps = mostSteps,
): Meaning {
  const name = typeName.type === 'Identifier' ? typeName.name : '';
  const parameters = (given?.params ?? []).map((type) => ({ type, module, bound }));
  const argument = bound.get(name);
  if (steps === 0) return { kind: 'foreign', name: '', parameters };
  if (argument !== undefined) return meaningOf(argument, sources, steps - 1);
  const found = findDeclaration(name, module, sources, steps);
  if (found === undefined) return { kind: 'foreign', name, parameters };
  const { declaration } = found;
  const names = declaration.type === 'TSEnumDeclaration' ? undefined : declaration.typeParameters;
  const scope = { module: found.module, bound: bind(names, parameters) };
  return declaration.type === 'TSTypeAliasDeclaration'
    ? meaningOf({ type: declaration.typeAnnotation, ...scope }, sources, steps - 1)
    : { kind: 'declared', declaration, scope };
}

function bind(
  names: TSTypeParameterDeclaration | null | undefined,
  given: ScopedType[],
): Map<string, ScopedType> {
  const bound = new Map<string, ScopedType>();
  for (const [index, { name }] of (names?.params ?? []).entries()) {
    const type = given[index];
    if (type !== undefined) bound.set(name.name, type);
  }
  return bound;
}

interface Found {
  declaration: TypeDeclaration;
  module: Module;
}

/** A type's declaration, here or where it is imported from. */
function findDeclaration(name: string, module: Module, sources: Sources, steps: number): Found | undefined {
  if (steps === 0 || name === '') return undefined;
  for (const statement of module.program.body) {
    const declaration = declarationIn(statement);
    if (declaration?.id?.name === name) return { declaration, module };
  }
  for (const { source, imported } of importsOf(name, module)) {
    const resolved = sources.resolve(source, module.path);
    const other = resolved.kind === 'file' ? sources.module(resolved.path) : undefined;
    const found = other && findDeclaration(imported, other, sources, steps - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function declarationIn(statement: Node): TypeDeclaration | undefined {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration === null ? undefined : declarationIn(statement.declaration);
    case 'ExportDefaultDeclaration':
      return declarationIn(statement.declaration);
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
    case 'ClassDeclaration':
      return statement;
    default:
      return undefined;
  }
}

/** From where a name may come: its import, or what the module passes on. */
function importsOf(name: string, module: Module): { source: string; imported: string }[] {
  return module.program.body.flatMap((statement) => {
    if (statement.type === 'ExportAllDeclaration')
      return [{ source: statement.source.value, imported: name }];
    if (statement.type === 'ImportDeclaration') {
      return statement.specifiers.flatMap((specifier) =>
        specifier.type === 'ImportSpecifier' && specifier.local.name === name
          ? [{ source: statement.source.value, imported: nameIn(specifier.imported) }]
          : [],
      );
    }
    if (statement.type !== 'ExportNamedDeclaration' || statement.source === null) return [];
    const source = statement.source.value;
    return statement.specifiers.flatMap(({ local, exported }) =>
      nameIn(exported) === name ? [{ source, imported: nameIn(local) }] : [],
    );
  });
}

function nameIn(node: Node): string {
  return node.type === 'Identifier' ? node.name : '';
}
