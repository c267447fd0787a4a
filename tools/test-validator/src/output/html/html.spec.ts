import { describe, expect, test } from '@jest/globals';

import { html, nothing, trusted } from './html.ts';

describe('html', () => {
  test('when a text is put in, it is escaped, as text and as an attribute', () => {
    const text = `</p><img src=x onerror='a' title="b">&amp;\`\u0000`;
    expect(String(html`<p title="${text}">${text}</p>`)).toBe(
      `<p title="${'&#60;/p&#62;&#60;img src=x onerror=&#39;a&#39; title=&#34;b&#34;&#62;&#38;amp;&#96;␀'}">${'&#60;/p&#62;&#60;img src=x onerror=&#39;a&#39; title=&#34;b&#34;&#62;&#38;amp;&#96;␀'}</p>`,
    );
  });

  test('when markup, lists of it and numbers are put in, they stand as they are', () => {
    const items = ['<', 2].map((value) => html`<i>${value}</i>`);
    expect(String(html`<p>${items}${nothing}${trusted('<br>')}${7}</p>`)).toBe(
      '<p><i>&#60;</i><i>2</i><br>7</p>',
    );
  });
});
