import type { CacheEntry, MaybePromise } from '../ports/cache-store.ts';
import { checksum, checksumBytes } from './checksum.ts';
import { compress, decompress } from './compression.ts';
import { isErrorRecord } from './error-record.ts';
import { jsonText } from './json-text.ts';

/**
 * The layout, numbers in big-endian: magic (4 bytes), stamp (12, ASCII), generation (12, ASCII), format (1), compression
 * (1), storedAt, freshUntil and usableUntil (8 each, float), computeMilliseconds (4), length of the payload before
 * compression (4), payload, checksum of the key and all that stands before it (8).
 */
const magic = 'LFC2';
const headBytes = 62;
const formats = { json: 0x4a, bytes: 0x42, error: 0x45 } as const;
const compressions = { none: 0, zstd: 1 } as const;

/** Where the magic and the stamp stand: first and last byte, for GETRANGE. */
export const stampRange = [0, 15] as const;
/** What stands there for an entry with this stamp. */
export const stampedAs = (stamp: string): string => `${magic}${stamp}`;

export interface SealOptions {
  /** 12 ASCII letters that tell before which forgetting of its namespace the entry was computed. */
  generation: string;
  /** A payload from so many bytes on is compressed. */
  compressFromBytes: number;
}

/** An entry as the bytes that are stored elsewhere, with a checksum that covers the key too. */
export async function sealEntry(key: string, entry: CacheEntry, options: SealOptions): Promise<Buffer> {
  const { value, outcome } = entry;
  const raw = value instanceof Uint8Array ? value : Buffer.from(entry.json ?? jsonText(value));
  const compressed = raw.byteLength < options.compressFromBytes ? undefined : await compress(raw);
  // Sound and pictures don't get smaller.
  const isCompressed = compressed !== undefined && compressed.byteLength < raw.byteLength;
  const payload = isCompressed ? compressed : raw;

  const sealed = Buffer.allocUnsafe(headBytes + payload.byteLength + checksumBytes);
  sealed.write(magic + entry.stamp + options.generation, 0, 28, 'latin1');
  const format = outcome === 'error' ? 'error' : value instanceof Uint8Array ? 'bytes' : 'json';
  sealed.writeUInt8(formats[format], 28);
  sealed.writeUInt8(compressions[isCompressed ? 'zstd' : 'none'], 29);
  sealed.writeDoubleBE(entry.storedAt, 30);
  sealed.writeDoubleBE(entry.freshUntil, 38);
  sealed.writeDoubleBE(entry.usableUntil, 46);
  sealed.writeUInt32BE(Math.min(Math.ceil(entry.computeMilliseconds), 0xffffffff), 54);
  sealed.writeUInt32BE(raw.byteLength, 58);
  sealed.set(payload, headBytes);
  const end = headBytes + payload.byteLength;
  sealed.writeBigUInt64BE(checksum(key, sealed.subarray(0, end)), end);
  return sealed;
}

export type Opened =
  { state: 'whole'; entry: CacheEntry; generation: string } | { state: 'broken'; reason: string };

/**
 * The entry, each time a new copy. What was cut, changed, stored under another key or by someone else is `broken`; nothing
 * is thrown.
 * @param maxRawBytes a payload that says it is larger is broken
 */
export function openEntry(key: string, sealed: Buffer, maxRawBytes: number): MaybePromise<Opened> {
  const end = sealed.byteLength - checksumBytes;
  if (end < headBytes) return broken('shorter than its head');
  const names = sealed.toString('latin1', 0, 28);
  if (!names.startsWith(magic)) return broken('foreign');
  if (sealed.readBigUInt64BE(end) !== checksum(key, sealed.subarray(0, end))) {
    return broken('its checksum differs');
  }
  const rawBytes = sealed.readUInt32BE(58);
  if (rawBytes > maxRawBytes) return broken(`of ${rawBytes} bytes, more than ${maxRawBytes}`);
  const payload = sealed.subarray(headBytes, end);
  if (sealed.readUInt8(29) === compressions.none) return readPayload(names, sealed, payload);
  try {
    const raw = decompress(payload, rawBytes);
    return Buffer.isBuffer(raw)
      ? readPayload(names, sealed, raw)
      : raw.then((whole) => readPayload(names, sealed, whole), brokenPayload);
  } catch {
    return brokenPayload();
  }
}

/** @param names magic, stamp and generation */
function readPayload(names: string, sealed: Buffer, payload: Buffer): Opened {
  if (payload.byteLength !== sealed.readUInt32BE(58)) return broken('not as long as it says');
  const format = sealed.readUInt8(28);
  const value = format === formats.bytes ? new Uint8Array(payload) : parse(payload);
  if (value === undefined) return broken('no JSON');
  if (format === formats.error ? !isErrorRecord(value) : !isValueFormat(format)) {
    return broken('of an unknown format');
  }
  const entry: CacheEntry = {
    outcome: format === formats.error ? 'error' : 'value',
    value,
    stamp: names.slice(magic.length, 16),
    storedAt: sealed.readDoubleBE(30),
    freshUntil: sealed.readDoubleBE(38),
    usableUntil: sealed.readDoubleBE(46),
    computeMilliseconds: sealed.readUInt32BE(54),
  };
  return { state: 'whole', entry, generation: names.slice(16) };
}

const isValueFormat = (format: number): boolean => format === formats.json || format === formats.bytes;

const broken = (reason: string): Opened => ({ state: 'broken', reason });
const brokenPayload = (): Opened => broken('its compressed payload is damaged');

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}
