import type { TSType } from 'oxc-parser';

import { type Meaning, meaningOf, type ScopedType, type Sources } from './declared-types.ts';
import { memberOf } from './members.ts';
import { eitherOf, noValue, type ReturnedValue, unknownValue, valueOf } from './returned-value.ts';

const emptyOfKeyword: Partial<Record<TSType['type'], string>> = {
  TSStringKeyword: '""',
  TSTemplateLiteralType: '""',
  TSNumberKeyword: '0',
  TSBigIntKeyword: '0n',
  TSBooleanKeyword: 'false',
  TSNullKeyword: 'null',
  TSArrayType: '[]',
  TSTupleType: '[]',
  TSObjectKeyword: '{}',
  TSTypeLiteral: '{}',
  TSMappedType: '{}',
  TSIntersectionType: '{}',
  TSFunctionType: '()=>{}',
};

const typedArray = /^(Big)?(Int|Uint|Float)\d+(Clamped)?Array$/;
const noItems = '(async function*(){})()';

/** Of the language's own types. */
const emptyOfForeign: Readonly<Record<string, string>> = {
  ...{
    Array: '[]',
    ReadonlyArray: '[]',
    Iterable: '[]',
    ArrayBuffer: 'new ArrayBuffer(0)',
    Date: 'new Date(0)',
  },
  ...{ Map: 'new Map()', ReadonlyMap: 'new Map()', Set: 'new Set()', ReadonlySet: 'new Set()' },
  ...{ Record: '{}', Partial: '{}', Required: '{}', Pick: '{}', Omit: '{}', Buffer: 'Buffer.alloc(0)' },
  ...{
    AsyncIterable: noItems,
    AsyncIterator: noItems,
    AsyncIterableIterator: noItems,
    AsyncGenerator: noItems,
  },
  ...{ Iterator: '[].values()', IterableIterator: '[].values()', Generator: '[].values()' },
};

const mostSteps = 20;

/** The emptiest value of a declared type. */
export function emptyOfType(at: ScopedType, sources: Sources, steps = mostSteps): ReturnedValue {
  if (steps === 0) return unknownValue;
  const meaning = meaningOf(at, sources);
  if (meaning.kind === 'foreign') return emptyOfForeignType(meaning, sources, steps);
  if (meaning.kind === 'declared') {
    return meaning.declaration.type === 'TSEnumDeclaration' ? unknownValue : valueOf('{}');
  }
  const { type, ...scope } = meaning.at;
  switch (type.type) {
    case 'TSVoidKeyword':
    case 'TSUndefinedKeyword':
    case 'TSNeverKeyword':
      return noValue;
    case 'TSTypePredicate':
      return type.asserts ? noValue : valueOf('false');
    case 'TSTypeOperator':
      return type.operator === 'readonly'
        ? emptyOfType({ type: type.typeAnnotation, ...scope }, sources, steps - 1)
        : unknownValue;
    case 'TSUnionType':
      return eitherOf(type.types.map((part) => emptyOfType({ type: part, ...scope }, sources, steps - 1)));
    case 'TSLiteralType':
      return valueOf(emptyOfLiteral(type.literal));
    case 'TSIndexedAccessType': {
      const name = type.indexType.type === 'TSLiteralType' ? type.indexType.literal : undefined;
      const key = name?.type === 'Literal' && typeof name.value === 'string' ? name.value : undefined;
      const owner = meaningOf({ type: type.objectType, ...scope }, sources);
      const member = key === undefined ? undefined : memberOf(owner, key, sources)?.type;
      return member === undefined ? unknownValue : emptyOfType(member, sources, steps - 1);
    }
    default:
      return valueOf(emptyOfKeyword[type.type]);
  }
}

function emptyOfForeignType(
  { name, parameters }: Extract<Meaning, { kind: 'foreign' }>,
  sources: Sources,
  steps: number,
): ReturnedValue {
  const [inner] = parameters;
  const ofInner = () => (inner === undefined ? unknownValue : emptyOfType(inner, sources, steps - 1));
  if (name === 'Promise' || name === 'PromiseLike') return { ...ofInner(), isPromise: true };
  if (name === 'Readonly' || name === 'NonNullable' || name === 'Awaited') return ofInner();
  return valueOf(typedArray.test(name) ? `new ${name}(0)` : emptyOfForeign[name]);
}

function emptyOfLiteral(literal: Extract<TSType, { type: 'TSLiteralType' }>['literal']): string | undefined {
  if (literal.type === 'TemplateLiteral') return '""';
  if (literal.type === 'UnaryExpression') return '0';
  if (literal.type !== 'Literal') return undefined;
  switch (typeof literal.value) {
    case 'string':
      return '""';
    case 'number':
      return '0';
    case 'bigint':
      return '0n';
    case 'boolean':
      return 'false';
    default:
      return undefined;
  }
}
