import { isDeepStrictEqual } from 'node:util';

import type { Oracle } from '../frameworks/oracle.ts';

const equalities =
  /^(toBe|toEqual|toStrictEqual|toMatchObject|equal|equals|eql|eq|eqls|strictEqual|deepEqual|deepStrictEqual|is|same|strictSame|isEqual|deepLooseEqual|looseEqual|propEqual)$/;

/** The matcher says that two values are equal, in one sense or another. */
export function isEquality({ name }: Pick<Oracle, 'name'>): boolean {
  return equalities.test(name);
}

/** Whether a matcher holds for values that are known; undefined where the matcher isn't. */
export function holds(oracle: Oracle, actual: unknown, expected: readonly unknown[]): boolean | undefined {
  const plain = matches(oracle.name, actual, expected);
  if (plain === undefined) return undefined;
  // The names of assertions have their `not` in them; matchers have it before them.
  return oracle.kind === 'matcher' && oracle.isNegated ? !plain : plain;
}

function matches(name: string, actual: unknown, expected: readonly unknown[]): boolean | undefined {
  const [other] = expected;
  if (/^(toBe|is|strictEqual)$/.test(name)) return Object.is(actual, other) && !isObject(actual);
  if (equalities.test(name)) {
    if (/^(equal|looseEqual)$/.test(name) && !isObject(actual) && actual == other) return true;
    return isDeepStrictEqual(actual, other);
  }
  switch (name) {
    case '':
    case 'ok':
    case 'isOk':
    case 'assert':
    case 'truthy':
    case 'toBeTruthy':
      return Boolean(actual);
    case 'true':
    case 'isTrue':
      return actual === true;
    case 'false':
    case 'isFalse':
      return actual === false;
    case 'notOk':
    case 'isNotOk':
    case 'falsy':
    case 'toBeFalsy':
      return !actual;
    case 'null':
    case 'isNull':
    case 'toBeNull':
      return actual === null;
    case 'undefined':
    case 'isUndefined':
    case 'toBeUndefined':
      return actual === undefined;
    case 'exist':
    case 'exists':
    case 'isDefined':
    case 'toBeDefined':
      return actual !== undefined && (name !== 'exist' || actual !== null);
    case 'not':
    case 'notEqual':
    case 'notStrictEqual':
    case 'notDeepEqual':
      return expected.length === 0 ? undefined : !isDeepStrictEqual(actual, other);
    case 'toBeGreaterThan':
    case 'above':
    case 'greaterThan':
      return compare(actual, other, (one, two) => one > two);
    case 'toBeGreaterThanOrEqual':
    case 'least':
      return compare(actual, other, (one, two) => one >= two);
    case 'toBeLessThan':
    case 'below':
      return compare(actual, other, (one, two) => one < two);
    case 'toBeLessThanOrEqual':
    case 'most':
      return compare(actual, other, (one, two) => one <= two);
    case 'a':
    case 'an':
    case 'typeOf':
      return typeof actual === other || (other === 'array' && Array.isArray(actual));
    case 'toHaveLength':
      return Array.isArray(actual) || typeof actual === 'string' ? actual.length === other : undefined;
    case 'toContain':
    case 'include':
      if (typeof actual === 'string') return typeof other === 'string' && actual.includes(other);
      return Array.isArray(actual) ? actual.includes(other) : undefined;
    case 'toMatch':
    case 'match':
      return typeof actual === 'string' && other instanceof RegExp ? other.test(actual) : undefined;
    default:
      return undefined;
  }
}

/** Two objects of a text are never the same one. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function compare(
  one: unknown,
  other: unknown,
  by: (one: number, other: number) => boolean,
): boolean | undefined {
  return typeof one === 'number' && typeof other === 'number' ? by(one, other) : undefined;
}
