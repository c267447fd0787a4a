import { createHash } from 'node:crypto';

import { crc32c } from './crc32c.ts';

export interface KeptObject {
  name: string;
  bytes: Buffer;
  generation: number;
  contentType: string;
  cacheControl: string | undefined;
  crc32c: string;
  md5Hash: string;
}

export interface NewObject {
  name: string;
  contentType?: string;
  cacheControl?: string;
}

export interface StorageObjects {
  get(name: string): KeptObject | undefined;
  put(object: NewObject, bytes: Buffer): KeptObject;
  delete(name: string): boolean;
  /** Names in their order, after `after`. */
  list(prefix: string, after: string, most: number): { names: string[]; next: string | undefined };
  all(): ReadonlyMap<string, KeptObject>;
}

/** The objects of one bucket. The number of a generation only ever grows. */
export function createStorageObjects(): StorageObjects {
  const objects = new Map<string, KeptObject>();
  let generation = 1_700_000_000_000_000;
  return {
    get: (name) => objects.get(name),
    put({ name, contentType = 'application/octet-stream', cacheControl }, bytes) {
      generation += 1;
      const md5Hash = createHash('md5').update(bytes).digest('base64');
      const kept = { name, bytes, generation, contentType, cacheControl, crc32c: crc32c(bytes), md5Hash };
      objects.set(name, kept);
      return kept;
    },
    delete: (name) => objects.delete(name),
    list(prefix, after, most) {
      const names = [...objects.keys()].filter((name) => name.startsWith(prefix) && name > after).sort();
      const page = names.slice(0, most);
      return { names: page, next: names.length > most ? page.at(-1) : undefined };
    },
    all: () => objects,
  };
}

/** As the JSON API shows it. */
export const toResource = (object: KeptObject, bucket: string) => ({
  ...{ kind: 'storage#object', bucket, name: object.name, size: String(object.bytes.length) },
  ...{ generation: String(object.generation), metageneration: '1' },
  ...{ contentType: object.contentType, cacheControl: object.cacheControl },
  ...{ crc32c: object.crc32c, md5Hash: object.md5Hash },
});
