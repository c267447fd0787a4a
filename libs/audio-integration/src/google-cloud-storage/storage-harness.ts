import type { AudioStore } from '@la-factoria/audio';
import {
  createGoogleCloudStorageAudioStore,
  type GoogleCloudStorageAudioStoreOptions,
} from '@la-factoria/audio/google-cloud-storage';
import {
  type StorageServer,
  type StorageServerOptions,
  startStorageServer,
} from '@la-factoria/audio/testing/storage-server';

import { serversOfTests } from '../servers-of-tests.ts';

const startServer = serversOfTests(startStorageServer);

export const mebibyte = 1024 * 1024;
export const kibibyte = 1024;

/** A server, closed after the test, and a store on it that waits for milliseconds where others wait for seconds. */
export async function startStore(
  serverOptions: StorageServerOptions = {},
  storeOptions: Partial<GoogleCloudStorageAudioStoreOptions> = {},
): Promise<{ server: StorageServer; store: AudioStore }> {
  const server = await startServer(serverOptions);
  const { bucket, credentials, url } = server;
  const store = createGoogleCloudStorageAudioStore({
    ...{ bucket, credentials, apiEndpoint: url, retry: { firstWaitSeconds: 0.001 } },
    ...storeOptions,
  });
  return { server, store };
}

export async function* inPieces(bytes: Buffer, pieceBytes = 50_000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes)
    yield bytes.subarray(start, start + pieceBytes);
}

/** What was asked of the server, in order. */
export const operationsOf = (server: StorageServer): string[] =>
  server.requests.map(({ operation }) => operation);
