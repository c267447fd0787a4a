import { mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFileAudioStore } from '@la-factoria/audio';
import { describeAudioStoreContract } from '@la-factoria/audio/testing';

import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

describeAudioStoreContract('files', async () => {
  const folder = await makeTemporaryFolder();
  return { store: createFileAudioStore({ directory: folder.path }), close: folder.remove };
});

describe('audio as files', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await makeTemporaryFolder();
  });
  afterEach(() => folder.remove());

  test('when the directory is not there, it is made with the first write', async () => {
    const directory = join(folder.path, 'not', 'yet');
    await createFileAudioStore({ directory }).write('job/podcast.mp3', Buffer.from('speech'));
    expect(await readFile(join(directory, 'job', 'podcast.mp3'), 'utf8')).toBe('speech');
  });

  test('when a file is half written, readers see nothing of it under its name', async () => {
    const store = createFileAudioStore({ directory: folder.path });
    const seen: (number | undefined)[] = [];
    async function* pieces() {
      yield Buffer.from('half');
      seen.push(await store.size('job/podcast.mp3'));
      yield Buffer.from('whole');
    }
    await store.write('job/podcast.mp3', pieces());
    expect([...seen, await store.size('job/podcast.mp3')]).toEqual([undefined, 9]);
  });

  test('when a write fails, no temporary file is left', async () => {
    const store = createFileAudioStore({ directory: folder.path });
    async function* failing() {
      yield Buffer.from('half');
      throw new Error('cut off');
    }
    await expect(store.write('job/podcast.mp3', failing())).rejects.toThrow('cut off');
    expect(await readdir(join(folder.path, 'job'))).toEqual([]);
  });

  test('when two write the same name at once, one of them stands there whole', async () => {
    const store = createFileAudioStore({ directory: folder.path });
    const versions = ['a', 'b'].map((letter) => Buffer.alloc(200_000, letter));
    await Promise.all(versions.map((version) => store.write('name', version)));
    const written = await readFile(join(folder.path, 'name'));
    expect(versions.some((version) => version.equals(written))).toBe(true);
  });

  test('when a file is written, only its owner can read it', async () => {
    await createFileAudioStore({ directory: folder.path }).write('name', Buffer.from('x'));
    expect((await stat(join(folder.path, 'name'))).mode & 0o777).toBe(0o600);
  });

  test('when a folder that is a link is deleted, what it points to stays', async () => {
    const outside = join(folder.path, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'file'), 'keep');
    const directory = join(folder.path, 'store');
    await mkdir(directory);
    await symlink(outside, join(directory, 'job'));
    await createFileAudioStore({ directory }).delete('job');
    expect(await readFile(join(outside, 'file'), 'utf8')).toBe('keep');
  });

  test('when the disk is full, the error may pass', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
    async function* pieces() {
      yield Buffer.from('half');
      throw full;
    }
    const store = createFileAudioStore({ directory: folder.path });
    await expect(store.write('name', pieces())).rejects.toMatchObject({
      ...{ code: 'audio-store-failed', isRetryable: true },
    });
  });

  test('when the directory is a file, the error is one of the store, names no path, and lasts', async () => {
    const directory = join(folder.path, 'file');
    await writeFile(directory, 'x');
    const store = createFileAudioStore({ directory });
    const error: unknown = await store
      .write('job/podcast.mp3', Buffer.from('x'))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'audio-store-failed', isRetryable: false });
    expect(String(error)).toMatch(/says (?:ENOTDIR|EEXIST)$/);
    expect(String(error)).not.toContain(folder.path);
    expect(await store.size('job/podcast.mp3')).toBeUndefined();
  });
});
