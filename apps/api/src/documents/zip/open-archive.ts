import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

import { DocumentError, tooLarge, unreadable } from '../document-error.ts';
import type { DocumentLimits } from '../document-limits.ts';

/** The files of a zip by their paths, inflated. */
export type Archive = ReadonlyMap<string, Uint8Array>;

export type ArchiveLimits = Pick<DocumentLimits, 'maxEntries' | 'maxExpandedBytes'>;

/**
 * Inflates a whole zip in memory, counting. Of pictures and other files that `keeps` refuses only the bytes are counted.
 * Names that lead out of the archive are refused, though nothing is ever written.
 * @throws DocumentError `document-too-large`; `document-unreadable` when it is damaged or protected
 */
export async function openArchive(
  bytes: Uint8Array,
  { maxEntries, maxExpandedBytes }: ArchiveLimits,
  keeps: (path: string) => boolean,
): Promise<Archive> {
  const files = new Map<string, Uint8Array>();
  let entries = 0;
  let expandedBytes = 0;

  const inflate = async (zip: ZipFile, entry: Entry): Promise<Uint8Array | undefined> => {
    const chunks: Uint8Array[] | undefined = keeps(entry.fileName) ? [] : undefined;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      if (!(chunk instanceof Uint8Array)) continue;
      expandedBytes += chunk.length;
      if (expandedBytes > maxExpandedBytes) {
        throw tooLarge(
          'maxExpandedBytes',
          `The file unpacks to more than ${inMebibytes(maxExpandedBytes)}, which is the limit.`,
        );
      }
      chunks?.push(chunk);
    }
    return chunks && Buffer.concat(chunks);
  };

  try {
    // The declared sizes are not compared: what is counted is what comes out.
    const zip = await fromBufferPromise(asBuffer(bytes), { lazyEntries: true, validateEntrySizes: false });
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      if (entries > maxEntries) {
        throw tooLarge('maxEntries', `The file holds more than ${maxEntries} files, which is the limit.`);
      }
      if (entry.isEncrypted()) throw unreadable('The file is protected by a password. Save it without one.');
      const file = entry.fileName.endsWith('/') ? undefined : await inflate(zip, entry);
      if (file) files.set(entry.fileName, file);
    }
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw unreadable('The file is damaged: it is a zip archive that can not be unpacked.', error);
  }
  return files;
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

const inMebibytes = (bytes: number) => `${Number((bytes / 1024 / 1024).toFixed(2))} MiB`;
