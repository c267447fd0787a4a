import type { Node } from 'oxc-parser';

import type { Module } from '../../syntax/parse-module.ts';
import { functionAroundOf, type FunctionNode, isFunction, keyName } from '../../syntax/nodes.ts';
import { meaningOf, type ScopedType, type Sources } from './declared-types.ts';
import { type Member, memberOf, promisedMember, resultOfCall } from './members.ts';

/**
 * What a function returns, as it is declared: by itself, or by the place where it stands, such as a method of an object
 * that a function with a declared type returns.
 */
export function declaredResult(fn: FunctionNode, module: Module, sources: Sources): ScopedType | undefined {
  const own = fn.returnType?.typeAnnotation;
  if (own !== undefined) return { type: own, module, bound: new Map() };
  const { parent } = fn;
  if (parent?.type === 'MethodDefinition') {
    const member = memberFromClass(parent, keyName(parent.key, parent.computed), module, sources);
    return parent.kind === 'get' ? member?.type : member?.result;
  }
  if (parent?.type === 'Property' && parent.kind !== 'init') {
    return parent.kind === 'get' ? memberFromObject(parent, module, sources)?.type : undefined;
  }
  if (parent?.type === 'Property') return memberFromObject(parent, module, sources)?.result;
  if (parent?.type === 'PropertyDefinition' && parent.typeAnnotation == null) {
    return memberFromClass(parent, keyName(parent.key, parent.computed), module, sources)?.result;
  }
  const expected = expectedType(fn, module, sources);
  return expected && resultOfCall(expected, sources);
}

/** The declared type of the place where an expression stands. */
function expectedType(node: Node, module: Module, sources: Sources): ScopedType | undefined {
  const { parent } = node;
  const at = (type: ScopedType['type'] | undefined) => type && { type, module, bound: new Map() };
  switch (parent?.type) {
    case 'VariableDeclarator':
      return at(parent.id.typeAnnotation?.typeAnnotation);
    case 'TSSatisfiesExpression':
    case 'TSAsExpression':
      return at(parent.typeAnnotation);
    case 'PropertyDefinition':
      return (
        at(parent.typeAnnotation?.typeAnnotation) ??
        memberFromClass(parent, keyName(parent.key, parent.computed), module, sources)?.type
      );
    case 'Property':
      return memberFromObject(parent, module, sources)?.type;
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const maker = isFunction(parent) ? parent : functionAroundOf(parent);
      return isFunction(maker) && (parent.type === 'ReturnStatement' || parent.body === node)
        ? awaited(declaredResult(maker, module, sources), sources)
        : undefined;
    }
    default:
      return undefined;
  }
}

function memberFromObject(property: Node, module: Module, sources: Sources): Member | undefined {
  const object = property.parent;
  if (property.type !== 'Property' || object == null) return undefined;
  const name = keyName(property.key, property.computed);
  const type = expectedType(object, module, sources);
  return name === undefined || type === undefined
    ? undefined
    : memberOf(meaningOf(type, sources), name, sources);
}

function memberFromClass(
  member: Node,
  name: string | undefined,
  module: Module,
  sources: Sources,
): Member | undefined {
  const owner = member.parent?.parent;
  if (name === undefined || (owner?.type !== 'ClassDeclaration' && owner?.type !== 'ClassExpression'))
    return undefined;
  return promisedMember(owner, name, { module, bound: new Map() }, sources);
}

/** What the promise is of, of an object that an async function returns. */
function awaited(type: ScopedType | undefined, sources: Sources): ScopedType | undefined {
  if (type === undefined) return undefined;
  const meaning = meaningOf(type, sources);
  return meaning.kind === 'foreign' && meaning.name === 'Promise' ? meaning.parameters[0] : type;
}
