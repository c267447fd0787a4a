import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, describe, expect, test } from '@jest/globals';

import { createDocumentReader } from './create-document-reader.ts';
import type { SentDocument } from './detect-format.ts';
import type { DocumentErrorCode } from './document-error.ts';
import type { DocumentLimits } from './document-limits.ts';
import { buildDocx, paragraph } from './testing/build-docx.ts';
import { buildEpub } from './testing/build-epub.ts';
import { buildPdf } from './testing/build-pdf.ts';
import { buildZip } from './testing/build-zip.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const lines = ['The moon pulls the wa-', 'ter, and the sea rises.'].map((text, index) => ({
  ...{ text, x: 50, y: 700 - 12 * index },
}));
const zeros = new Uint8Array(10 * 1024 * 1024);

let reader = createDocumentReader();
afterEach(async () => {
  await reader.close();
  reader = createDocumentReader();
});

describe('a document reader', () => {
  test.each<[string, SentDocument, object]>([
    [
      'plain text',
      { bytes: bytes('\ufeffThe\r\ntides\u0007 '), fileName: 'a.txt' },
      { text: 'The\ntides', format: 'text' },
    ],
    [
      'Markdown',
      { bytes: bytes('# Tides #\n\n- a'), contentType: 'text/markdown' },
      { text: '# Tides #\n\n- a', title: 'Tides', format: 'markdown' },
    ],
    [
      'HTML',
      {
        bytes: Buffer.from('<title>Mar\n é</title><p>é&#7;', 'latin1'),
        contentType: 'text/html;charset=latin1',
      },
      { text: 'é', title: 'Mar é', format: 'html' },
    ],
    [
      'PDF',
      { bytes: buildPdf([lines], { title: 'Tides' }), fileName: 'wrong.docx' },
      { text: 'The moon pulls the water, and the sea rises.', title: 'Tides', format: 'pdf' },
    ],
    [
      'Word',
      { bytes: buildDocx(paragraph('Tides', 'Heading1') + paragraph('Ebb.')), fileName: 'wrong.epub' },
      { text: '# Tides\n\nEbb.', title: 'Tides', format: 'docx' },
    ],
    [
      'EPUB',
      { bytes: buildEpub([{ href: 'a.xhtml', body: '<p>Ebb.</p>' }]), contentType: 'text/plain' },
      { text: 'Ebb.', title: 'Tides & times&secret;', format: 'epub' },
    ],
  ])('when a document is %s, it is read', async (_, document, read) => {
    expect(await reader.read(document)).toEqual(read);
  });

  test.each<[string, SentDocument, DocumentErrorCode, RegExp, Partial<DocumentLimits>]>([
    ['is too long a file', { bytes: bytes('12345') }, 'document-too-large', /5 bytes.* 4 /, { maxBytes: 4 }],
    [
      'is too long a text',
      { bytes: bytes('12345'), fileName: 'a.txt' },
      'document-too-large',
      /4 characters/,
      { maxTextCharacters: 4 },
    ],
    [
      'is too long a page',
      { bytes: bytes('<p>12345'), fileName: 'a.html' },
      'document-too-large',
      /4 characters/,
      { maxTextCharacters: 4 },
    ],
    [
      'is too long a text',
      { bytes: bytes(' 12345 '), fileName: 'a.txt' },
      'document-too-large',
      /4 characters/,
      { maxTextCharacters: 4 },
    ],
    ['is blank', { bytes: bytes(' \n'), fileName: 'a.txt' }, 'document-without-text', /no text/, {}],
    ['is an empty page', { bytes: bytes('<p>'), fileName: 'a.html' }, 'document-without-text', /no text/, {}],
    ['is scanned', { bytes: buildPdf([[], []]) }, 'document-without-text', /pictures only.*2 pages.*OCR/, {}],
    [
      'has too many pages',
      { bytes: buildPdf([lines, lines, lines]) },
      'document-too-large',
      /3 pages.* 2 /,
      { maxPages: 2 },
    ],
    [
      'has too much text',
      { bytes: buildPdf([lines, lines, lines]) },
      'document-too-large',
      /100 characters/,
      { maxTextCharacters: 100 },
    ],
    [
      'is a PDF with a password',
      { bytes: buildPdf([lines], { isEncrypted: true }) },
      'document-unreadable',
      /password/,
      {},
    ],
    [
      'is garbage that begins like a PDF',
      { bytes: bytes(`%PDF-1.7${'x'.repeat(9999)}`) },
      'document-unreadable',
      /damaged/,
      {},
    ],
    [
      'is said to be a PDF',
      { bytes: bytes('words'), fileName: 'a.pdf' },
      'document-unreadable',
      /damaged/,
      {},
    ],
    [
      'is another zip',
      { bytes: buildZip([{ path: 'a.txt', data: 'x' }]) },
      'document-type-unsupported',
      /zip/,
      {},
    ],
    ['is a damaged zip', { bytes: buildDocx('').slice(0, 300) }, 'document-unreadable', /damaged/, {}],
    [
      'is a bomb',
      {
        bytes: buildDocx(
          paragraph('x'),
          Array.from({ length: 7 }, (_, index) => ({ path: `word/${index}.png`, data: zeros })),
        ),
      },
      'document-too-large',
      /64 MiB/,
      {},
    ],
    [
      'takes too long',
      { bytes: bytes('<p>'), fileName: 'a.html' },
      'document-too-slow',
      /0\.001 s/,
      { seconds: 0.001 },
    ],
    [
      'needs too much memory',
      { bytes: bytes('<p>tides '.repeat(1e6)), fileName: 'a.html' },
      'document-too-large',
      /24 MiB of memory/,
      { memoryMegabytes: 24 },
    ],
  ])('when a document %s, it is refused', async (_, document, code, message, limits) => {
    await expect(reader.read(document, { limits })).rejects.toMatchObject({
      name: 'DocumentError',
      ...{ code, message: expect.stringMatching(message), isRetryable: false },
    });
  });

  test('when the signal aborts, so does the reading', async () => {
    const controller = new AbortController();
    const reading = reader.read({ bytes: bytes('<p>a'), fileName: 'a.html' }, { signal: controller.signal });
    controller.abort('why');

    await expect(reading).rejects.toMatchObject({ code: 'document-aborted', cause: 'why' });
  });

  test('when more documents come than may be parsed at once, all are read', async () => {
    const texts = ['a', 'b', 'c', 'd'];
    const readings = texts.map((text) => reader.read({ bytes: bytes(`<p>${text}`), fileName: 'a.html' }));

    expect((await Promise.all(readings)).map(({ text }) => text)).toEqual(texts);
  });

  test('when as many are parsed as may be, the next document waits untouched', async () => {
    const own = createDocumentReader({ concurrency: 1 });
    const pages = ['<p>a', '<p>b'].map((html) => new Uint8Array(Buffer.from(html)));
    const readings = pages.map((page) => own.read({ bytes: page, fileName: 'a.html' }));
    await nextTurn();
    const lengths = pages.map(({ length }) => length);

    expect(lengths).toEqual([0, 4]);
    await expect(Promise.all(readings)).resolves.toMatchObject([{ text: 'a' }, { text: 'b' }]);
  });

  test('when it is closed, what is read and what waits is aborted', async () => {
    const own = createDocumentReader({ concurrency: 1 });
    const readings = ['a', 'b'].map((text) => own.read({ bytes: bytes(`<p>${text}`), fileName: 'a.html' }));
    const settled = Promise.allSettled(readings);
    await own.close();

    const aborted = { status: 'rejected', reason: { code: 'document-aborted' } };
    expect(await settled).toMatchObject([aborted, aborted]);
  });

  test('when limits are given to the reader, they hold for each document', async () => {
    const own = createDocumentReader({ limits: { maxBytes: 3 } });

    await expect(own.read({ bytes: bytes('1234'), fileName: 'a.txt' })).rejects.toMatchObject({
      limit: 'maxBytes',
    });
  });

  test.each([0, 1.5, Number.NaN])('when it may parse %d at once, it fails at once', (concurrency) => {
    expect(() => createDocumentReader({ concurrency })).toThrow(/concurrency/);
  });
});
