import { AudioError } from './errors.ts';
import type { AudioStore } from './ports/audio-store.ts';

/** The whole file, or undefined if there is none. */
export async function readWhole(store: AudioStore, name: string): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of store.read(name)) pieces.push(piece);
  } catch (error) {
    if (error instanceof AudioError && error.code === 'audio-not-found') return undefined;
    throw error;
  }
  return Buffer.concat(pieces);
}
