import { inspect } from 'node:util';

import { describe, expect, test } from '@jest/globals';
import type { AudioStore } from '@la-factoria/audio';
import { bytesFrom } from '@la-factoria/audio/testing';
import type { StorageFailure, StorageServer } from '@la-factoria/audio/testing/storage-server';

import { startStore } from './storage-harness.ts';

const name = 'job/podcast.mp3';
const operations: Record<string, (store: AudioStore) => Promise<unknown>> = {
  write: (store) => store.write(name, Buffer.from('speech')),
  size: (store) => store.size(name),
  read: (store) => bytesFrom(store.read(name)),
  delete: (store) => store.delete(name),
  temporaryUrl: (store) => store.temporaryUrl(name, 60),
};
const operationNames = Object.keys(operations);

const errorOf = async (operation: string, store: AudioStore): Promise<unknown> => {
  const outcome = await operations[operation]?.(store).then(
    () => 'no error',
    (error: unknown) => error,
  );
  return outcome;
};
/** All that can be found in it: tokens begin with eyJ. */
const shown = (error: unknown) =>
  `${inspect(error, { depth: null, showHidden: true })} ${JSON.stringify(error)}`;
const secretsOf = ({ credentials }: StorageServer) => credentials.private_key.split('\n').filter(Boolean);

const statuses = [
  [401, false, /check the service account and its key/],
  [403, false, /roles\/storage\.objectUser on the bucket audio/],
  [408, true, /failed with gs:/],
  [412, false, /failed with gs:/],
  [429, true, /failed with gs:/],
  [500, true, /failed with gs:/],
  [503, true, /failed with gs:/],
] as const;

