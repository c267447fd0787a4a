import type { AudioError } from '../../errors.ts';
import { type Checksum, createChecksum } from './checksum.ts';
import { type Chunk, chunksOf } from './chunks-of.ts';
import { contentTypeOf } from './content-type.ts';
import { type StoredObject, toStoredObject } from './storage-answer.ts';
import { storageBroken } from './storage-errors.ts';
import type { StorageAnswer, StorageRequests } from './storage-requests.ts';

/**
 * In memory at once, and sent again at most when a connection breaks. A multiple of 256 KiB, as Google asks
 * (cloud.google.com/storage/docs/performing-resumable-uploads#chunked-upload).
 */
const chunkBytes = 4 * 1024 * 1024;

/** The upload is under way: `Range` says what has arrived. */
const goOn = 308;
/** The checksum was wrong, or the upload is unknown (it lives for a week): to send this again is of no use. */
const over = [400, 404, 410];

export interface ObjectAddress {
  /** As the path of an address wants it. */
  bucket: string;
  object: string;
  /** For errors: `gs://bucket/name`. */
  about: string;
}

/**
 * Writes an object by a resumable upload, small ones too. The object gets its name with the last byte, and only if all
 * bytes have the checksum that is sent with it; until then what stood there stays. Asking again is safe without a
 * condition on the generation, since an upload ends once: a request that was taken for lost and arrives late can't bring
 * back old bytes, as it could in a simple upload. Of two writers at once, the one that ends last wins.
 */
export async function writeObject(
  requests: StorageRequests,
  address: ObjectAddress,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const checksum = createChecksum();
  let upload: string | undefined;
  try {
    for await (const chunk of chunksOf(pieces, chunkBytes)) {
      await checksum.update(chunk.bytes);
      upload ??= await startUpload(requests, address);
      const written = await sendChunk(requests, upload, chunk, { about: address.about, checksum });
      if (written !== undefined && written.crc32c !== checksum.toString())
        throw await withdraw(requests, address, written);
    }
  } catch (error) {
    if (upload !== undefined) await giveUp(requests, upload, address.about);
    throw error;
  }
}

async function startUpload(
  requests: StorageRequests,
  { bucket, object, about }: ObjectAddress,
): Promise<string> {
  const { headers } = await requests.send({
    ...{ method: 'POST', about },
    url: `/upload/storage/v1/b/${bucket}/o?uploadType=resumable&name=${object}`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      contentType: contentTypeOf(decodeURIComponent(object)),
      // What is private must stay in no cache between here and who was given the address.
      cacheControl: 'private, no-store',
    }),
  });
  const upload = headers.get('location');
  if (upload === null) throw storageBroken(about, 'an upload without an address');
  return upload;
}

/** Sends what has not arrived yet until all has. Returns the object once it is whole. */
async function sendChunk(
  requests: StorageRequests,
  upload: string,
  { bytes, start, isLast }: Chunk,
  { about, checksum }: { about: string; checksum: Checksum },
): Promise<StoredObject | undefined> {
  const end = start + bytes.length;
  const total = isLast ? end : '*';
  const put = async (headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) =>
    readProgress(
      requests,
      await requests.sendOnce({
        ...{ method: 'PUT', url: upload, headers, body },
        ...{ expected: [goOn, ...over], about },
      }),
      about,
    );
  const ask = () => put({ 'Content-Range': `bytes */${total}` }, new Uint8Array(0));
  const sendFrom = (offset: number) => {
    const range = offset === end ? '*' : `${offset}-${end - 1}`;
    const hash = { 'X-Goog-Hash': `crc32c=${checksum.toString()}` };
    return put(
      { 'Content-Range': `bytes ${range}/${total}`, ...(isLast && hash) },
      bytes.subarray(offset - start),
    );
  };

  /** Undefined after a break: then nobody here knows. */
  let arrived: number | undefined = start;
  let furthest = start;
  const sendRest = async () => {
    for (;;) {
      const before: number | undefined = arrived;
      arrived = undefined;
      const progress = await (before === undefined ? ask() : sendFrom(before));
      if (!('arrived' in progress)) return progress;
      if (progress.arrived < start || progress.arrived > end)
        throw storageBroken(about, 'it has lost bytes that had arrived');
      ({ arrived } = progress);
      furthest = Math.max(furthest, arrived);
      if (arrived === end && !isLast) return progress;
      if (arrived === before) throw storageBroken(about, 'it takes no bytes');
    }
  };
  const progress = await whileItMoves(
    () => requests.retry(sendRest),
    () => furthest,
  );
  if ('refusal' in progress) throw progress.refusal;
  return 'written' in progress ? progress.written : undefined;
}

/** A line on which each try gets on a little is slow, not broken: the tries are counted anew. */
async function whileItMoves<Value>(work: () => Promise<Value>, furthest: () => number): Promise<Value> {
  for (;;) {
    const before = furthest();
    try {
      return await work();
    } catch (error) {
      if (furthest() === before) throw error;
    }
  }
}

type Progress = { arrived: number } | { written: StoredObject } | { refusal: AudioError };

function readProgress(requests: StorageRequests, answer: StorageAnswer, about: string): Progress {
  const { status, headers, body } = answer;
  if (status === 400) return { refusal: requests.refusal(answer, about) };
  if (over.includes(status)) return { refusal: storageBroken(about, 'it has forgotten the upload') };
  if (status === goOn) {
    const last = /^bytes=0-(\d+)$/.exec(headers.get('range') ?? '')?.[1];
    return { arrived: last === undefined ? 0 : Number(last) + 1 };
  }
  const written = toStoredObject(body);
  if (written === undefined) throw storageBroken(about, 'an answer that is no object');
  return { written };
}

/** Takes away what was kept in spite of its checksum, unless it has been replaced already. */
async function withdraw(
  requests: StorageRequests,
  { bucket, object, about }: ObjectAddress,
  { generation }: StoredObject,
): Promise<AudioError> {
  const url = `/storage/v1/b/${bucket}/o/${object}?ifGenerationMatch=${generation}`;
  await requests.send({ method: 'DELETE', url, about, expected: [404, 412] });
  return storageBroken(about, 'other bytes were kept than were sent');
}

/** So that a late request can't finish it. Google answers 499; and the error that led here matters more than one of this. */
async function giveUp(requests: StorageRequests, upload: string, about: string): Promise<void> {
  await requests.sendOnce({ method: 'DELETE', url: upload, about }).catch(() => {});
}
