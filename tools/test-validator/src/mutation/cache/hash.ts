import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Of texts, one after the other, so that no two lists of texts have one hash. */
export function hashOf(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex').slice(0, 32);
}

/** Of a file's text; of one that is not there, as if it were empty. */
export function hashOfFile(path: string): string {
  try {
    return hashOf(readFileSync(path, 'latin1'));
  } catch {
    return hashOf('');
  }
}
