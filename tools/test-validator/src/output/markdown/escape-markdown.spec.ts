import { describe, expect, test } from '@jest/globals';

import { codeSpan, escapeMarkdown } from './escape-markdown.ts';

describe('escapeMarkdown', () => {
  test.each([
    ['a cell', 'a | b', 'a \\| b'],
    ['code', 'a `b` c', 'a \\`b\\` c'],
    ['html', '<img src=x onerror="x">&amp;', '&lt;img src=x onerror="x"&gt;&amp;amp;'],
    ['a comment that would hide the rest', '<!-- x', '&lt;!-- x'],
    ['a mention', '@octocat', '@&#8203;octocat'],
    ['an issue', '#12 and GH-7', '#&#8203;12 and GH&#8203;-7'],
    ['a link', '[x](https://x.test)', '\\[x\\](https:&#8203;//x.test)'],
    ['an address', 'www.x.test', 'www&#8203;.x.test'],
    ['emphasis', '*a* _b_ ~~c~~', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~'],
    ['a formula', '$x$', '\\$x\\$'],
    ['a backslash before a cell', 'a\\|b', 'a\\\\\\|b'],
    ['ends of lines', 'a\n\n# b\r\n- c', 'a  #&#8203; b - c'],
    ['controls', 'a\u001b\u202eb', 'a␛&lt;U+202E&gt;b'],
    ['nothing special', 'adds 1.5 (twice) - or not!', 'adds 1.5 (twice) - or not!'],
  ])('when a text has %s, it is shown as it is', (_, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('codeSpan', () => {
  test.each([
    ['nothing special', 'a.ts:3', '`a.ts:3`'],
    ['html and mentions, which code shows as they are', '<b>@a', '`<b>@a`'],
    ['backticks', 'a``b`c', '```a``b`c```'],
    ['a backtick at an end', '`a', '`` `a ``'],
    ['spaces at both ends', ' a ', '`  a  `'],
    ['a cell', 'a|b', '`a\\|b`'],
    ['an end of line', 'a\n\nb', '`a  b`'],
    ['nothing at all', '', '`  `'],
  ])('when a text has %s, it stays within the code', (_, text, span) => {
    expect(codeSpan(text)).toBe(span);
  });
});
