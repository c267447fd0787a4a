import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { makeTemporaryDirectory } from '../testing/temporary-directory.ts';
import { openOutputDirectory } from './output-directory.ts';

describe('the output directory', () => {
  let root: string;
  let remove: () => Promise<void>;
  const { signal } = new AbortController();

  beforeEach(async () => {
    ({ path: root, remove } = await makeTemporaryDirectory());
  });

  afterEach(() => remove());

  test('when the folder is not there, it is made, with those above it', async () => {
    const output = await openOutputDirectory(join(root, 'a/b'), []);
    await output.write('x.md', 'déjà\n', signal);
    expect(await readFile(join(root, 'a/b/x.md'), 'utf8')).toBe('déjà\n');
  });

  test('when a file of the name is there, it is replaced, and no temporary file is left', async () => {
    await writeFile(join(root, 'x.md'), 'something much longer than what follows');
    const output = await openOutputDirectory(root, ['x.md']);
    await output.write('x.md', 'new', signal);
    expect(await readFile(join(root, 'x.md'), 'utf8')).toBe('new');
    expect(await readdir(root)).toEqual(['x.md']);
  });

  test('when a stream breaks off, the old file stays and no piece is left', async () => {
    await writeFile(join(root, 'podcast.mp3'), 'old');
    const output = await openOutputDirectory(root, []);
    const breaking = async function* () {
      yield Buffer.from('half');
      throw new Error('connection lost');
    };
    await expect(output.write('podcast.mp3', breaking(), signal)).rejects.toMatchObject({
      code: 'output-invalid',
    });
    expect(await readFile(join(root, 'podcast.mp3'), 'utf8')).toBe('old');
    expect(await readdir(root)).toEqual(['podcast.mp3']);
  });

  test('when it is interrupted while it writes, the reason is thrown and no piece is left', async () => {
    const output = await openOutputDirectory(root, []);
    const controller = new AbortController();
    // Like the body of an answer, which the same signal stops.
    const endless = async function* () {
      yield Buffer.from('half');
      controller.abort(new Error('interrupted'));
      controller.signal.throwIfAborted();
    };
    await expect(output.write('podcast.mp3', endless(), controller.signal)).rejects.toThrow('interrupted');
    expect(await readdir(root)).toEqual([]);
  });

  test('when the path is a file, it is refused before anything is written', async () => {
    const path = join(root, 'out');
    await writeFile(path, 'a file');
    await expect(openOutputDirectory(path, [])).rejects.toMatchObject({
      ...{ code: 'output-invalid', exitCode: 2 },
      message: `Can't write to ${path}: there is a file of that name.`,
    });
    await expect(openOutputDirectory(join(path, 'below'), [])).rejects.toThrow(
      'a part of the path is a file',
    );
  });

  test('when a folder has the name of a result, it is refused before anything is written', async () => {
    await mkdir(join(root, 'index.md'));
    await expect(openOutputDirectory(root, ['outline.md', 'index.md'])).rejects.toMatchObject({
      ...{ code: 'output-invalid', message: `Can't write ${join(root, 'index.md')}: it is a folder.` },
    });
  });

  test('when nothing was written, the folders that were made are taken back, and no others', async () => {
    await mkdir(join(root, 'mine'));
    const output = await openOutputDirectory(join(root, 'mine/a/b'), []);
    await output.discardIfEmpty();
    expect(await readdir(root, { recursive: true })).toEqual(['mine']);
    const existing = await openOutputDirectory(join(root, 'mine'), []);
    await existing.discardIfEmpty();
    expect(await readdir(root)).toEqual(['mine']);
  });

  test('when something was written, it stays', async () => {
    const output = await openOutputDirectory(join(root, 'a/b'), []);
    await output.write('x.md', 'x', signal);
    await output.discardIfEmpty();
    expect(await readdir(join(root, 'a/b'))).toEqual(['x.md']);
  });
});
