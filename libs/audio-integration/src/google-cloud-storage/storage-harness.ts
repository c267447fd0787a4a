import { createCipheriv } from 'node:crypto';

import { afterEach } from '@jest/globals';
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

const servers: StorageServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

export const mebibyte = 1024 * 1024;
export const kibibyte = 1024;

/** A server, closed after the test, and a store on it that waits for milliseconds where others wait for seconds. */
export async function startStore(
  serverOptions: StorageServerOptions = {},
  storeOptions: Partial<GoogleCloudStorageAudioStoreOptions> = {},
): Promise<{ server: StorageServer; store: AudioStore }> {
  const server = await startStorageServer(serverOptions);
  servers.push(server);
  const { bucket, credentials, url } = server;
  const store = createGoogleCloudStorageAudioStore({
    ...{ bucket, credentials, apiEndpoint: url, retry: { firstWaitSeconds: 0.001 } },
    ...storeOptions,
  });
  return { server, store };
}

/** No two stretches of it are alike; it is the same each time. */
export const noise = (length: number, seed = 1): Buffer =>
  createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(length));

export async function* inPieces(bytes: Buffer, pieceBytes = 50_000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes)
    yield bytes.subarray(start, start + pieceBytes);
}

export async function bytesFrom(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const piece of pieces) copies.push(Buffer.from(piece));
  return Buffer.concat(copies);
}

/** What was asked of the server, in order. */
export const operationsOf = (server: StorageServer): string[] =>
  server.requests.map(({ operation }) => operation);
