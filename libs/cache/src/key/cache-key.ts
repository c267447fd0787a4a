import { createHash } from 'node:crypto';

import { canonicalJson } from './canonical-json.ts';
import { CacheError } from '../errors.ts';

/**
 * The key of a value: `<namespace>:v<version>:<SHA-256 of the parts, in hexadecimal>`.
 *
 * @param namespace what kind of value it is, in kebab-case
 * @param version a whole number from 1, to be raised when the value's shape changes
 * @param parts everything else that shapes the value, as plain JSON; the order of keys doesn't matter
 * @throws CacheError `key-invalid` for anything that could not be told apart from something else
 */
export function cacheKey(namespace: string, version: number, parts: unknown): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(namespace)) {
    throw new CacheError(
      'key-invalid',
      `the namespace must be in kebab-case, got ${JSON.stringify(namespace)}`,
    );
  }
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new CacheError('key-invalid', `the version must be a whole number from 1, got ${version}`);
  }
  const hash = createHash('sha256').update(canonicalJson(parts)).digest('hex');
  return `${namespace}:v${version}:${hash}`;
}
