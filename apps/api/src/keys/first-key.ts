import { randomBytes } from 'node:crypto';
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { newKey } from './api-key.ts';

/** The first owner's key, and whether it was made just now. */
export interface FirstKey {
  key: string;
  isNew: boolean;
}

const keyFileName = 'api-key';

/** The key that the data folder keeps, made at the first start and readable by its user alone. */
export async function readOrMakeKey(dataDirectory: string): Promise<FirstKey> {
  const path = join(dataDirectory, keyFileName);
  const key = newKey();
  // Written aside and linked, so that of two processes that start at once one makes the key and none sees half of it.
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, path);
    return { key, isNew: true };
  } catch (error) {
    if (!(Error.isError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  const kept = (await readFile(path, 'utf8')).trim();
  if (kept.length < 24) {
    throw new Error(`${path} holds no key, delete it to have a new one made`);
  }
  await chmod(path, 0o600);
  return { key: kept, isNew: false };
}