describe('errors of Google Cloud Storage', () => {
  test.each(operationNames.flatMap((operation) => statuses.map((status) => [operation, ...status] as const)))(
    'F23 when %s meets %d, it may be tried again: %p; and the error says what to do, and no secret',
    async (operation, status, isRetryable, message) => {
      const { server, store } = await startStore({ onRequest: () => ({ kind: 'status', status }) });
      const error = await errorOf(operation, store);
      expect(error).toMatchObject({ name: 'AudioError', code: 'audio-store-failed', isRetryable });
      expect(error).toHaveProperty('message', expect.stringMatching(message));
      expect(error).toHaveProperty('message', expect.stringContaining(`gs://audio/${name}`));
      expect(server.requests).toHaveLength(isRetryable ? 4 : 1);
      expect(shown(error)).not.toMatch(/eyJ|Bearer \w|PRIVATE KEY/);
    },
  );

  test.each(['rateLimitExceeded', 'userRateLimitExceeded'])(
    'when a 403 says %s, it is asked again and no role is asked for',
    async (reason) => {
      const { server, store } = await startStore({
        onRequest: () => ({ kind: 'status', status: 403, reason }),
      });
      await expect(store.size(name)).rejects.toMatchObject({
        ...{ isRetryable: true, message: expect.not.stringContaining('grant') },
      });
      expect(server.requests).toHaveLength(4);
    },
  );

  test.each(operationNames)('when %s meets a bucket that is not there, that is said', async (operation) => {
    const { store } = await startStore({}, { bucket: 'no-such-bucket' });
    expect(await errorOf(operation, store)).toMatchObject({
      ...{ code: 'audio-store-failed', isRetryable: false },
      message: expect.stringContaining('There is no bucket no-such-bucket'),
    });
  });

  test.each(operationNames)(
    'when %s meets a server that nobody runs, it may be tried again',
    async (operation) => {
      const { server, store } = await startStore();
      await server.close();
      expect(await errorOf(operation, store)).toMatchObject({
        ...{ code: 'audio-store-failed', isRetryable: true },
        message: expect.stringContaining('the connection broke (ECONNREFUSED)'),
      });
    },
  );

  test.each(operationNames)('when %s gets no answer, it ends in time', async (operation) => {
    const options = { timeoutSeconds: 0.3, retry: { tries: 2, firstWaitSeconds: 0.001 } };
    const { server, store } = await startStore({ onRequest: () => ({ kind: 'hang' }) }, options);
    expect(await errorOf(operation, store)).toMatchObject({
      ...{ code: 'audio-store-failed', isRetryable: true },
      message: expect.stringContaining('no answer within 0.3 s'),
    });
    expect(server.requests).toHaveLength(2);
  });

  test.each<[string, StorageFailure]>([
    ['408', { kind: 'status', status: 408 }],
    ['429', { kind: 'status', status: 429 }],
    ['503', { kind: 'status', status: 503 }],
    ['reset', { kind: 'reset' }],
    ['answer-lost', { kind: 'answer-lost' }],
  ])('when every first request of a kind meets %s, all succeed by asking again', async (_, failure) => {
    const { server, store } = await startStore({
      onRequest: ({ countOfOperation }) => (countOfOperation === 0 ? failure : undefined),
    });
    await store.write(name, Buffer.from('speech'));
    expect(await store.size(name)).toBe(6);
    expect((await bytesFrom(store.read(name))).toString()).toBe('speech');
    await store.delete(name);
    expect(server.objects.size).toBe(0);
  });

  test('when it asks to be left alone, the error says for how long', async () => {
    const headers = { 'Retry-After': '7' };
    const { store } = await startStore(
      { onRequest: () => ({ kind: 'status', status: 429, headers }) },
      { retry: { tries: 1 } },
    );
    await expect(store.size(name)).rejects.toMatchObject({ retryAfterSeconds: 7 });
  });

  test.each(operationNames)(
    'F23 when %s comes with the key of another account, that is said, and no part of the key',
    async (operation) => {
      const { server: other } = await startStore();
      const { credentials } = other;
      const { store } = await startStore({}, { credentials });
      const error = await errorOf(operation, store);
      expect(error).toMatchObject({ code: 'audio-store-failed', isRetryable: false });
      expect(error).toHaveProperty('message', expect.stringContaining('refuses the credentials'));
      expect(secretsOf(other).filter((line) => shown(error).includes(line))).toEqual([]);
      expect(shown(error)).not.toContain('eyJ');
    },
  );

  test.each(operationNames)(
    'F23 when %s comes with a key that is not whole, that is said, and no part of it',
    async (operation) => {
      const { server } = await startStore();
      const { client_email, private_key } = server.credentials;
      const credentials = { client_email, private_key: private_key.slice(0, 300) };
      const { store } = await startStore({}, { credentials });
      const error = await errorOf(operation, store);
      expect(error).toMatchObject({ code: 'audio-store-failed', isRetryable: false });
      expect(error).toHaveProperty('message', expect.stringContaining('check that the private key is whole'));
      expect(secretsOf(server).filter((line) => shown(error).includes(line))).toEqual([]);
    },
  );

  test('F23 when an upload breaks for good, its address, by which anybody could go on with it, is not in the error', async () => {
    const { server, store } = await startStore({
      onRequest: ({ operation }) => (operation === 'upload' ? { kind: 'status', status: 403 } : undefined),
    });
    const error = await errorOf('write', store);
    expect(error).toMatchObject({ message: expect.stringContaining('uploadType=resumable&…') });
    expect(shown(error)).not.toMatch(/upload_id=\w/);
    expect(server.openUploads).toBe(0);
  });

  test.each([{ bucket: '' }, { bucket: 'gs://audio' }, { bucket: 'a/b' }, { timeoutSeconds: 0 }])(
    'when a store is made with %j, that is refused at once',
    async (options) => {
      await expect(startStore({}, options)).rejects.toThrow(RangeError);
    },
  );

  test.each(['/', '../up', 'a//b'])(
    'when a store is made in the folder %j, that is refused',
    async (prefix) => {
      await expect(startStore({}, { prefix })).rejects.toMatchObject({ code: 'audio-name-invalid' });
    },
  );

  test('when a name is too long for Google, it is refused before anything is asked', async () => {
    const { server, store } = await startStore();
    const long = Array.from({ length: 6 }, () => 'ü'.repeat(90)).join('/');
    await expect(store.size(long)).rejects.toMatchObject({ code: 'audio-name-invalid' });
    expect(server.requests).toEqual([]);
  });
});
