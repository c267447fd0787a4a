import { describe, expect, test } from '@jest/globals';

import { buildDocx, paragraph } from '../testing/build-docx.ts';
import { openArchive } from '../zip/open-archive.ts';
import { readDocx } from './read-docx.ts';

const read = async (bytes: Uint8Array) =>
  readDocx(await openArchive(bytes, { maxEntries: 100, maxExpandedBytes: 1_000_000 }, () => true));

describe('readDocx', () => {
  test('when a document has styles, they are headings, of which the first is its title', async () => {
    const body = [
      paragraph('The tides', 'Title'),
      paragraph('Ebb', 'Heading1'),
      paragraph('It falls.'),
      paragraph('Low water', 'Heading2'),
    ];

    expect(await read(buildDocx(body.join('')))).toEqual({
      text: '# The tides\n\n# Ebb\n\nIt falls.\n\n## Low water',
      title: 'The tides',
      format: 'docx',
    });
  });

  test('when a document has a table, its rows are lines of cells', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;

    const { text } = await read(buildDocx(`<w:tbl>${row('a', 'b')}${row('1', '2')}</w:tbl>`));

    expect(text).toBe('| a | b |\n| 1 | 2 |');
  });

  test('when a document declares entities, none is resolved', async () => {
    const docx = buildDocx(paragraph('a&secret;b'));

    await expect(read(docx)).rejects.toMatchObject({ code: 'document-unreadable' });
  });

  test.each(['<w:p>', '<w:p></w:r>'])('when its body is %s, it is unreadable', async (body) => {
    await expect(read(buildDocx(body))).rejects.toMatchObject({ code: 'document-unreadable' });
  });
});
