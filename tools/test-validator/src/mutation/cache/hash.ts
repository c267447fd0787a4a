import { createHash } from 'node:crypto';

/** Of texts, one after the other, so that no two lists of texts have one hash. */
export function hashOf(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex').slice(0, 32);
}
