import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { cacheKey } from './cache-key.ts';

/** The same value, with the keys of each object put in the opposite order. */
function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [name, withKeysReversed(member)]);
  return Object.fromEntries(members.reverse());
}

/** Equal as a cache key sees it: like deep equality, save that 0 and -0 are one number. */
const isSame = (left: unknown, right: unknown): boolean => {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === right;
  if (Array.isArray(left) || Array.isArray(right)) return false;
  const rights = new Map<string, unknown>(Object.entries(right));
  const lefts = Object.entries(left);
  return (
    lefts.length === rights.size &&
    lefts.every(([name, member]) => rights.has(name) && isSame(member, rights.get(name)))
  );
};

// Few names and values, so that pairs often come out nearly equal.
const smallJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 1, 10, '', '0', '1', 'a', 'b', 'a,b', 'null', '{}'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab', '1', '10', ''), tie('value'), { maxKeys: 3 }),
  ),
})).value;

describe('cacheKey', () => {
  test('when the keys of objects come in another order, the key is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (parts) => {
        expect(cacheKey('test', 1, withKeysReversed(parts))).toBe(cacheKey('test', 1, parts));
      }),
    );
  });

  test('when two sets of parts are equal, and only then, their keys are equal', () => {
    fc.assert(
      fc.property(fc.oneof(smallJson, fc.jsonValue()), fc.oneof(smallJson, fc.jsonValue()), (left, right) => {
        expect(cacheKey('test', 1, left) === cacheKey('test', 1, right)).toBe(isSame(left, right));
      }),
      { numRuns: 2000 },
    );
  });

  test.each<[string, unknown, unknown]>([
    ['a number and its digits', { a: 1 }, { a: '1' }],
    ['null and an absent property', { a: null }, {}],
    ['an empty list and an empty object', [], {}],
    ['another split of the same items', [['a'], 'b'], ['a', ['b']]],
    ['a composed and a decomposed letter', 'é', 'e\u0301'],
    ['two different lone surrogates', '\ud800', '\ud801'],
    ['the order of a list', [1, 2], [2, 1]],
  ])('when the difference is %s, the keys differ', (_difference, left, right) => {
    expect(cacheKey('test', 1, left)).not.toBe(cacheKey('test', 1, right));
  });

  test('when parts are given, the key names namespace and version and hashes the canonical JSON', () => {
    // printf '{"a":[1,"x"],"b":null}' | sha256sum
    expect(cacheKey('flash-cards', 3, { b: null, a: [1, 'x'] })).toBe(
      'flash-cards:v3:854ef06dc57f5dfed10206344ab2d02e0b6c84b0e19436703a5afd0f1f9f2687',
    );
  });

  test('when the namespace or the version differs, the key differs', () => {
    const keys = [cacheKey('a', 1, []), cacheKey('b', 1, []), cacheKey('a', 2, [])];
    expect(new Set(keys).size).toBe(3);
  });

  const cyclic: { self?: unknown } = {};
  cyclic.self = [cyclic];
  const nested = Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 1);

  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'parts is undefined'],
    ['an undefined property', { options: { level: undefined } }, 'parts.options.level is undefined'],
    ['a hole in a list', Object.assign([1], { 2: 3 }), 'parts[1] is undefined'],
    ['a function', { compute: () => 1 }, 'parts.compute is a function'],
    ['a symbol', [Symbol('x')], 'parts[0] is a symbol'],
    ['a symbol as a name', { [Symbol('x')]: 1 }, 'symbol keys'],
    ['a bigint', 1n, 'parts is a bigint'],
    ['NaN', { minutes: Number.NaN }, 'parts.minutes is NaN'],
    ['an infinity', -Infinity, 'parts is -Infinity'],
    ['a date', { at: new Date(0) }, 'parts.at is a Date'],
    ['a map', new Map(), 'parts is a Map'],
    ['bytes', new Uint8Array(1), 'parts is a Uint8Array'],
    ['a cycle', cyclic, 'parts.self[0] is a cycle'],
    ['a runaway structure', nested, 'nested more than 100 deep'],
  ])('when the parts hold %s, the key is refused and the place named', (_what, parts, message) => {
    expect(() => cacheKey('test', 1, parts)).toThrow(
      expect.objectContaining({
        name: 'CacheError',
        code: 'key-invalid',
        isRetryable: false,
        message: expect.stringContaining(message),
      }),
    );
  });

  test('when one object stands in two places, that is no cycle', () => {
    const shared = { a: 1 };
    expect(cacheKey('test', 1, [shared, shared])).toBe(cacheKey('test', 1, [{ a: 1 }, { a: 1 }]));
  });

  test.each(['', 'Upper', 'with:colon', 'with space', '-a'])(
    'when the namespace is "%s", it is refused',
    (namespace) => {
      expect(() => cacheKey(namespace, 1, {})).toThrow(`got ${JSON.stringify(namespace)}`);
    },
  );

  test.each([0, -1, 1.5, Number.NaN])('when the version is %d, it is refused', (version) => {
    expect(() => cacheKey('test', version, {})).toThrow(`got ${version}`);
  });
});
