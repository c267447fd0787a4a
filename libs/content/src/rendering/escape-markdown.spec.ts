import { describe, expect, test } from '@jest/globals';

import { escapeInline, escapeLine, escapeMarkdown } from './escape-markdown.ts';

describe('escapeMarkdown', () => {
  test.each([
    ['a tag', 'see <b onclick="x()">this</b>', 'see &lt;b onclick="x()">this&lt;/b>'],
    ['a link', '[here](javascript:x)', '\\[here\\](javascript:x)'],
    ['an image', '![pixel](x.png)', '!\\[pixel\\](x.png)'],
    ['emphasis', 'a *star* and `code`', 'a \\*star\\* and \\`code\\`'],
    ['an entity', '&lt;script&gt; &#60;', '&amp;lt;script&amp;gt; &amp;#60;'],
    ['a backslash', '\\<b>', '\\\\&lt;b>'],
    ['a heading', '# Title', '\\# Title'],
    ['a quote', '> said', '\\> said'],
    ['a list', '- one', '\\- one'],
    ['a numbered list', '1. one', '1\\. one'],
    ['an underline of a heading', '=====', '\\====='],
    ['indented code', '    code', 'code'],
    ['a table', 'a | b', 'a \\| b'],
  ])('when the text holds %s, it comes out as text', (_, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test.each(['https://evil.example/?q=1', 'HTTP://evil.example', 'www.evil.example', 'someone@evil.example'])(
    'when the text holds the address %s, it becomes code, which nobody links',
    (address) => {
      expect(escapeMarkdown(`go to ${address}, now`)).toBe(`go to \`${address}\`, now`);
    },
  );

  test('when an address holds a backtick, it cannot leave the code', () => {
    expect(escapeMarkdown('https://e.example/`<b>')).not.toMatch(/`.*`.*`/);
  });

  test.each([
    'It cost 5 % more – in 1998.',
    'snake_case & R&D',
    'He said: “no!” (twice), didn’t he?',
    'x > y',
  ])('when the text is ordinary, as in "%s", it stays as it is', (text) => {
    expect(escapeMarkdown(text)).toBe(text);
  });

  test('when an underscore stands at a word’s edge, it cannot start emphasis', () => {
    expect(escapeMarkdown('_so_')).toBe('\\_so\\_');
  });
});

describe('escapeLine and escapeInline', () => {
  test('when the text has line breaks, it becomes one line, so that no later line can start a block', () => {
    expect(escapeLine('one\n\n# two')).toBe('one # two');
  });

  test('when a heading starts with a number, the number needs no backslash', () => {
    expect(escapeInline('1. Cells')).toBe('1. Cells');
  });
});
