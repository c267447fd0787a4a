import { describe, expect, test } from '@jest/globals';

import type { Materials } from '../materials/schemas.ts';
import { renderCsv } from './render-csv.ts';

type Card = Materials['flashcards']['items'][number];

const quality = { score: 1, groundedness: 1, readability: { fleschReadingEase: 60, grade: 8 }, issues: [] };

const buildCard = (overrides: Partial<Card> = {}): Card => ({
  ...{
    term: 'Mulch',
    definition: 'A layer of straw.',
    difficulty: 'easy',
    citations: [{ start: 3, end: 9 }],
  },
  ...overrides,
});

const buildCards = (
  items: Card[],
  overrides: Partial<Materials['flashcards']> = {},
): Materials['flashcards'] => ({
  ...{ kind: 'flashcards', generator: 'test', language: 'en', quality },
  items,
  ...overrides,
});

/** Fields of the rows below the headers, as RFC 4180 reads them; throws where a line is none. */
function rowsOf(csv: string): string[][] {
  const lines = csv.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    if (!/^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/.test(line))
      throw new Error(`no line of quoted fields: ${line}`);
    return line.slice(1, -1).split('","');
  });
}

const rowOf = (overrides: Partial<Card>) => rowsOf(renderCsv(buildCards([buildCard(overrides)])))[0];

describe('renderCsv', () => {
  test('when cards are rendered, the headers that Anki documents come first, and every line ends in CRLF', () => {
    expect(renderCsv(buildCards([buildCard()]))).toBe(
      '#separator:Comma\r\n#html:true\r\n#notetype:Basic\r\n#columns:Front,Back,Source,Tags\r\n#tags column:4\r\n' +
        '"Mulch","A layer of straw.","3–9","easy"\r\n',
    );
  });

  test('when there are several cards and ranges, each card is a line and has all of its ranges', () => {
    const citations = [
      { start: 3, end: 9 },
      { start: 20, end: 30 },
    ];
    const rows = rowsOf(renderCsv(buildCards([buildCard({ citations, difficulty: 'hard' }), buildCard()])));
    expect(rows.map(([, , source, tags]) => [source, tags])).toEqual([
      ['3–9, 20–30', 'hard'],
      ['3–9', 'easy'],
    ]);
  });

  test.each([
    ['tags', '<img src=x onerror=y>', '&#60;img src&#61;x onerror&#61;y&#62;'],
    ['entities', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['quotation marks, commas and line ends', 'so "it", is\r\nhere', 'so &#34;it&#34;, is<br>here'],
    ['a sound', '[sound:x.mp3]', '&#91;sound:x.mp3&#93;'],
    ['a cloze', '{{c1::x}}', '&#123;&#123;c1::x&#125;&#125;'],
    ['LaTeX', '[latex]\\input{x}[/latex]', '&#91;latex&#93;&#92;input&#123;x&#125;&#91;/latex&#93;'],
    ['a formula that the browser typesets', '\\(x\\)', '&#92; (x&#92; )'],
    ['a line separator and a mark of direction', 'a\u2028b\u202ec', 'a<br>bc'],
    [
      'ordinary prose',
      'It’s 5 % more – in R&D (1998): a-b + c; $5.',
      'It’s 5 % more – in R&amp;D (1998): a-b + c; $5.',
    ],
  ])('when a definition has %s, it is text in Anki', (_, definition, expected) => {
    expect(rowOf({ definition })?.[1]).toBe(expected);
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    ' =1',
    '\r\n=1',
    '\u200b=1',
    '＝1',
    'x\n=1',
    'x; -1',
    'x,+1',
    '\u00a0=1',
  ])('when a term is %j, no cell and no part of one begins as a formula', (term) => {
    expect(rowOf({ term })?.[0]).not.toMatch(/(?:^|[\n,;>])\s*[=+\-@\t\r＝]/);
  });

  test('when a card begins with a sign of Anki’s headers, it is in quotation marks, and no header', () => {
    expect(rowOf({ term: '#deck:Stolen' })?.[0]).toBe('#deck:Stolen');
  });

  test('when a card is not supported by the source, its back and its tags say so', () => {
    const issues = [{ code: 'unsupported', path: 'items.0', message: 'missing words: x' }];
    const [row] = rowsOf(renderCsv(buildCards([buildCard()], { quality: { ...quality, issues } })));
    expect(row).toEqual([
      'Mulch',
      'A layer of straw. <i>(not supported by the source)</i>',
      '3–9',
      'easy unsupported',
    ]);
  });

  test('when there is no card, there are headers alone', () => {
    expect(renderCsv(buildCards([])).split('\r\n')).toHaveLength(6);
  });
});
