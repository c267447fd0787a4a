import { describe, expect, test } from '@jest/globals';

import { dropItems, itemOf, listAt } from './list-items.ts';

describe('itemOf', () => {
  test.each([
    ['items.3.definition', 'items.3'],
    ['items.3', 'items.3'],
    ['sections.2.keyPoints.1.text', 'sections.2.keyPoints.1'],
    ['sections.2.title', 'sections.2'],
    ['summary', undefined],
    ['items', undefined],
  ])('when the path is %s, the item is %s', (path, item) => {
    expect(itemOf(path)).toBe(item);
  });
});

describe('dropItems', () => {
  test('when items of several lists are dropped, the others stay in their order', () => {
    const value = { items: ['a', 'b', 'c', 'd'], sections: [{ points: [1, 2, 3] }, { points: [4, 5] }] };
    dropItems(value, [
      'items.0',
      'items.2',
      'items.2',
      'sections.0.points.1',
      'sections.1',
      'sections.1.points.0',
    ]);
    expect(value).toEqual({ items: ['b', 'd'], sections: [{ points: [1, 3] }] });
  });
});

describe('listAt', () => {
  test('when there is no list at the path, there is none', () => {
    expect([listAt({ a: 'x' }, 'a'), listAt({}, 'a.b'), listAt(null, 'a')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
