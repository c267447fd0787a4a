import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { freezeAndWeigh } from './freeze-and-weigh.ts';

/** Every object in it, itself included. */
const partsOf = (value: unknown): object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(partsOf)] : [];

const numbered = (count: number, prefix: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, index]));

describe('freezeAndWeigh', () => {
  test('when a value was weighed, every part of it is frozen, and it is what it was', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        expect(freezeAndWeigh(value)).toBeGreaterThan(0);
        expect(partsOf(value).filter((part) => !Object.isFrozen(part))).toEqual([]);
        expect(value).toEqual(JSON.parse(json));
      }),
    );
  });

  test('when an outer part is frozen already, the inner ones are frozen too', () => {
    const inner = { b: [1] };
    freezeAndWeigh(Object.freeze({ a: inner }));
    expect([inner, inner.b].map((part) => Object.isFrozen(part))).toEqual([true, true]);
  });

  test('when a value was weighed before, it weighs the same', () => {
    const value = JSON.parse('{"a":[1,2.5,"text",{"b":null}]}');
    expect(freezeAndWeigh(value)).toBe(freezeAndWeigh(value));
  });

  test('when a value is nested 200,000 deep, it is frozen to the bottom', () => {
    const bottom: unknown[] = [];
    let value: unknown = bottom;
    for (let depth = 0; depth < 200_000; depth += 1) value = [value];
    expect(freezeAndWeigh(value)).toBeGreaterThan(200_000 * 48);
    expect(Object.isFrozen(bottom)).toBe(true);
  });

  test('when two parts are one object, it is frozen, and counts where it stands', () => {
    const shared = { text: 'x'.repeat(1000) };
    const once = freezeAndWeigh([shared]);
    expect(freezeAndWeigh([shared, shared])).toBeGreaterThan(2 * once - 100);
    expect(Object.isFrozen(shared)).toBe(true);
  });

  // Measured in Node 24.21: heapUsed after gc(), for thousands of such values.
  test.each<[string, unknown, number]>([
    ['a text of 20,000 Latin letters', 'é'.repeat(20_000), 20_016],
    ['a text of 20,000 Cyrillic letters', 'ж'.repeat(20_000), 40_016],
    ['3000 whole numbers', Array.from({ length: 3000 }, (_, index) => index), 24_100],
    ['3000 whole numbers of more than 32 bits', Array.from({ length: 3000 }, () => 2 ** 40), 72_100],
    ['3000 fractions', Array.from({ length: 3000 }, () => 0.5), 72_100],
    ['500 objects of two fractions', Array.from({ length: 500 }, () => ({ x: 0.5, y: 1.5 })), 40_066],
    ['500 empty lists and objects', Array.from({ length: 500 }, (_, index) => [index, [], {}]), 84_127],
    ['a map of 100 names', numbered(100, 'name'), 17_714],
    ['a map of 300 names', numbered(300, 'n12-'), 19_687],
    ['a map of 1000 names', numbered(1000, 'n12-'), 73_039],
    ['nothing', null, 8],
  ])('when it is %s, it weighs what the heap shows, within a tenth', (_what, value, measured) => {
    const ratio = freezeAndWeigh(value) / measured;
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  });

  test('when a list holds wide records of the same names, these count once', () => {
    const record = () => numbered(30, 'field');
    const one = freezeAndWeigh([record()]);
    const hundred = freezeAndWeigh(Array.from({ length: 100 }, record));
    expect(hundred - one).toBeLessThan(99 * 300);
  });
});
