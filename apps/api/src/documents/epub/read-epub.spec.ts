import { describe, expect, test } from '@jest/globals';

import { buildEpub } from '../testing/build-epub.ts';
import { openArchive } from '../zip/open-archive.ts';
import { readEpub } from './read-epub.ts';
import { resolvePath } from './read-package.ts';

const open = (bytes: Uint8Array) =>
  openArchive(bytes, { maxEntries: 100, maxExpandedBytes: 1_000_000 }, () => true);
const limits = { maxTextCharacters: 1000 };

describe('readEpub', () => {
  test('when a book has chapters, they are read in the order of its spine, each once', async () => {
    const book = buildEpub(
      [
        { href: 'a.xhtml', body: '<h1>Ebb</h1><p>It falls.</p>' },
        { href: 'text/b%20c.xhtml#top', path: 'book/text/b c.xhtml', body: '<h1>Flood</h1><nav>no</nav>' },
      ],
      { order: [1, 0, 1] },
    );

    expect(readEpub(await open(book), limits).text).toBe('# Flood\n\n# Ebb\n\nIt falls.');
  });

  test('when a book declares entities of its own, they are not resolved', async () => {
    const book = buildEpub([{ href: 'a.xhtml', body: '<p>a&secret;b</p>' }]);

    expect(readEpub(await open(book), limits)).toEqual({
      text: 'a&secret;b',
      title: 'Tides & times&secret;',
      format: 'epub',
    });
  });

  test('when its text is too long, it is refused', async () => {
    const chapter = { href: 'a.xhtml', body: 'x'.repeat(600) };
    const book = buildEpub([chapter, { ...chapter, href: 'b.xhtml' }]);

    await expect(open(book).then((archive) => readEpub(archive, limits))).rejects.toMatchObject({
      code: 'document-too-large',
      limit: 'maxTextCharacters',
    });
  });

  test.each([
    [
      'leads out of the archive',
      buildEpub([{ href: '../../a.xhtml', path: 'a.xhtml', body: 'x' }]),
      /chapters/,
    ],
    [
      'is encrypted',
      buildEpub([{ href: 'a.xhtml', body: 'x' }], {
        more: [
          {
            path: 'META-INF/encryption.xml',
            data: '<enc:EncryptedData><enc:CipherReference URI="book/a.xhtml"/></enc:EncryptedData>',
          },
        ],
      }),
      /protected/,
    ],
  ])('when its one chapter %s, it is unreadable', async (_, book, message) => {
    await expect(open(book).then((archive) => readEpub(archive, limits))).rejects.toMatchObject({
      code: 'document-unreadable',
      message: expect.stringMatching(message),
    });
  });

  test('when an archive has no container, it is unreadable', () => {
    expect(() => readEpub(new Map(), limits)).toThrow(
      expect.objectContaining({ code: 'document-unreadable' }),
    );
  });
});

test.each([
  ['book/a.opf', 'b/c.xhtml', 'book/b/c.xhtml'],
  ['book/a.opf', '../c%20d.xhtml?x#y', 'c d.xhtml'],
  ['a.opf', './c.xhtml', 'c.xhtml'],
  ['a.opf', '../c.xhtml', undefined],
  ['book/a.opf', '%2e%2e/../../c', undefined],
  ['a.opf', '/etc/passwd', undefined],
  ['a.opf', 'file:///etc/passwd', undefined],
  ['a.opf', '%2Fetc/passwd', 'etc/passwd'],
  ['a.opf', '%zz', undefined],
])('when %s refers to %s, that is %s', (from, reference, path) => {
  expect(resolvePath(from, reference)).toBe(path);
});
