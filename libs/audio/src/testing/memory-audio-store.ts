import { checkLifetime, checkName, checkRange } from '../audio-name.ts';
import { AudioError } from '../errors.ts';
import type { AudioStore } from '../ports/audio-store.ts';

export interface MemoryAudioStore extends AudioStore {
  /** All names that are there, sorted. */
  names(): string[];
}

/** Keeps audio in memory, for tests. */
export function createMemoryAudioStore(): MemoryAudioStore {
  const files = new Map<string, Uint8Array>();
  return {
    async write(name, bytes) {
      checkName(name);
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes)
        pieces.push(new Uint8Array(piece));
      files.set(name, new Uint8Array(Buffer.concat(pieces)));
    },
    async size(name) {
      checkName(name);
      return files.get(name)?.length;
    },
    async *read(name, range) {
      checkName(name);
      checkRange(range);
      const file = files.get(name);
      if (file === undefined) throw new AudioError('audio-not-found', `There is no audio ${name}`);
      const part = file.slice(range?.start ?? 0, (range?.end ?? file.length) + 1);
      if (part.length > 0) yield part;
    },
    async delete(name) {
      checkName(name);
      for (const key of files.keys()) if (key === name || key.startsWith(`${name}/`)) files.delete(key);
    },
    async temporaryUrl(name, lifetimeSeconds) {
      checkLifetime(lifetimeSeconds);
      if ((await this.size(name)) === undefined)
        throw new AudioError('audio-not-found', `There is no audio ${name}`);
      return undefined;
    },
    names: () => [...files.keys()].sort(),
  };
}
