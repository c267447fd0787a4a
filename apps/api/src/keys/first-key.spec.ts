import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { readOrMakeKey } from './first-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'factoria-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('readOrMakeKey', () => {
  test('when two processes start at once, both get the one key that is kept', async () => {
    const made = await Promise.all([readOrMakeKey(folder), readOrMakeKey(folder)]);

    expect(made.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(made[0]?.key).toBe(made[1]?.key);
    expect(await readdir(folder)).toEqual(['api-key']);
  });

  test('when others could read the file, it is closed to them again', async () => {
    const path = join(folder, 'api-key');
    await writeFile(path, 'lf_0123456789ab_0123456789abcdef\n', { mode: 0o644 });
    const { key } = await readOrMakeKey(folder);

    expect(key).toBe('lf_0123456789ab_0123456789abcdef');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('when the file holds no key, the start is refused and says what to do', async () => {
    await writeFile(join(folder, 'api-key'), '');

    await expect(readOrMakeKey(folder)).rejects.toThrow(/api-key holds no key, delete it/);
  });
});
