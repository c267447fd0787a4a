import type { Class, Node, TSSignature, TSType } from 'oxc-parser';

import { keyName } from '../../syntax/nodes.ts';
import {
  type Meaning,
  meaningOf,
  meaningOfName,
  type Scope,
  type ScopedType,
  type Sources,
} from './declared-types.ts';

/** A member of a type: what it is when read, and what it gives when called. Either is undefined where it is not declared. */
export interface Member {
  type: ScopedType | undefined;
  result: ScopedType | undefined;
}

/** Types that have the members of their argument. */
const transparent = new Set(['Readonly', 'NonNullable', 'Required', 'Partial', 'Omit', 'Pick']);

export function memberOf(meaning: Meaning, name: string, sources: Sources): Member | undefined {
  if (meaning.kind === 'foreign') {
    const [inner] = meaning.parameters;
    if (inner === undefined || !transparent.has(meaning.name)) return undefined;
    return memberOf(meaningOf(inner, sources), name, sources);
  }
  if (meaning.kind === 'written') {
    const { type, ...scope } = meaning.at;
    if (type.type === 'TSTypeLiteral') return signatureOf(type.members, name, scope, sources);
    if (type.type !== 'TSIntersectionType' && type.type !== 'TSUnionType') return undefined;
    return firstOf(type.types, (part) =>
      memberOf(meaningOf({ type: part, ...scope }, sources), name, sources),
    );
  }
  const { declaration, scope } = meaning;
  if (declaration.type === 'TSEnumDeclaration') return undefined;
  if (declaration.type !== 'TSInterfaceDeclaration') return memberOfClass(declaration, name, scope, sources);
  return (
    signatureOf(declaration.body.body, name, scope, sources) ??
    firstOf(declaration.extends, ({ expression, typeArguments }) =>
      memberOf(meaningOfName(expression, typeArguments, scope, sources), name, sources),
    )
  );
}

/** What the interfaces that a class implements say of a member. */
export function promisedMember(
  node: Class,
  name: string,
  scope: Scope,
  sources: Sources,
): Member | undefined {
  return firstOf(node.implements ?? [], ({ expression, typeArguments }) =>
    memberOf(meaningOfName(expression, typeArguments, scope, sources), name, sources),
  );
}

/** What calling a value of this type gives. */
export function resultOfCall(at: ScopedType, sources: Sources): ScopedType | undefined {
  const meaning = meaningOf(at, sources);
  if (meaning.kind === 'foreign') {
    const [inner] = meaning.parameters;
    return inner !== undefined && meaning.name === 'NonNullable' ? resultOfCall(inner, sources) : undefined;
  }
  if (meaning.kind === 'declared') return undefined;
  const { type, ...scope } = meaning.at;
  switch (type.type) {
    case 'TSFunctionType':
      return { type: type.returnType.typeAnnotation, ...scope };
    case 'TSUnionType':
      return firstOf(type.types, (part) => resultOfCall({ type: part, ...scope }, sources));
    case 'TSIndexedAccessType': {
      const name = literalName(type.indexType);
      const owner = meaningOf({ type: type.objectType, ...scope }, sources);
      return name === undefined ? undefined : memberOf(owner, name, sources)?.result;
    }
    default:
      return undefined;
  }
}

function signatureOf(
  members: readonly TSSignature[],
  name: string,
  scope: Scope,
  sources: Sources,
): Member | undefined {
  for (const member of members) {
    if (member.type !== 'TSMethodSignature' && member.type !== 'TSPropertySignature') continue;
    if (keyName(member.key, member.computed) !== name) continue;
    if (member.type === 'TSMethodSignature') {
      const result = scoped(member.returnType?.typeAnnotation, scope);
      return member.kind === 'method' ? { type: undefined, result } : { type: result, result: undefined };
    }
    return asProperty(scoped(member.typeAnnotation?.typeAnnotation, scope), sources);
  }
  return undefined;
}

function memberOfClass(node: Class, name: string, scope: Scope, sources: Sources): Member | undefined {
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition' && keyName(member.key, member.computed) === name) {
      return { type: undefined, result: scoped(member.value.returnType?.typeAnnotation, scope) };
    }
    if (member.type === 'PropertyDefinition' && keyName(member.key, member.computed) === name) {
      return asProperty(scoped(member.typeAnnotation?.typeAnnotation, scope), sources);
    }
  }
  return promisedMember(node, name, scope, sources);
}

function asProperty(type: ScopedType | undefined, sources: Sources): Member {
  return { type, result: type && resultOfCall(type, sources) };
}

function scoped(type: TSType | undefined, scope: Scope): ScopedType | undefined {
  return type && { type, ...scope };
}

function literalName({ type, ...rest }: TSType): string | undefined {
  if (type !== 'TSLiteralType' || !('literal' in rest)) return undefined;
  const literal: Node = rest.literal;
  return literal.type === 'Literal' && typeof literal.value === 'string' ? literal.value : undefined;
}

function firstOf<Item, Value>(
  items: readonly Item[],
  find: (item: Item) => Value | undefined,
): Value | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
