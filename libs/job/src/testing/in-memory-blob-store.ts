import type { BlobStore } from '../ports/blob-store.ts';

export interface InMemoryBlobStore extends BlobStore {
  readonly keys: string[];
}

/** For tests: as lasting as the process. */
export function createInMemoryBlobStore(): InMemoryBlobStore {
  const texts = new Map<string, string>();
  return {
    get keys() {
      return [...texts.keys()];
    },
    async put(key, text) {
      texts.set(key, text);
    },
    async get(key) {
      return texts.get(key);
    },
    async delete(prefix) {
      for (const key of texts.keys()) if (key.startsWith(prefix)) texts.delete(key);
    },
  };
}
