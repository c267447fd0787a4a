import { describe, expect, test } from '@jest/globals';

import { escapeInline, escapeLine, escapeMarkdown } from './escape-markdown.ts';

describe('escapeMarkdown', () => {
  test.each([
    ['a tag', 'see <b onclick="x()">this</b>', 'see &lt;b onclick="x()">this&lt;/b>'],
    ['a link', '[here](page)', '\\[here\\](page)'],
    ['a link by reference', '[x]: /y "z"', '\\[x\\]: /y "z"'],
    ['a footnote', 'so[^1]', 'so\\[^1\\]'],
    ['a comment', '<!-- x -->', '&lt;!-- x -->'],
    ['a link in angle brackets', '<page>', '&lt;page>'],
    ['fenced code', '```mermaid', '\\`\\`\\`mermaid'],
    ['another fence', '~~~ js', '\\~\\~\\~ js'],
    ['a rule', '***', '\\*\\*\\*'],
    ['a rule of low lines', '___', '\\_\\_\\_'],
    ['the start of a table of one column', ':-', '\\:-'],
    ['a single underline of a heading', '=', '\\='],
    ['attributes', '{: onclick="x()"}', '\\{: onclick="x()"\\}'],
    ['a template', '{{ secret }}', '\\{\\{ secret \\}\\}'],
    ['a formula', '$\\href{x}{y}$', '\\$\\\\href\\{x\\}\\{y\\}\\$'],
    ['an entity by its code', '&#x3c;b>', '&amp;#x3c;b>'],
    ['backslashes before a sign', '\\\\*x*', '\\\\\\\\\\*x\\*'],
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

  test.each([
    'https://evil.example/?q=1',
    'HTTP://evil.example',
    'hTtPs://evil.example/a_(b)#c',
    'hxxps://evil.example',
    'ftp://evil.example/x',
    'custom+scheme://x',
    '//evil.example/x.js',
    'www.evil.example',
    'WWW.evil.example',
    'evil.example/path',
    'evil.com',
    'böse.example',
    'xn--bse-sna.example',
    'mailto:someone@evil.example',
    'xmpp:a@evil.example/x',
    'someone@evil.example',
    'jemand@böse.example',
    'javascript:alert(1',
    'data:text/html;base64,PHNjcmlwdD4',
  ])('when the text holds the address %s, it becomes code, which nobody links', (address) => {
    expect(escapeMarkdown(`go to ${address}, now`)).toBe(`go to \`${address}\`, now`);
  });

  test.each(['Node.js', 'e.g. this', 'U.S. law', 'a.m./p.m.', 'the data: all', '10:30', 'either/or'])(
    'when the text holds %s, it is no address',
    (text) => {
      expect(escapeMarkdown(text)).not.toContain(`\`${text}`);
    },
  );

  test.each([
    ['a zero-width space', 'https://evil.ex\u200bample', '`https://evil.example`'],
    ['a soft hyphen', 'www.e\u00advil.example', '`www.evil.example`'],
    ['a change of direction', 'safe\u202egpj.exe', 'safegpj.exe'],
    ['tag characters', 'hi\u{e0041}\u{e0042}', 'hi'],
    ['a control character', 'a\u0007b\u009bc', 'abc'],
    ['a line separator before a heading', 'one\u2028# two', 'one\n\\# two'],
    ['a carriage return before a quote', 'one\r> two', 'one\n\\> two'],
  ])('when the text hides %s, it goes before anything is looked for', (_, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('when the text has joiners that a script or an emoji needs, they stay', () => {
    expect(escapeMarkdown('می\u200cخواهم 👩\u200d🌾')).toBe('می\u200cخواهم 👩\u200d🌾');
  });

  test('when a word has 200000 letters, it is escaped in no time that grows with its square', () => {
    expect(escapeMarkdown('a'.repeat(200_000))).toHaveLength(200_000);
  });

  test('when an address holds a backtick, it cannot leave the code', () => {
    expect(escapeMarkdown('https://e.example/`<b>')).not.toMatch(/`.*`.*`/);
  });

  test.each([
    'It cost 5 % more – in 1998.',
    'snake_case & R&D',
    'He said: “no!” (twice), didn’t he?',
    'x > y',
    'E = mc² = 5: so it is',
    'between 3:1 and 4:1',
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
