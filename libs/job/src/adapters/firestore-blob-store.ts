import { types } from 'node:util';

import type { DocumentSnapshot, Firestore } from '@google-cloud/firestore';

import type { BlobStore } from '../ports/blob-store.ts';
import type { Clock } from '../ports/clock.ts';
import { createFirestoreCalls } from './firestore-calls.ts';
import { documentId } from './firestore-fields.ts';

/** A document may have 1 MiB with the names of its fields (https://firebase.google.com/docs/firestore/quotas). */
const chunkBytes = 768 * 1024;
/** Documents to delete at once, and chunks to read at once: a request may have 10 MiB, an answer should not be larger. */
const deletePage = 100;
const readPage = 8;
/** Behind every character that a key may have. */
const last = '~';

/**
 * Keeps texts in Firestore itself, cut into documents of less than 1 MiB, so that a project needs no bucket. Each tells
 * how many there are: as long as one is missing, there is no blob.
 */
export function createFirestoreBlobStore(options: {
  firestore: Firestore;
  clock: Clock;
  /** @default 'blobs' */
  collection?: string;
}): BlobStore {
  const { firestore, collection = 'blobs' } = options;
  const calls = createFirestoreCalls(options);
  const chunks = firestore.collection(collection);
  const chunkOf = (key: string, index: number) => chunks.doc(documentId(key, index));

  return {
    async put(key, text) {
      const bytes = Buffer.from(text);
      const count = Math.max(1, Math.ceil(bytes.length / chunkBytes));
      for (let index = 0; index < count; index += 1) {
        const chunk = bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes);
        await calls.call(() => chunkOf(key, index).set({ key, count, bytes: chunk }));
      }
    },

    async get(key) {
      const head = await calls.call(() => chunkOf(key, 0).get());
      if (!head.exists) return undefined;
      const parts = [bytesOf(head)];
      const count = Number(head.get('count'));
      while (parts.length < count) {
        const indexes = Array.from({ length: Math.min(readPage, count - parts.length) }, (_, offset) =>
          chunkOf(key, parts.length + offset),
        );
        const read = await calls.call(() => firestore.getAll(...indexes));
        if (read.some(({ exists }) => !exists)) return undefined;
        parts.push(...read.map(bytesOf));
      }
      return Buffer.concat(parts).toString();
    },

    async delete(prefix) {
      const ofPrefix = chunks.where('key', '>=', prefix).where('key', '<', `${prefix}${last}`);
      for (;;) {
        const found = await calls.call(() => ofPrefix.limit(deletePage).select().get());
        if (found.empty) return;
        const batch = firestore.batch();
        for (const { ref } of found.docs) batch.delete(ref);
        await calls.call(() => batch.commit());
      }
    },
  };
}

function bytesOf(chunk: DocumentSnapshot): Uint8Array {
  const bytes: unknown = chunk.get('bytes');
  if (!types.isUint8Array(bytes)) throw new TypeError(`Chunk ${chunk.id} holds ${typeof bytes}, not bytes.`);
  return bytes;
}
