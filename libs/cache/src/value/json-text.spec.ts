import { runInNewContext } from 'node:vm';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { jsonText } from './json-text.ts';

class Tide {}
const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

describe('jsonText', () => {
  test('when a value is JSON, its text is that of JSON.stringify', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonText(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  test.each<[string, unknown, string]>([
    ['a property that is undefined', { a: undefined, b: 1 }, '{"b":1}'],
    ['what another realm made', runInNewContext('({ a: [1] })'), '{"a":[1]}'],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    ['a part that stands twice', [cyclic.constructor.prototype, cyclic.constructor.prototype], '[{},{}]'],
  ])('when it holds %s, that has a text', (_what, value, text) => {
    expect(jsonText(value)).toBe(text);
  });

  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'got undefined'],
    ['undefined in a list', { items: [undefined] }, 'undefined in an array'],
    ['a hole in a list', { items: Array(1) }, 'undefined in an array'],
    ['a function', { run: () => 1 }, 'a function in "run"'],
    ['a symbol', { mark: Symbol('mark') }, 'a symbol in "mark"'],
    ['NaN', { score: Number.NaN }, 'NaN in "score"'],
    ['Infinity', [Infinity], 'Infinity in "0"'],
    ['a date', { at: new Date(0) }, 'a Date in "at"'],
    ['a map', new Map(), 'a Map in ""'],
    ['an instance', { tide: new Tide() }, 'a Tide in "tide"'],
    ['bytes inside', { sound: new Uint8Array(1) }, 'a Uint8Array in "sound"'],
    ['a bigint', { n: 1n }, "what JSON can't hold"],
    ['a cycle', cyclic, "what JSON can't hold"],
  ])('when the value holds %s, it is refused', (_what, value, message) => {
    expect(() => jsonText(value)).toThrow(
      expect.objectContaining({ code: 'value-invalid', message: expect.stringContaining(message) }),
    );
  });
});
