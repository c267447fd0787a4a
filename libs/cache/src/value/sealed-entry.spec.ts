import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { open, seal } from './sealed-entry.ts';

const later = 2000;
const now = 1000;

describe('the envelope of a stored value', () => {
  test('when a JSON value was sealed, an equal value comes back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON knows no -0; parsing the text once gives what must come back.
        expect(open('key', seal('key', value, later), now)).toEqual({
          state: 'fresh',
          value: JSON.parse(JSON.stringify(value)),
        });
      }),
    );
  });

  test('when bytes were sealed, bytes come back, even where they look like JSON', () => {
    const bytes = new TextEncoder().encode('{"a":1}');
    expect(open('key', seal('key', bytes, later), now)).toEqual({ state: 'fresh', value: bytes });
  });

  test('when any one bit is changed or any part cut off, it is broken', () => {
    const sealed = seal('key', { term: 'osmosis', score: 0.5 }, later);
    const position = fc.nat({ max: sealed.length * 8 - 1 });
    fc.assert(
      fc.property(position, (bit) => {
        const changed = Uint8Array.from(sealed, (byte, index) =>
          index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
        );
        expect(open('key', changed, now)).toEqual({ state: 'broken' });
        expect(open('key', sealed.slice(0, bit >> 3), now)).toEqual({ state: 'broken' });
      }),
    );
  });

  test('when it stands under another key, it is broken', () => {
    expect(open('other', seal('key', 1, later), now)).toEqual({ state: 'broken' });
  });

  test('when its time has come, it is expired, and a moment before it is fresh', () => {
    const sealed = seal('key', 1, later);
    expect(open('key', sealed, later - 1)).toEqual({ state: 'fresh', value: 1 });
    expect(open('key', sealed, later)).toEqual({ state: 'expired' });
  });

  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;

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
    expect(() => seal('key', value, later)).toThrow(
      expect.objectContaining({ code: 'value-invalid', message: expect.stringContaining(message) }),
    );
  });
});
