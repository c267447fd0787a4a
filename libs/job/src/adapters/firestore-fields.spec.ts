import { describe, expect, test } from '@jest/globals';

import { documentId, map, number, oneOf, orNull, text } from './firestore-fields.ts';

describe('fields of a Firestore document', () => {
  test.each([
    ['text', () => text({ name: 1 }, 'name')],
    ['a number', () => number({ name: '1' }, 'name')],
    ['one of the values', () => oneOf(['a', 'b'], { name: 'c' }, 'name')],
    ['a map', () => map({ name: null }, 'name')],
    ['there', () => text({}, 'name')],
  ])('when a field is not %s, to read it is refused, and the field is named', (_, read) => {
    expect(read).toThrow(/Field name holds/);
  });

  test('when a field is null, it is read as null where it may be, and else read as it is', () => {
    expect(orNull(text, { name: null }, 'name')).toBeNull();
    expect(orNull(text, { name: 'value' }, 'name')).toBe('value');
    expect(() => orNull(text, {}, 'name')).toThrow(/Field name holds undefined/);
  });

  const names = [
    ...['outline', 'Outline', ' outline', 'a/b', '.', '..', '__id__', '', '\u0000', '🌊', '\ud83c', '\udf0a'],
    ...['é', 'e\u0301', 'x'.repeat(5000), `${'x'.repeat(5000)}y`],
  ];

  test('when names are odd, long or nearly the same, each has an id of its own that a document may have', () => {
    const ids = names.map((name) => documentId(name));
    expect(new Set(ids).size).toBe(names.length);
    expect(ids.filter((id) => !/^[\w-]{43}$/.test(id))).toEqual([]);
  });

  test('when parts are cut elsewhere, the id is another', () => {
    expect(documentId('ann', 'key')).not.toBe(documentId('annk', 'ey'));
    expect(documentId('ann', 'key')).not.toBe(documentId('annkey'));
    expect(documentId('ann', 1)).not.toBe(documentId('ann', '1'));
  });
});
