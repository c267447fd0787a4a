import { describe, expect, test } from '@jest/globals';

import { visibleSource, visibleText } from './visible-text.ts';

describe('visibleText', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred', '␛[31mred'],
    ['a bell and a delete', '\u0007\u007f', '␇␡'],
    ['a control of the second set', '\u009b2J', '<U+009B>2J'],
    ['ends of lines and tabs', 'a\r\nb\nc\rd\te', 'a b c d e'],
    ['separators of lines', 'a\u2028b\u2029c', 'a<U+2028>b<U+2029>c'],
    ['marks that turn the direction of writing', '\u202eabc\u2066d\u200f', '<U+202E>abc<U+2066>d<U+200F>'],
    ['what shows nothing', 'a\u200bb\ufeffc\u00add\u{e0041}', 'a<U+200B>b<U+FEFF>c<U+00AD>d<U+E0041>'],
    ['half of a pair', 'a\ud800b', 'a\ufffdb'],
    ['letters, accents and joined emoji', 'Zoë 日本 👩‍💻 नी', 'Zoë 日本 👩‍💻 नी'],
  ])('when a text has %s, it can be seen and does nothing', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});

test('when a line of source has tabs, they keep their width', () => {
  expect(visibleSource('\tx\u001b')).toBe('    x␛');
  expect(visibleSource('\tx', 2)).toBe('  x');
});
