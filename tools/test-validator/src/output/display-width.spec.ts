import { describe, expect, test } from '@jest/globals';

import { cutToWidth, displayWidth, padToWidth, wrapToWidth } from './display-width.ts';

test.each([
  ['plain letters', 'abc', 3],
  ['nothing', '', 0],
  ['letters of East Asia', '日本語', 6],
  ['one emoji of several parts', '👩‍💻', 2],
  ['a sign that is shown as emoji', '❤️', 2],
  ['a letter with an accent of its own', 'e\u0301', 1],
  ['an accent alone', '\u0301', 0],
  ['colours', '\u001b[31mred\u001b[39m', 3],
  ['colours around wide letters', '\u001b[31m日\u001b[39m', 2],
  ['signs', '✔ é', 3],
])('when a text is %s, its width is that of its columns', (_, text, width) => {
  expect(displayWidth(text)).toBe(width);
});

describe('cutToWidth', () => {
  test.each([
    ['fits', 'abc', 3, 'abc'],
    ['is longer', 'abcdef', 4, 'abc…'],
    ['has wide letters', '日本語', 4, '日…'],
  ])('when a text %s, it takes at most the width', (_, text, width, cut) => {
    expect(cutToWidth(text, width)).toBe(cut);
  });
});

test('when a text is padded, wide letters count double and a longer one stays', () => {
  expect([padToWidth('日', 4), padToWidth('abcd', 2)]).toStrictEqual(['日  ', 'abcd']);
});

describe('wrapToWidth', () => {
  test('when words fit, they share a line up to its last column', () => {
    expect(wrapToWidth('aa bb cc dd', 5)).toStrictEqual(['aa bb', 'cc dd']);
  });

  test('when a word is longer than a line, it is broken', () => {
    expect(wrapToWidth('a 日本語日本 b', 4)).toStrictEqual(['a', '日本', '語日', '本 b']);
  });
});
