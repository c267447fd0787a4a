import { crc32 } from 'node:zlib';

import type { AudioStore } from './ports/audio-store.ts';
import type { Speech } from './ports/voice.ts';

const magic = 0x4c46_5350; // "LFSP"
const headerBytes = 16;

/** Header (magic, sample rate, number of samples, CRC-32 of them; 32 bits each, big-endian), then the samples. */
export function packSpeech({ samples, sampleRate }: Speech): Uint8Array {
  const pcm = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const packed = new Uint8Array(headerBytes + pcm.length);
  const header = new DataView(packed.buffer);
  [magic, sampleRate, samples.length, crc32(pcm)].forEach((value, index) =>
    header.setUint32(4 * index, value),
  );
  packed.set(pcm, headerBytes);
  return packed;
}

/** What was packed, or undefined if these bytes are not all of it: such speech is made again, never used. */
export function unpackSpeech(packed: Uint8Array): Speech | undefined {
  if (packed.length < headerBytes) return undefined;
  const header = new DataView(packed.buffer, packed.byteOffset, headerBytes);
  // A copy even of a Buffer, whose slice would be a view: samples need a buffer of their own.
  const pcm = new Uint8Array(packed.subarray(headerBytes));
  const isWhole =
    header.getUint32(0) === magic &&
    header.getUint32(8) * 2 === pcm.length &&
    header.getUint32(12) === crc32(pcm);
  return isWhole ? { samples: new Int16Array(pcm.buffer), sampleRate: header.getUint32(4) } : undefined;
}

/** The whole file, or undefined if there is none. */
export async function readWhole(store: AudioStore, name: string): Promise<Uint8Array | undefined> {
  if ((await store.size(name)) === undefined) return undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read(name)) pieces.push(piece);
  return Buffer.concat(pieces);
}
