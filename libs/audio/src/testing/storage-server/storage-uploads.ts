import { randomUUID } from 'node:crypto';

import { crc32c } from './crc32c.ts';
import type { KeptObject, NewObject, StorageObjects } from './storage-objects.ts';

/** Google keeps what arrives in steps of this; all but the last chunk must be multiples of it. */
const stepBytes = 256 * 1024;

export type UploadAnswer =
  | { status: 200; object: KeptObject }
  /** Go on: so many bytes have arrived. */
  | { status: 308; arrived: number }
  | { status: 400 | 404 | 499; message: string };

export interface StorageUploads {
  /** Returns its id. */
  start(object: NewObject): string;
  /** The name that is being uploaded. */
  nameOf(id: string): string | undefined;
  /** `isWhole`: whether the body came to its end. */
  put(
    id: string,
    headers: { contentRange: string; hash: string },
    body: Buffer,
    isWhole: boolean,
  ): UploadAnswer;
  cancel(id: string): UploadAnswer;
  /** How many were begun and neither ended nor given up. */
  readonly open: number;
}

interface Upload {
  object: NewObject;
  bytes: Buffer;
  finished?: KeptObject;
}

/** Resumable uploads after cloud.google.com/storage/docs/performing-resumable-uploads. */
export function createStorageUploads(objects: StorageObjects): StorageUploads {
  const uploads = new Map<string, Upload>();
  const progress = ({ bytes }: Upload): UploadAnswer => ({ status: 308, arrived: bytes.length });

  return {
    start(object) {
      const id = `${randomUUID()}${randomUUID()}`.replaceAll('-', '');
      uploads.set(id, { object, bytes: Buffer.alloc(0) });
      return id;
    },

    nameOf: (id) => uploads.get(id)?.object.name,

    put(id, { contentRange, hash }, body, isWhole) {
      const upload = uploads.get(id);
      if (upload === undefined) return { status: 404, message: 'No such upload.' };
      if (upload.finished !== undefined) return { status: 200, object: upload.finished };
      const [, first, last, total = ''] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(contentRange) ?? [];
      if (total === '') return { status: 400, message: `No content range: ${contentRange}` };
      if (first !== undefined) {
        if (Number(first) !== upload.bytes.length)
          return { status: 400, message: `It goes on at ${upload.bytes.length}, not ${first}.` };
        const announced = Number(last) + 1 - Number(first);
        if ((isWhole && body.length !== announced) || (total === '*' && announced % stepBytes !== 0))
          return { status: 400, message: `${body.length} bytes came for ${contentRange}.` };
        const kept = isWhole ? body.length : body.length - (body.length % stepBytes);
        upload.bytes = Buffer.concat([upload.bytes, body.subarray(0, kept)]);
      }
      if (!isWhole || upload.bytes.length !== Number(total)) return progress(upload);
      const expected = /crc32c=([^,]+)/.exec(hash)?.[1];
      if (expected !== undefined && expected !== crc32c(upload.bytes)) {
        uploads.delete(id);
        return { status: 400, message: `Provided CRC32C "${expected}" doesn't match calculated CRC32C.` };
      }
      upload.finished = objects.put(upload.object, upload.bytes);
      return { status: 200, object: upload.finished };
    },

    cancel(id) {
      const upload = uploads.get(id);
      if (upload === undefined || upload.finished !== undefined)
        return { status: 404, message: 'No such upload.' };
      uploads.delete(id);
      return { status: 499, message: 'Client Closed Request' };
    },

    get open() {
      return [...uploads.values()].filter(({ finished }) => finished === undefined).length;
    },
  };
}
