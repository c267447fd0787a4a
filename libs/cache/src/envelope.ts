import { crc32 } from 'node:zlib';

import { CacheError } from './errors.ts';
import { isPlainObject } from './is-plain-object.ts';

/** Names the layout: magic (4), format (1), expiresAt as a float (8), CRC-32 (4), then the value. */
const magic = Buffer.from('LFC1');
const headerBytes = 17;
const formats = { json: 0x4a, bytes: 0x42 } as const;

/**
 * A value as it is stored: JSON or bytes, with the time until which it is fresh (milliseconds since 1970) and a
 * checksum that covers the key too. Throws `value-invalid` for a value that would come back as another.
 */
export function seal(key: string, value: unknown, expiresAt: number): Uint8Array {
  const isBytes = value instanceof Uint8Array;
  const payload = isBytes ? value : Buffer.from(toJson(value));
  const sealed = Buffer.alloc(headerBytes + payload.byteLength);
  magic.copy(sealed, 0);
  sealed.writeUInt8(isBytes ? formats.bytes : formats.json, 4);
  sealed.writeDoubleBE(expiresAt, 5);
  sealed.set(payload, headerBytes);
  sealed.writeUInt32BE(checksum(key, sealed), 13);
  return sealed;
}

export type Opened = { state: 'fresh'; value: unknown } | { state: 'expired' } | { state: 'broken' };

/** The value, each time a new copy. What was cut, changed, stored under another key or by someone else is `broken`. */
export function open(key: string, stored: Uint8Array, now: number): Opened {
  const sealed = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  if (sealed.byteLength < headerBytes || !sealed.subarray(0, 4).equals(magic)) return { state: 'broken' };
  if (sealed.readUInt32BE(13) !== checksum(key, sealed)) return { state: 'broken' };
  if (now >= sealed.readDoubleBE(5)) return { state: 'expired' };
  return read(sealed);
}

function read(sealed: Buffer): Opened {
  const payload = sealed.subarray(headerBytes);
  if (sealed.readUInt8(4) === formats.bytes) return { state: 'fresh', value: new Uint8Array(payload) };
  try {
    return { state: 'fresh', value: JSON.parse(payload.toString()) };
  } catch {
    return { state: 'broken' };
  }
}

function checksum(key: string, sealed: Buffer): number {
  return crc32(sealed.subarray(headerBytes), crc32(sealed.subarray(0, 13), crc32(key)));
}

function toJson(value: unknown): string {
  const refuse = (what: string, cause?: unknown) =>
    new CacheError('value-invalid', `a cached value must be bytes or plain JSON, got ${what}`, { cause });
  try {
    const json = JSON.stringify(value, function (this: Record<string, unknown>, name, member: unknown) {
      const original = this[name];
      if (typeof member === 'number' && !Number.isFinite(member)) throw refuse(`${member} in "${name}"`);
      if (typeof member === 'function' || typeof member === 'symbol')
        throw refuse(`a ${typeof member} in "${name}"`);
      // A dropped property reads the same, an array's hole comes back as null.
      if (member === undefined && Array.isArray(this)) throw refuse(`undefined in an array`);
      if (
        typeof original === 'object' &&
        original !== null &&
        !Array.isArray(original) &&
        !isPlainObject(original)
      ) {
        throw refuse(`a ${original.constructor?.name ?? 'non-plain object'} in "${name}"`);
      }
      return member;
    });
    if (typeof json === 'string') return json;
  } catch (error) {
    // A cycle or a bigint, in the words of JSON.stringify.
    throw error instanceof CacheError ? error : refuse(`what JSON can't hold`, error);
  }
  throw refuse('undefined');
}
