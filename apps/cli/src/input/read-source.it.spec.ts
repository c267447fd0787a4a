import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { makeTemporaryDirectory } from '../testing/temporary-directory.ts';
import { readSource } from './read-source.ts';

describe('readSource', () => {
  let directory: string;
  let remove: () => Promise<void>;
  const stdinOf = (...pieces: Uint8Array[]) => ({ [Symbol.asyncIterator]: () => pieces.values() as never });
  const noStdin = stdinOf();

  beforeEach(async () => {
    ({ path: directory, remove } = await makeTemporaryDirectory());
  });

  afterEach(() => remove());

  const readBytes = async (bytes: Uint8Array | string, name = 'notes.md') => {
    await writeFile(join(directory, name), bytes);
    return readSource(name, { directory, stdin: noStdin });
  };

  test('when a file is UTF-8, its text comes as it is', async () => {
    expect(await readBytes('# Ébb\r\n\tund Flut 🌊\n')).toEqual({
      ...{ kind: 'text', text: '# Ébb\r\n\tund Flut 🌊\n' },
    });
  });

  test('when a file begins with a byte order mark, that is dropped', async () => {
    expect(await readBytes('\uFEFFtext')).toEqual({ kind: 'text', text: 'text' });
  });

  test('when a file is empty, so is the text: the API judges lengths', async () => {
    expect(await readBytes('')).toEqual({ kind: 'text', text: '' });
  });

  test('when a character is cut by the pieces of standard input, it is whole', async () => {
    const bytes = Buffer.from('é');
    expect(
      await readSource('-', { directory, stdin: stdinOf(bytes.subarray(0, 1), bytes.subarray(1)) }),
    ).toEqual({ kind: 'text', text: 'é' });
  });

  test.each<[string, Uint8Array, string]>([
    ['Latin-1', Buffer.from('one\ntwo\nd\xe9j\xe0\n', 'latin1'), 'it is not UTF-8 text (see line 3)'],
    ['cut within a character', Buffer.from('caf\u00e9').subarray(0, -1), 'it is not UTF-8 text (see line 1)'],
    ['UTF-16', Buffer.from('\uFEFFtext', 'utf16le'), 'it is UTF-16; save it as UTF-8'],
    ['binary', Buffer.from('\x89PNG\x00\x00'), 'it is neither text nor a PDF, DOCX, EPUB or HTML file'],
    ['far too large', Buffer.alloc(16 * 1024 * 1024 + 1, 'a'), 'it has more than 16 MiB'],
  ])('when a file is %s, it is refused', async (_what, bytes, reason) => {
    await expect(readBytes(bytes)).rejects.toMatchObject({
      ...{ code: 'input-invalid', exitCode: 2 },
      message: `Can't work on notes.md: ${reason}.`,
    });
  });

  test.each<[string, string, Uint8Array, string]>([
    ['a PDF', 'notes.md', Buffer.from('%PDF-1.7\n\x00'), 'application/pdf'],
    ['a PDF after empty lines', 'x', Buffer.from('\uFEFF\r\n %PDF-1.7\n\xff'), 'application/pdf'],
    ['a zip', 'book.epub', Buffer.from('PK\x03\x04\x00\xff', 'latin1'), 'application/zip'],
    ['an HTML file', 'page.HTML', Buffer.from('<p>d\xe9j\xe0', 'latin1'), 'text/html'],
    ['an .htm file', 'page.htm', Buffer.from('<p>'), 'text/html'],
    ['an .xhtml file', 'page.xhtml', Buffer.from('<p>'), 'application/xhtml+xml'],
  ])('when a file is %s, it is a document, byte by byte', async (_what, name, content, contentType) => {
    const source = await readBytes(content, name);
    expect(source).toMatchObject({ kind: 'document', fileName: name, contentType });
    expect(source).toHaveProperty('bytes', content);
  });

  test.each([
    ['notes.md', '<p>A text may begin with a tag.'],
    ['pdf.txt', 'About %PDF-1.7 and PK\x03\x04'],
    ['letter.pdf', 'A text, whatever its name says.'],
    ['html', 'A name, no extension.'],
    ['a.constructor', 'A text.'],
  ])('when %s holds text, it stays a text', async (name, text) => {
    expect(await readBytes(text, name)).toEqual({ kind: 'text', text });
  });

  test('when a document stands in another folder, only its own name is told', async () => {
    await writeFile(join(directory, 'book.pdf'), '%PDF-1.7');
    const file = join(directory, 'book.pdf');
    expect(await readSource(file, { directory: '/', stdin: noStdin })).toMatchObject({
      fileName: 'book.pdf',
    });
  });

  test('when standard input is a document, it is one', async () => {
    const stdin = stdinOf(Buffer.from('%P'), Buffer.from('DF-1.7'));
    expect(await readSource('-', { directory, stdin })).toMatchObject({
      ...{ kind: 'document', fileName: 'standard-input', bytes: Buffer.from('%PDF-1.7') },
    });
  });

  test('when a document has 20 MiB it is taken, with a byte more it is refused', async () => {
    const bytes = Buffer.alloc(20 * 1024 * 1024 + 1);
    bytes.write('%PDF-1.7');
    expect(await readBytes(bytes.subarray(0, -1))).toMatchObject({ kind: 'document' });
    await expect(readBytes(bytes)).rejects.toMatchObject({
      ...{ code: 'input-invalid', exitCode: 2, message: "Can't work on notes.md: it has more than 20 MiB." },
    });
  });

  test.each(['https://example.org/a.pdf', 'HTTP://example.org'])(
    'when the word is %s, it is an address and nothing is read',
    async (url) => {
      expect(await readSource(url, { directory, stdin: noStdin })).toEqual({ kind: 'address', url });
    },
  );

  test('when standard input is not text, it is called by its name', async () => {
    await expect(readSource('-', { directory, stdin: stdinOf(Buffer.of(0)) })).rejects.toThrow(
      "Can't work on standard input: it is neither text nor a PDF, DOCX, EPUB or HTML file.",
    );
  });

  test.each([
    ['missing.md', 'there is no such file'],
    ['.', 'it is a folder'],
  ])('when the path is %s, the reason is said', async (path, reason) => {
    await expect(readSource(path, { directory, stdin: noStdin })).rejects.toMatchObject({
      ...{ code: 'input-invalid', message: `Can't read ${path}: ${reason}.` },
    });
  });
});
