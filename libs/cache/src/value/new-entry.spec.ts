import { describe, expect, test } from '@jest/globals';

import { newEntry, newErrorEntry, newStamp } from './new-entry.ts';

const times = { storedAt: 1, freshUntil: 2, usableUntil: 3, computeMilliseconds: 4 };
const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

describe('newEntry', () => {
  test('when a value was computed, the entry has it, its text and its times', () => {
    const entry = newEntry({ terms: ['ebb'], left: undefined }, times);
    expect(entry).toEqual({
      ...{ outcome: 'value', value: { terms: ['ebb'] }, json: '{"terms":["ebb"]}', ...times },
      stamp: expect.stringMatching(/^[\w-]{12}$/),
    });
    expect(entry.value).not.toHaveProperty('left');
  });

  test('when what was computed changes afterwards, the entry stays', () => {
    const computed = { terms: ['ebb'] };
    const entry = newEntry(computed, times);
    computed.terms.push('flood');
    expect(entry.value).toEqual({ terms: ['ebb'] });
  });

  test.each([
    ['bytes', Uint8Array.of(1, 2)],
    ['a Buffer', Buffer.of(1, 2)],
    ['a part of larger bytes', Uint8Array.of(0, 1, 2, 3).subarray(1, 3)],
  ])('when it is %s, the entry has a plain copy of them', (_what, computed) => {
    const entry = newEntry(computed, times);
    computed.fill(9);
    expect(entry.value).toEqual(Uint8Array.of(1, 2));
    expect(Buffer.isBuffer(entry.value)).toBe(false);
    expect(entry.json).toBeUndefined();
  });

  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'got undefined'],
    ['undefined in a list', { items: [undefined] }, 'undefined in an array'],
    ['a function', { run: () => 1 }, 'a function in "run"'],
    ['NaN', { score: Number.NaN }, 'NaN in "score"'],
    ['a date', { at: new Date(0) }, 'a Date in "at"'],
    ['a map', new Map(), 'a Map in ""'],
    ['a bigint', { n: 1n }, "what JSON can't hold"],
    ['a cycle', cyclic, "what JSON can't hold"],
  ])('when the value holds %s, it is refused', (_what, value, message) => {
    expect(() => newEntry(value, times)).toThrow(
      expect.objectContaining({ code: 'value-invalid', message: expect.stringContaining(message) }),
    );
  });

  test('when computing failed, the entry remembers the error', () => {
    expect(newErrorEntry(new TypeError('slow'), times)).toEqual({
      ...{ outcome: 'error', value: { name: 'TypeError', message: 'slow' }, ...times },
      stamp: expect.stringMatching(/^[\w-]{12}$/),
    });
  });

  test('when stamps are made, no two are alike', () => {
    expect(new Set(Array.from({ length: 10_000 }, newStamp)).size).toBe(10_000);
  });
});
