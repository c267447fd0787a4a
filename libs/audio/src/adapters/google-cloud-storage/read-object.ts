import { AudioError } from '../../errors.ts';
import { createChecksum } from './checksum.ts';
import type { StoredObject } from './storage-answer.ts';
import { networkProblem, storageBroken } from './storage-errors.ts';
import type { StorageRequests } from './storage-requests.ts';

/** One version of an object, to be read. */
export interface Reading extends StoredObject {
  /** Of its bytes, without a query. */
  url: string;
  /** For errors: `gs://bucket/name`. */
  about: string;
  /** Both included, and within its size. */
  start: number;
  end: number;
}

/** Another one has replaced this version, or it was deleted. */
const gone = 404;
const partly = 206;

/**
 * The bytes of one version of an object: when the connection breaks, it goes on where it was with the same version, or
 * throws; it never ends early as if that were all.
 */
export async function* readObject(
  requests: StorageRequests,
  reading: Reading,
): AsyncGenerator<Uint8Array, 'whole' | 'gone'> {
  const { url, size, generation, crc32c, about, start, end } = reading;
  const checksum = createChecksum();
  let controller = new AbortController();
  let body: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let position = start;

  const open = async () => {
    controller = new AbortController();
    const answer = await requests.open(
      {
        url: `${url}?alt=media&generation=${generation}`,
        headers: { Range: `bytes=${position}-${end}`, 'Accept-Encoding': 'identity' },
        ...{ about, expected: [gone] },
      },
      controller.signal,
    );
    if (answer.status === gone) return undefined;
    if (answer.status !== partly) throw storageBroken(about, 'other bytes came than were asked for');
    return answer.body;
  };

  /** Undefined: this version is gone. */
  const next = async (): Promise<Uint8Array | undefined> => {
    try {
      body ??= await open();
      if (body === undefined) return undefined;
      const { value } = await requests.inTime(body.read(), about);
      if (value === undefined || value.length > end + 1 - position)
        throw storageBroken(about, 'it sent another number of bytes than it has');
      return value;
    } catch (error) {
      controller.abort();
      body = undefined;
      throw error instanceof AudioError ? error : storageBroken(about, networkProblem(error));
    }
  };

  try {
    while (position <= end) {
      const piece = await requests.retry(next);
      if (piece === undefined) {
        if (position === start) return 'gone';
        throw storageBroken(about, 'it was replaced or deleted while it was read');
      }
      position += piece.length;
      await checksum.update(piece);
      yield piece;
    }
    // Of a part there is none to compare with.
    if (start === 0 && end === size - 1 && checksum.toString() !== crc32c)
      throw storageBroken(about, 'other bytes came than are kept');
    return 'whole';
  } finally {
    controller.abort();
  }
}
