import { crc32 } from 'node:zlib';

import type { Speech } from '../ports/voice.ts';

const magic = 0x4c46_5332; // "LFS2"
const formats = ['pcm', 'mp3'] as const;
const headerBytes = 24;

/**
 * Speech as it came from the voice, as one file: a header (magic, format, sample rate, characters, bytes, CRC-32 of
 * them; 32 bits each, big-endian), then the bytes.
 */
export function packSpeech({ audio, sampleRate, characters }: Speech): Uint8Array {
  const bytes =
    audio.format === 'mp3'
      ? audio.bytes
      : new Uint8Array(audio.samples.buffer, audio.samples.byteOffset, audio.samples.byteLength);
  const packed = new Uint8Array(headerBytes + bytes.length);
  const header = new DataView(packed.buffer);
  [magic, formats.indexOf(audio.format), sampleRate, characters, bytes.length, crc32(bytes)].forEach(
    (value, index) => header.setUint32(4 * index, value),
  );
  packed.set(bytes, headerBytes);
  return packed;
}

/** What was packed, or undefined if these bytes are not all of it: such speech is made again, never used. */
export function unpackSpeech(packed: Uint8Array): Speech | undefined {
  if (packed.length < headerBytes) return undefined;
  const header = new DataView(packed.buffer, packed.byteOffset, headerBytes);
  const format = formats[header.getUint32(4)];
  // A copy even of a Buffer, whose slice would be a view: samples need a buffer of their own.
  const bytes = new Uint8Array(packed.subarray(headerBytes));
  const isWhole =
    header.getUint32(0) === magic &&
    header.getUint32(16) === bytes.length &&
    header.getUint32(20) === crc32(bytes);
  if (!isWhole || format === undefined) return undefined;
  const audio: Speech['audio'] =
    format === 'mp3' ? { format, bytes } : { format, samples: new Int16Array(bytes.buffer) };
  return { audio, sampleRate: header.getUint32(8), characters: header.getUint32(12) };
}
