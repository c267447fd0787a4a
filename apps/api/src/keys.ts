import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Tells whose key this is; undefined if nobody's. */
export type FindOwner = (key: string) => string | undefined;

/** The first owner's key, and whether it was made just now. */
export interface FirstKey {
  key: string;
  isNew: boolean;
}

/** Who the first key belongs to. */
const firstOwner = 'owner-1';
const keyFileName = 'api-key';

const hash = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Only a hash stays in memory, and the comparison takes the same time wherever the keys differ. */
export function createOwnerFinder(key: string): FindOwner {
  const known = hash(key);
  return (candidate) => (timingSafeEqual(hash(candidate), known) ? firstOwner : undefined);
}

/** A key as the API hands it out: `lf_<id>_<secret>`, 192 bits of secret. */
export function newKey(random: (size: number) => Buffer = randomBytes): string {
  return `lf_${random(6).toString('hex')}_${random(24).toString('base64url')}`;
}

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
