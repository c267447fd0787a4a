import { describe, expect, test } from '@jest/globals';

import { htmlToMarkdown } from './html-to-markdown.ts';

const textOf = (html: string) => htmlToMarkdown(html).text;
const words = 'The moon pulls the water, and the sea rises and falls twice a day. '.repeat(6).trim();

describe('htmlToMarkdown', () => {
  test.each([
    ['headings', '<h1>Tides</h1><h2>The <em>moon</em></h2><h6>x', '# Tides\n\n## The moon\n\n###### x'],
    ['paragraphs', '<p>a</p>b<p>c<p>d<div>e</div>f', 'a\n\nb\n\nc\n\nd\n\ne\n\nf'],
    ['blanks', '<p> a \n\t <b> b</b>&nbsp;&nbsp; c </p>', 'a b c'],
    ['line breaks', '<p>a <br> b<br/>c<br><br>d</p>', 'a\nb\nc\n\nd'],
    ['entities', '<p>caf&eacute; &amp; &#116;&#x65;a &lt;b&gt;</p>', 'café & tea <b>'],
    ['links', '<p>see <a href="https://example.org"><b>the</b> moon</a>.</p>', 'see the moon.'],
    ['lists', '<ul><li>a<li>b</ul><ul><li>c</ul>', '- a\n- b\n\n- c'],
    [
      'nested lists',
      '<ol start="3"><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ol>',
      '3. a\n   - b\n     1. c\n4. d',
    ],
    ['items of paragraphs', '<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>', '- a\n\n  b\n\n- c'],
    ['quotations', '<blockquote><p>a<br>b</p><p>c</p></blockquote>d', '> a\n> b\n\n> c\n\nd'],
    ['code', '<pre><code>\na  b\n\n  c &lt;\n</code></pre>', '```\na  b\n\n  c <\n```'],
    ['code with a fence', '<pre>```</pre>', '````\n```\n````'],
    ['tables', '<table><tr><th>a<th>b<tr><td>1|2<td><p>x</p><p>y</p></table>', '| a | b |\n| 1\\|2 | x y |'],
    [
      'a layout',
      '<table><tr><td><h2>a</h2>b<table><tr><td>1<td>2</table><td>c</table>',
      '## a\n\nb\n\n| 1 | 2 |\n\nc',
    ],
    ['signs', '<p># a</p><p>&gt; b</p>', '\\# a\n\n\\> b'],
    ['a heading without its end', '<h1>a<p>b</p><ul><li>c</ul>', '# a\n\nb\n\n- c'],
    ['a paragraph in a heading', '<h1><p>a</p></h1>b', '# a\n\nb'],
    ['ends without beginnings', 'a</div></p></li></table></ul>b', 'a\n\nb'],
    ['readings', '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>', '漢'],
  ])('when a page has %s, they are Markdown', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  test.each([
    ...['script', 'style', 'noscript', 'template', 'svg', 'nav', 'footer', 'aside', 'iframe'].map(
      (name) => `<${name}>no<b>no</b></${name}>`,
    ),
    `<form>no</form>${words}`,
    '<!-- no -->',
    '<div hidden>no<div>no</div>no</div>',
    '<p aria-hidden="TRUE">no</p>',
    '<p style="color: red; display : none">no</p>',
  ])('when a page has %s, it is left out', (html) => {
    expect(textOf(`<p>a</p>${html}<p>b</p>`)).not.toContain('no');
  });

  test('when something hidden ends, what follows is read', () => {
    expect(textOf('<p>a</p><div hidden><div>no</div></div><nav><ul><li>no</nav><p>b</p>')).toBe('a\n\nb');
  });

  test.each([
    ['main', `<p>no</p><main><h1>T</h1><p>${words}</p></main><p>no</p>`],
    ['role', `<p>no</p><div role="main"><h1>T</h1><div>${words}</div></div>no`],
    ['article', `<p>no</p><article><h1>T</h1><p>${words}</p></article>no`],
  ])('when a page names its text by %s, what surrounds it is left out', (_, html) => {
    expect(textOf(html)).toBe(`# T\n\n${words}`);
  });

  test('when an article is but a teaser, the whole page is read', () => {
    expect(textOf(`<p>${words}</p><article>more</article>`)).toBe(`${words}\n\nmore`);
  });

  test('when a page has its all in a form, it is read', () => {
    expect(textOf('<body><form><p>a</p><select><option>no</select></form></body>')).toBe('a');
  });

  test('when a page has a title, it is apart from the text', () => {
    const page = htmlToMarkdown('<title>A &amp; B</title><svg><title>no</title></svg><h1>C</h1><h1>D</h1>');

    expect(page).toEqual({ title: 'A & B', heading: 'C', text: '# C\n\n# D' });
  });

  test.each([
    ['divisions', '<div>', '</div>'],
    ['divisions with wrong ends', '<div>', '</span>'],
    ['lists', '<ul><li>', '</ul>'],
    ['quotations', '<blockquote>', '</blockquote>'],
    ['tables', '<table><tr><td>', '</table>'],
  ])('when 100000 %s are nested, the text inside of them is read', (_, open, close) => {
    expect(textOf(`${open.repeat(100_000)}deep${close.repeat(100_000)}`)).toMatch(/deep$/);
  });

  test('when lists are nested deeply, their indentation has an end', () => {
    expect(textOf('<ul><li>x'.repeat(1000)).length).toBeLessThan(20 * 1000);
  });

  test('when a page has a megabyte, it is read', () => {
    const html = '<p>The <b>moon</b> pulls.</p>'.repeat(40_000);

    expect(textOf(html).split('\n\n')).toHaveLength(40_000);
  });

  test('when a page is XHTML, empty elements are whole, and CDATA and entities of HTML are text', () => {
    const html =
      '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><title/><script src="x"/><p>a&nbsp;&x;<![CDATA[ <b> ]]></p>';

    expect(htmlToMarkdown(html, { isXml: true }).text).toBe('a &x; <b>');
  });
});
