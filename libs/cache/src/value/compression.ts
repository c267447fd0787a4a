import { promisify } from 'node:util';
import { zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';

import type { MaybePromise } from '../ports/cache-store.ts';

const compressBeside = promisify(zstdCompress);
const decompressBeside = promisify(zstdDecompress);

/** From so many bytes on it is done beside the event loop, which a millisecond's work would hold up. */
const besideFromBytes = 128 * 1024;

/** Zstandard at its default level: text to about a third. */
export function compress(bytes: Uint8Array): MaybePromise<Buffer> {
  return bytes.byteLength < besideFromBytes ? zstdCompressSync(bytes) : compressBeside(bytes);
}

/**
 * What was compressed. Throws or rejects when that isn't what `compress` made, or holds more than `rawBytes`: a few
 * bytes can claim to be gigabytes.
 */
export function decompress(bytes: Uint8Array, rawBytes: number): MaybePromise<Buffer> {
  // One chunk for all of it, since most of the time goes into joining chunks.
  const options = { maxOutputLength: rawBytes, chunkSize: Math.max(64, rawBytes) };
  return rawBytes < besideFromBytes ? zstdDecompressSync(bytes, options) : decompressBeside(bytes, options);
}
