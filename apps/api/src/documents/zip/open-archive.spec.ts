import { describe, expect, test } from '@jest/globals';

import { buildZip } from '../testing/build-zip.ts';
import { openArchive } from './open-archive.ts';

const limits = { maxEntries: 10, maxExpandedBytes: 1_000_000 };
const zeros = new Uint8Array(400_000);
const all = () => true;

describe('openArchive', () => {
  test('when an archive is within the limits, what is asked for is inflated', async () => {
    const zip = buildZip([
      { path: 'a/b.xml', data: '<é/>' },
      { path: 'stored.xml', data: 'as it is', isStored: true },
      { path: 'a/', data: '' },
      { path: 'picture.png', data: 'no' },
    ]);

    const files = await openArchive(zip, limits, (path) => path.endsWith('.xml'));

    expect([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
      ['a/b.xml', '<é/>'],
      ['stored.xml', 'as it is'],
    ]);
  });

  test.each([
    ['says so', undefined],
    ['says it is empty', 0],
    ['says it is small', 10],
  ])('when what it holds is too large together and %s, it is refused', async (_, declared) => {
    const size = declared === undefined ? {} : { declaredBytes: declared };
    const zip = buildZip(['a', 'b', 'c'].map((path) => ({ path, data: zeros, ...size })));

    await expect(openArchive(zip, limits, () => false)).rejects.toMatchObject({
      code: 'document-too-large',
      limit: 'maxExpandedBytes',
      message: expect.stringContaining('0.95 MiB'),
    });
  });

  test('when an entry says it is huge and is not, it is read', async () => {
    const files = await openArchive(
      buildZip([{ path: 'a', data: 'small', declaredBytes: 2e9 }]),
      limits,
      all,
    );

    expect(Buffer.from(files.get('a') ?? []).toString()).toBe('small');
  });

  test('when it holds too many files, it is refused', async () => {
    const zip = buildZip(Array.from({ length: 11 }, (_, index) => ({ path: `${index}`, data: '' })));

    await expect(openArchive(zip, limits, all)).rejects.toMatchObject({
      code: 'document-too-large',
      limit: 'maxEntries',
      message: expect.stringContaining('10 files'),
    });
  });

  test.each([
    ['is cut off', buildZip([{ path: 'a', data: zeros }]).slice(0, 200), /damaged/],
    ['names a file outside', buildZip([{ path: '../a', data: 'x' }]), /damaged/],
    ['names a file of the system', buildZip([{ path: '/etc/passwd', data: 'x' }]), /damaged/],
    ['is encrypted', buildZip([{ path: 'a', data: 'x', isEncrypted: true }]), /password/],
  ])('when it %s, it is unreadable', async (_, zip, message) => {
    await expect(openArchive(zip, limits, all)).rejects.toMatchObject({
      code: 'document-unreadable',
      message: expect.stringMatching(message),
    });
  });
});
