import { describe, expect, test } from '@jest/globals';

import type { PdfLine } from './pdf-line.ts';
import { withoutMargins } from './without-margins.ts';

const line = (page: number, y: number, text: string, size = 10): PdfLine => ({
  page,
  y,
  text,
  size,
  left: 50,
  right: 500,
});

/** Pages of six lines of their own between a head and a foot. */
const book = (pages: number, head: (page: number) => string, foot: (page: number) => string) =>
  Array.from({ length: pages }, (_, index) => [
    line(index + 1, 780, head(index + 1)),
    ...Array.from({ length: 6 }, (__, row) =>
      line(index + 1, 700 - 12 * row, `Words ${'abcdef'[row]}${'uvwxyz'[index]}`),
    ),
    line(index + 1, 20, foot(index + 1)),
  ]);

const textsOf = (lines: PdfLine[]) => lines.map(({ text }) => text);

describe('withoutMargins', () => {
  test.each([
    ['a head and bare numbers', () => 'The tides', (page: number) => `- ${page} -`],
    ['numbers of pages of pages', (page: number) => `Page ${page} of 6`, () => 'The tides'],
    ['a head on every other page', (page: number) => (page % 2 ? 'The tides' : 'A. Author'), () => 'iv'],
    ['a chapter with its page', (page: number) => `Chapter ${'ABCDEF'[page - 1]} ${page + 12}`, () => '42'],
  ])('when pages have %s, only the text stays', (_, head, foot) => {
    const texts = textsOf(withoutMargins(book(6, head, foot)));

    expect(texts).toHaveLength(36);
    expect(texts.every((text) => text.startsWith('Words'))).toBe(true);
  });

  test('when a line in large print says what the heads repeat, it stays', () => {
    const pages = book(6, () => 'The tides', String);
    pages[0]?.unshift(line(1, 790, 'The tides', 20));

    expect(textsOf(withoutMargins(pages)).filter((text) => text === 'The tides')).toHaveLength(1);
  });

  test('when a line within the pages repeats, it stays', () => {
    const pages = book(6, String, String);
    for (const page of pages) page.splice(4, 0, line(page[0]?.page ?? 0, 670, 'It rises and falls.'));

    expect(textsOf(withoutMargins(pages)).filter((text) => text === 'It rises and falls.')).toHaveLength(6);
  });

  test('when there are two pages, the same line on both stays', () => {
    expect(
      textsOf(
        withoutMargins(
          book(
            2,
            () => 'The tides',
            () => 'Words',
          ),
        ),
      ),
    ).toHaveLength(16);
  });
});
