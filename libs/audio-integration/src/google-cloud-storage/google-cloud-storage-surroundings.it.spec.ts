import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createGoogleCloudStorageAudioStore } from '@la-factoria/audio/google-cloud-storage';

import { makeTemporaryFolder, type TemporaryFolder } from '../temporary-folder.ts';
import { startStore } from './storage-harness.ts';

const variables = ['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG', 'METADATA_SERVER_DETECTION'];

describe('credentials of the surroundings', () => {
  const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await makeTemporaryFolder();
    for (const name of variables) delete process.env[name];
    process.env['CLOUDSDK_CONFIG'] = folder.path;
    process.env['METADATA_SERVER_DETECTION'] = 'none';
  });
  afterEach(async () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await folder.remove();
  });

  test('when a key file is named by them, it writes, and signs addresses', async () => {
    const { server } = await startStore();
    const path = join(folder.path, 'key.json');
    await writeFile(path, JSON.stringify({ type: 'service_account', ...server.credentials }));
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = path;
    const store = createGoogleCloudStorageAudioStore({ bucket: 'audio', apiEndpoint: server.url });
    await store.write('name', Buffer.from('speech'));
    const answer = await fetch((await store.temporaryUrl('name', 60)) ?? '');
    expect([answer.status, await answer.text()]).toEqual([200, 'speech']);
  });

  test('when there are none, the error says where they may come from', async () => {
    const { server } = await startStore();
    const store = createGoogleCloudStorageAudioStore({ bucket: 'audio', apiEndpoint: server.url });
    await expect(store.size('name')).rejects.toMatchObject({
      ...{ code: 'audio-store-failed', isRetryable: false },
      message: expect.stringContaining('there are no credentials: name a service account by its key file'),
    });
    expect(server.requests).toEqual([]);
  });
});
