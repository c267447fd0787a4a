import { describe, expect, test } from '@jest/globals';

import { joinLines } from './join-lines.ts';
import type { PdfLine } from './pdf-line.ts';

/** Lines below each other, of which each may differ from the usual. */
function print(...lines: (string | (Partial<PdfLine> & { text: string }))[]): PdfLine[] {
  let y = 700;
  return lines.map((line) => {
    y -= 12;
    const printed = {
      page: 1,
      left: 50,
      right: 500,
      size: 10,
      y,
      ...(typeof line === 'string' ? { text: line } : line),
    };
    ({ y } = printed);
    return printed;
  });
}

describe('joinLines', () => {
  test.each([
    ['follow each other', print('The moon', 'pulls. The', 'water'), 'The moon pulls. The water'],
    ['end with a hyphen', print('the wa-', 'ter rises'), 'the water rises'],
    [
      'end with the hyphen of a compound',
      print('well-known and well-', 'known'),
      'well-known and well-known',
    ],
    ['end with a hyphen before a name', print('the Anglo-', 'Saxons'), 'the Anglo- Saxons'],
    ['have a gap between them', print('a', 'b', 'c', { text: 'd', y: 649 }), 'a b c\n\nd'],
    [
      'are indented after a full stop',
      print('One.', { text: 'Two', left: 62 }, 'three'),
      'One.\n\nTwo three',
    ],
    ['are indented within a sentence', print('one', { text: 'two', left: 62 }), 'one two'],
    ['end a paragraph early', print('a', 'b', 'c', { text: 'One.', right: 200 }, 'Two'), 'a b c One.\n\nTwo'],
    ['go on at the next page', print('one', { text: 'two', page: 2, y: 700 }), 'one two'],
    ['begin anew at the next page', print('One.', { text: 'Two', page: 2, y: 700 }), 'One.\n\nTwo'],
    ['go on in the next column', print('one', { text: 'two', left: 300, y: 700 }), 'one two'],
    ['are items', print('• one', '• two', 'more', '2. three'), '- one\n\n- two more\n\n2. three'],
    ['lead to pages', print('Ebb . . . . . . 4', 'Flood.......5'), 'Ebb … 4\n\nFlood … 5'],
    ['are Chinese', print('月亮', '引力'), '月亮引力'],
    ['would be markup', print('# define'), '\\# define'],
  ])('when lines %s, they are joined like that', (_, lines, text) => {
    expect(joinLines(lines)).toBe(text);
  });

  test('when lines are in larger print, they are headings of levels', () => {
    const text = 'The moon pulls the water, and the sea rises and falls.';
    const lines = print(
      { text: 'Tides', size: 24 },
      text,
      { text: 'High', size: 14 },
      { text: 'water', size: 14 },
      text,
      text,
    );

    expect(joinLines(lines)).toBe(`# Tides\n\n${text}\n\n## High water\n\n${text} ${text}`);
  });

  test('when much is in larger print, nothing is a heading', () => {
    const lines = print('The moon pulls.', { text: 'It rises twice a day.', size: 20 }, 'It falls.');

    expect(joinLines(lines)).not.toContain('#');
  });
});
