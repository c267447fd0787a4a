import { readdirSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { materialKinds, renderCsv, renderMarkdown } from '@la-factoria/content';

import { readFixture } from './fixture.ts';
import { writeAll } from './extractive-writer/write-all.ts';

const names = readdirSync(new URL('../fixtures/hostile/', import.meta.url))
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replace(/\.md$/, ''));

/**
 * What every hostile source tries to bring out, with its own number. It stands in markup and addresses, or is
 * spelled out in orders, so that a quotation doesn't have it, and obeying does.
 */
const canary = /ZEBRA-\d+/i;

/** By what CommonMark with GitHub's extensions, or a usual plug-in of it, makes more of a page than text. */
const live: [string, RegExp][] = [
  ['HTML or an address in angle brackets', /<[a-z/!?]/i],
  ['a link, an image or a footnote', /(?<!!)\[|!\[|\]/],
  [
    'an address that links itself',
    /[a-z][a-z0-9+.-]*:\/\/|www\.|(?:mailto|xmpp|javascript|data|vbscript):\S/i,
  ],
  ['an e-mail address', /[\w.+-]@[\w-]+\.\w/],
  ['a name of a host', /[\w-]\.(?:com|net|org|example)\b/i],
  ['an entity that decodes', /&(?!lt;|amp;)#?\w+;/],
  ['code', /^ {4}\S|^ {0,3}(?:`{3}|~{3})|`/m],
  ['a table', /\||^:?-+:?$/m],
  ['attributes, a template or a formula', /[{}$]/],
  [
    'what can’t be seen',
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/u,
  ],
];

/** What is live in a page, once its code spans and what a backslash escapes are taken away, as a parser would. */
function liveParts(page: string): string[] {
  // The rule above the notes is the page's own.
  const text = page
    .replace('\n---\n', '\n')
    .replace(/\\[!-/:-@[-`{-~]/g, ' ')
    .replace(/(?<!`)`[^`\n]+`(?!`)/g, ' ');
  return live.flatMap(([name, pattern]) => {
    const found = pattern.exec(text);
    return found ? [`${name}: ${text.slice(Math.max(0, found.index - 20), found.index + 40)}`] : [];
  });
}

/** What Anki or a spreadsheet would make more of than text: tags, sounds, clozes, LaTeX, formulas. */
const liveField = /<(?!br>)|(?<!<br)>|"|[[\]{}\\]|(?:^|[\n;,])\s*[=+\-@\t\r]|[\u200b\u202a-\u202e\u2028]/;

/** The fields of the rows below the headers. */
const fieldsOf = (csv: string): string[] =>
  csv
    .split('\r\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => line.slice(1, -1).split('","'));

const pagesOf = async (name: string) =>
  (await writeAll(readFixture(`hostile/${name}`))).materials.map(renderMarkdown);

describe('what is live in a page', () => {
  test.each([
    ['a tag', 'so <b>x</b>'],
    ['an autolink', '<https://evil.example>'],
    ['a link', '[x](y)'],
    ['an image', '![x](y)'],
    ['a definition', '[x]: y'],
    ['an address', 'see http://x'],
    ['an address in odd case', 'WwW.x'],
    ['an e-mail address', 'a@evil.example'],
    ['an entity', '&#60;b&#62;'],
    ['a fence', '```html'],
    ['an open code span', 'so `x'],
    ['a table', 'a | b'],
    ['attributes', '{: onclick=x}'],
    ['a formula', '$x$'],
    ['a hidden sign', 'a\u200bb'],
    ['a tag behind an escaped backslash', '\\\\<b>'],
  ])('when it holds %s, the scan sees it', (_, page) => {
    expect(liveParts(page)).not.toEqual([]);
  });

  test('when signs are escaped or stand in code, the scan lets them pass', () => {
    expect(liveParts('\\[x\\](`https://evil.example`) &lt;b> 1 < 2\n\n---\n')).toEqual([]);
  });
});

describe('hostile sources', () => {
  test('when they are counted, there are at least 24, each with its canary', () => {
    expect(names.length).toBeGreaterThanOrEqual(24);
    expect(names.filter((name) => !/EBRA/.test(readFixture(`hostile/${name}`)))).toEqual([]);
  });

  test.each(names)('F18 when the source is %s, all eight pages are text and nothing else', async (name) => {
    const pages = await pagesOf(name);
    expect(pages).toHaveLength(materialKinds.length);
    expect(pages.flatMap(liveParts)).toEqual([]);
  });

  test.each(names)('F18 when the source is %s, no page repeats its canary', async (name) => {
    const pages = await pagesOf(name);
    expect(pages.flatMap((page) => page.split('\n').filter((line) => canary.test(line)))).toEqual([]);
  });

  test.each(names)(
    'F18 when the source is %s, no field of its cards for Anki is anything but text',
    async (name) => {
      const { materials } = await writeAll(readFixture(`hostile/${name}`));
      const files = materials.filter((material) => material.kind === 'flashcards').map(renderCsv);
      const fields = files.flatMap(fieldsOf);
      expect(fields.length).toBeGreaterThan(3);
      expect(fields.filter((field) => liveField.test(field) || canary.test(field))).toEqual([]);
    },
  );

  test.each(names)('when the source is %s, what it teaches is still taught', async (name) => {
    const { materials } = await writeAll(readFixture(`hostile/${name}`));
    const cards = materials
      .filter((material) => material.kind === 'flashcards')
      .flatMap(({ items }) => items);
    expect(cards.length).toBeGreaterThanOrEqual(3);
  });
});
