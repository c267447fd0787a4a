import { randomBytes } from 'node:crypto';

import type { CacheEntry } from '../ports/cache-store.ts';
import { toErrorRecord } from './error-record.ts';
import { jsonText } from './json-text.ts';

export type EntryTimes = Pick<CacheEntry, 'storedAt' | 'freshUntil' | 'usableUntil' | 'computeMilliseconds'>;

/** An entry of what was computed, as everyone gets it: a copy. Throws `value-invalid` if it is neither bytes nor plain JSON. */
export function newEntry(computed: unknown, times: EntryTimes): CacheEntry {
  if (computed instanceof Uint8Array)
    // Not slice(), which for a Buffer copies nothing.
    return { outcome: 'value', value: new Uint8Array(computed), stamp: newStamp(), ...times };
  const json = jsonText(computed);
  return { outcome: 'value', value: JSON.parse(json), json, stamp: newStamp(), ...times };
}

/** An entry that remembers that computing failed. */
export function newErrorEntry(error: unknown, times: EntryTimes): CacheEntry {
  return { outcome: 'error', value: toErrorRecord(error), stamp: newStamp(), ...times };
}

/** 72 random bits, as 12 letters. */
export const newStamp = (): string => randomBytes(9).toString('base64url');
