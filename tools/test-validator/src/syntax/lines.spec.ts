import { expect, test } from '@jest/globals';

import { linesOf } from './lines.ts';

test.each([
  [0, 1, 1],
  [1, 1, 2],
  [2, 1, 3],
  [3, 2, 1],
  [4, 3, 1],
  [6, 3, 3],
])('offset %i of a text of three lines is line %i, column %i', (offset, line, column) => {
  const lines = linesOf('ab\n\ncd');
  expect([lines.lineOf(offset), lines.columnOf(offset)]).toEqual([line, column]);
});

test('when the column is asked first, it is right as well', () => {
  expect(linesOf('ab\ncd').columnOf(4)).toBe(2);
});
