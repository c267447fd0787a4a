import { describe, expect, test } from '@jest/globals';

import { operationsOf, startStore } from './storage-harness.ts';

describe('audio deleted from Google Cloud Storage', () => {
  test('when a folder of thirty comes in pages of seven, all are deleted and nothing beside them', async () => {
    const { server, store } = await startStore({ pageSize: 7 });
    const inside = Array.from({ length: 30 }, (_, index) => `job/unit ${index}/speech.pcm`);
    const beside = ['job', 'job-2/one.pcm', 'jobs', 'another/job/one.pcm'];
    for (const name of [...inside, ...beside]) await store.write(name, Buffer.from('x'));
    await store.delete('job');
    expect([...server.objects.keys()].sort()).toEqual(beside.filter((name) => name !== 'job').sort());
    expect(operationsOf(server).filter((operation) => operation === 'list')).toHaveLength(5);
  });

  test('when the store has a folder of its own, nothing outside it is touched', async () => {
    const { server, store } = await startStore({}, { prefix: 'mine' });
    const { store: whole } = await startStore(
      {},
      { apiEndpoint: server.url, credentials: server.credentials, bucket: server.bucket },
    );
    await whole.write('job/one.pcm', Buffer.from('x'));
    await store.write('job/one.pcm', Buffer.from('y'));
    expect([...server.objects.keys()]).toEqual(['job/one.pcm', 'mine/job/one.pcm']);
    await store.delete('job');
    expect([...server.objects.keys()]).toEqual(['job/one.pcm']);
  });

  test('when another deletes the same meanwhile, that is no error', async () => {
    const { server, store } = await startStore({ pageSize: 3 });
    for (let index = 0; index < 10; index += 1) await store.write(`job/${index}`, Buffer.from('x'));
    await Promise.all([store.delete('job'), store.delete('job')]);
    expect(server.objects.size).toBe(0);
  });

  test('when one of many is refused, the error names it', async () => {
    const { server, store } = await startStore({
      onRequest: ({ operation, name }) =>
        operation === 'delete' && name === 'job/5' ? { kind: 'status', status: 403 } : undefined,
    });
    for (let index = 0; index < 10; index += 1) await store.write(`job/${index}`, Buffer.from('x'));
    await expect(store.delete('job')).rejects.toMatchObject({
      code: 'audio-store-failed',
      message: expect.stringContaining('gs://audio/job/5'),
    });
    // Nothing goes on behind the caller's back.
    expect([...server.objects.keys()]).toEqual(['job/5']);
  });
});
