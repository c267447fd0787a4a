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

  const readBytes = async (bytes: Uint8Array | string) => {
    await writeFile(join(directory, 'notes.md'), bytes);
    return readSource('notes.md', { directory, stdin: noStdin });
  };

  test('when a file is UTF-8, its text comes as it is', async () => {
    expect(await readBytes('# Ébb\r\n\tund Flut 🌊\n')).toBe('# Ébb\r\n\tund Flut 🌊\n');
  });

  test('when a file begins with a byte order mark, that is dropped', async () => {
    expect(await readBytes('\uFEFFtext')).toBe('text');
  });

  test('when a file is empty, so is the text: the API judges lengths', async () => {
    expect(await readBytes('')).toBe('');
  });

  test('when a character is cut by the pieces of standard input, it is whole', async () => {
    const bytes = Buffer.from('é');
    expect(
      await readSource('-', { directory, stdin: stdinOf(bytes.subarray(0, 1), bytes.subarray(1)) }),
    ).toBe('é');
  });

  test.each<[string, Uint8Array, string]>([
    ['Latin-1', Buffer.from('one\ntwo\nd\xe9j\xe0\n', 'latin1'), 'it is not UTF-8 text (see line 3)'],
    ['cut within a character', Buffer.from('caf\u00e9').subarray(0, -1), 'it is not UTF-8 text (see line 1)'],
    ['UTF-16', Buffer.from('\uFEFFtext', 'utf16le'), 'it is UTF-16; save it as UTF-8'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'it is a binary file, not text'],
    ['binary', Buffer.from('PK\x03\x04\x00\x00'), 'it is a binary file, not text'],
    ['far too large', Buffer.alloc(16 * 1024 * 1024 + 1, 'a'), 'it has more than 16 MiB'],
  ])('when a file is %s, it is refused', async (_what, bytes, reason) => {
    await expect(readBytes(bytes)).rejects.toMatchObject({
      ...{ code: 'input-invalid', exitCode: 2 },
      message: `Can't work on notes.md: ${reason}.`,
    });
  });

  test('when standard input is not text, it is called by its name', async () => {
    await expect(readSource('-', { directory, stdin: stdinOf(Buffer.of(0)) })).rejects.toThrow(
      "Can't work on standard input: it is a binary file, not text.",
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
