import { randomUUID } from 'node:crypto';

import { JobError } from '../errors.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import { type Fields, map, text } from './firestore-fields.ts';

/**
 * In UTF-8 bytes. A job's document holds two texts and a step's one, beside little else, and a document may have 1 MiB
 * (https://firebase.google.com/docs/firestore/quotas). It is set far lower, because whoever listens to a job gets its
 * steps' documents whole with each change.
 */
const inlineBytes = 32 * 1024;

/** A text in a document, or the key of the blob that holds it. */
export type StoredText = { inline: string } | { blob: string };

export type TextStore = ReturnType<typeof createTextStore>;

/**
 * Texts of any length. A long one becomes a blob under a key of its own before the transaction that names it, so that
 * what a document names is there. One that is never named, because its writer died, is removed with its job.
 */
export function createTextStore(blobs: BlobStore) {
  return {
    async store(jobId: string, written: string): Promise<StoredText> {
      if (Buffer.byteLength(written) <= inlineBytes) return { inline: written };
      const blob = `${folderOf(jobId)}${randomUUID()}`;
      await blobs.put(blob, written);
      return { blob };
    },

    async read(stored: StoredText): Promise<string> {
      if ('inline' in stored) return stored.inline;
      const found = await blobs.get(stored.blob);
      if (found !== undefined) return found;
      // The next look finds the job gone, unless someone has laid hands on its blobs.
      throw new JobError('store-unavailable', `Blob ${stored.blob} is gone: its job is being deleted.`, {
        isRetryable: true,
      });
    },

    /** Removes what no document names, if it can be done now: it goes with its job in any case. */
    async remove(stored: StoredText | null): Promise<void> {
      if (stored && 'blob' in stored) await blobs.delete(stored.blob).catch(() => {});
    },

    /** Removes all blobs of a job, those too that no document has ever named. */
    removeAll: (jobId: string): Promise<void> => blobs.delete(folderOf(jobId)),
  };
}

const folderOf = (jobId: string): string => `jobs/${jobId}/`;

export function storedText<Name extends string>(fields: Fields<Name>, name: Name): StoredText {
  const value = map(fields, name);
  return 'blob' in value ? { blob: text(value, 'blob') } : { inline: text(value, 'inline') };
}
