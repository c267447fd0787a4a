import { checkLifetime, checkName, checkRange } from '../../audio-name.ts';
import { AudioError } from '../../errors.ts';
import type { AudioStore } from '../../ports/audio-store.ts';
import type { RetryOptions } from '../../retry/retry.ts';
import { deleteObjects } from './delete-objects.ts';
import {
  createGoogleCloudClient,
  type GoogleCloudClient,
  type GoogleCloudCredentials,
} from './google-cloud-client.ts';
import { readObject } from './read-object.ts';
import { type StoredObject, toStoredObject } from './storage-answer.ts';
import { storageBroken } from './storage-errors.ts';
import { createStorageRequests } from './storage-requests.ts';
import { type ObjectAddress, writeObject } from './write-object.ts';

export interface GoogleCloudStorageAudioStoreOptions {
  /** Must exist. Give the account roles/storage.objectUser on it. */
  bucket: string;
  /** A folder in the bucket, in which everything is kept. @default none: the bucket itself */
  prefix?: string;
  /** @default that of the credentials */
  projectId?: string;
  /** Of a service account. @default Application Default Credentials: the account that the surroundings run as */
  credentials?: GoogleCloudCredentials;
  /** @default https://storage.googleapis.com */
  apiEndpoint?: string;
  /**
   * How long one request may go without an answer, and a read without a byte; what is sent has a second longer for each
   * 64 KiB. @default 15
   */
  timeoutSeconds?: number;
  /** How often, and after what time, a request that failed in passing is made again. @default 4 tries, 1 s, doubled */
  retry?: Pick<RetryOptions, 'tries' | 'firstWaitSeconds'>;
}

/** cloud.google.com/storage/docs/objects#naming, in UTF-8. */
const longestNameBytes = 1024;
/** How often a read begins again because the file was replaced between asking for its size and its bytes. */
const mostVersions = 5;

/**
 * Keeps audio in a bucket of Google Cloud Storage, private to the account. Fails with `audio-store-failed`, which is
 * retryable where it may pass by itself; its message says what to do, and holds neither key nor token.
 */
export function createGoogleCloudStorageAudioStore(options: GoogleCloudStorageAudioStoreOptions): AudioStore {
  const { bucket, prefix, projectId, credentials, apiEndpoint } = options;
  const { timeoutSeconds = 15, retry = {} } = options;
  if (!/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(bucket))
    throw new RangeError(`bucket must be the name of a bucket, got ${JSON.stringify(bucket)}`);
  if (!(timeoutSeconds > 0))
    throw new RangeError(`timeoutSeconds must be more than 0, got ${timeoutSeconds}`);
  const folder = prefix?.replace(/\/$/, '');
  if (folder !== undefined) checkName(folder);

  let client: Promise<GoogleCloudClient> | undefined;
  const getClient = () =>
    (client ??= createGoogleCloudClient({ bucket, projectId, credentials, apiEndpoint }).catch(
      (error: unknown) => {
        client = undefined;
        const reason = Error.isError(error) ? error.message : String(error);
        throw new AudioError('audio-store-failed', `Google's library can't be used: ${reason}`);
      },
    ));
  const requests = createStorageRequests({ client: getClient, bucket, timeoutSeconds, retry });

  const objectOf = (name: string): string => {
    checkName(name);
    const object = folder === undefined ? name : `${folder}/${name}`;
    if (Buffer.byteLength(object) > longestNameBytes)
      throw new AudioError('audio-name-invalid', `Longer than ${longestNameBytes} bytes: ${object}`);
    return object;
  };
  const addressOf = (object: string): ObjectAddress => ({
    ...{ bucket, object: encodeURIComponent(object), about: `gs://${bucket}/${object}` },
  });
  const urlOf = ({ object }: ObjectAddress) => `/storage/v1/b/${bucket}/o/${object}`;
  const notFound = (name: string) => new AudioError('audio-not-found', `There is no audio ${name}`);

  const find = async (address: ObjectAddress): Promise<StoredObject | undefined> => {
    const { about } = address;
    const url = `${urlOf(address)}?fields=size,generation,crc32c`;
    const { status, body } = await requests.send({ url, about, expected: [404] });
    if (status === 404) return undefined;
    const found = toStoredObject(body);
    if (found === undefined) throw storageBroken(about, 'an answer that is no object');
    return found;
  };

  return {
    async write(name, bytes) {
      const address = addressOf(objectOf(name));
      await writeObject(requests, address, bytes instanceof Uint8Array ? [bytes] : bytes);
    },

    async size(name) {
      return (await find(addressOf(objectOf(name))))?.size;
    },

    async *read(name, range) {
      const address = addressOf(objectOf(name));
      checkRange(range);
      for (let version = 1; version <= mostVersions; version += 1) {
        const found = await find(address);
        if (found === undefined) throw notFound(name);
        const start = range?.start ?? 0;
        const end = Math.min(range?.end ?? found.size, found.size - 1);
        const reading = { ...found, url: urlOf(address), about: address.about, start, end };
        if ((yield* readObject(requests, reading)) === 'whole') return;
      }
      throw storageBroken(address.about, 'it is replaced again and again');
    },

    async delete(name) {
      await deleteObjects(requests, bucket, objectOf(name));
    },

    async temporaryUrl(name, lifetimeSeconds) {
      checkLifetime(lifetimeSeconds);
      const object = objectOf(name);
      const address = addressOf(object);
      if ((await find(address)) === undefined) throw notFound(name);
      const { signedUrl } = await getClient();
      return requests.inTime(signedUrl(object, lifetimeSeconds), address.about).catch((error: unknown) => {
        throw error instanceof AudioError ? error : withoutSignature(error, address.about);
      });
    },
  };
}

/** The library's error may hold what was to be signed; of what failed below it, it has the message alone. */
const withoutSignature = (error: unknown, about: string): AudioError =>
  new AudioError(
    'audio-store-failed',
    `No address can be signed for ${about}: name a service account by its key file, ` +
      'or let the account here sign for itself by roles/iam.serviceAccountTokenCreator',
    {
      isRetryable: Error.isError(error) && /status code (?:408|429|5\d\d)|\bE[A-Z]{6,}\b/.test(error.message),
    },
  );
