import { describe, expect, test } from '@jest/globals';

import { cleanText } from './clean-text.ts';
import { cleanTitle } from './clean-title.ts';
import { escapeLineStart } from './escape-line-start.ts';

describe('cleanText', () => {
  test('when a text has other line ends, they are newlines', () => {
    expect(cleanText('a\r\nb\rc\u2028d\fe\u0085f')).toBe('a\nb\nc\nd\ne\nf');
  });

  test('when a text has control characters, only newlines and tabs stay', () => {
    expect(cleanText('a\u0007\tb\u009f\u001b[0m\n\n\nc\u00adc')).toBe('a\tb[0m\n\n\ncc');
  });

  test('when a text is not well-formed, the wrong halves are replaced', () => {
    expect(cleanText('a\ud83db\ud83d\ude00')).toBe('a\ufffdb😀');
  });
});

describe('cleanTitle', () => {
  test('when a title has several lines, it is one', () => {
    expect(cleanTitle(' The\n\ttides \u0000of  the sea')).toBe('The tides of the sea');
  });

  test('when a title is too long, it is cut between characters', () => {
    expect(cleanTitle(`${'a'.repeat(199)}😀`)).toBe('a'.repeat(199));
  });

  test.each([undefined, '', ' \n '])('when a title is %j, there is none', (title) => {
    expect(cleanTitle(title)).toBeUndefined();
  });
});

describe('escapeLineStart', () => {
  test.each(['# not a heading', '> not quoted', '``` no fence', '====', '--'])(
    'when a line is %j, it is escaped',
    (line) => {
      expect(escapeLineStart(line)).toBe(`\\${line}`);
    },
  );

  test.each(['#hashtag', '- item', '-- a dash', '1. one', 'a > b'])('when a line is %j, it stays', (line) => {
    expect(escapeLineStart(line)).toBe(line);
  });
});
