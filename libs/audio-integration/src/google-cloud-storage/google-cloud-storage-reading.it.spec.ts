import { setImmediate } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';
import { bytesFrom, noise } from '@la-factoria/audio/testing';
import type { StorageServerOptions } from '@la-factoria/audio/testing/storage-server';

import { mebibyte, operationsOf, startStore } from './storage-harness.ts';

const name = 'job/podcast.mp3';
const bytes = noise(3 * mebibyte);

async function startReading(
  onRequest: StorageServerOptions['onRequest'] = () => undefined,
  options: { timeoutSeconds?: number } = {},
) {
  const { server, store } = await startStore({ onRequest }, options);
  await store.write(name, bytes);
  return { server, store };
}

describe('audio read from Google Cloud Storage', () => {
  test.each([
    ['is cut', { kind: 'cut', afterBytes: mebibyte }],
    ['stops short of the end', { kind: 'short', afterBytes: mebibyte }],
    ['is cut before its first byte', { kind: 'cut', afterBytes: 0 }],
    ['is reset', { kind: 'reset' }],
    ['is refused in passing', { kind: 'status', status: 503 }],
  ] as const)('when the answer %s, reading goes on where it was', async (_, failure) => {
    const { server, store } = await startReading(({ operation, countOfOperation }) =>
      operation === 'read' && countOfOperation === 0 ? failure : undefined,
    );
    const end = bytes.length - 1;
    const read = await bytesFrom(store.read(name, { start: 1000, end: end + 5 }));
    expect(read.equals(bytes.subarray(1000))).toBe(true);
    const [first, second, ...others] = server.requests
      .filter(({ operation }) => operation === 'read')
      .map(({ range }) => range);
    expect([first, others]).toEqual([`bytes=1000-${end}`, []]);
    const sent = 'afterBytes' in failure ? failure.afterBytes : 0;
    expect(Number(/^bytes=(\d+)-/.exec(second ?? '')?.[1])).toBeLessThanOrEqual(1000 + sent);
    expect(Number(/^bytes=(\d+)-/.exec(second ?? '')?.[1])).toBeGreaterThanOrEqual(1000 + sent / 2);
  });

  test.each([
    ['at all', { kind: 'hang' }],
    ['any more midway', { kind: 'hang', afterBytes: mebibyte }],
  ] as const)('when nothing comes %s, reading goes on after the time for it', async (_, failure) => {
    const { store } = await startReading(
      ({ operation, countOfOperation }) =>
        operation === 'read' && countOfOperation === 0 ? failure : undefined,
      { timeoutSeconds: 0.5 },
    );
    expect((await bytesFrom(store.read(name))).equals(bytes)).toBe(true);
  });

  test.each([
    ['cut', { kind: 'cut', afterBytes: 0 }],
    ['short', { kind: 'short', afterBytes: 0 }],
  ] as const)('when every further answer is %s, reading throws and does not end', async (_, failure) => {
    const { server, store } = await startReading(({ operation, countOfOperation }) => {
      if (operation !== 'read') return undefined;
      return countOfOperation === 0 ? { ...failure, afterBytes: mebibyte } : failure;
    });
    await expect(bytesFrom(store.read(name))).rejects.toMatchObject({
      code: 'audio-store-failed',
      isRetryable: true,
    });
    expect(operationsOf(server).filter((operation) => operation === 'read')).toHaveLength(4);
  });

  test('when a bit changes on the way, reading the whole throws at its end', async () => {
    const { store } = await startReading(({ operation }) =>
      operation === 'read' ? { kind: 'damage' } : undefined,
    );
    await expect(bytesFrom(store.read(name))).rejects.toMatchObject({
      code: 'audio-store-failed',
      isRetryable: true,
      message: expect.stringContaining('other bytes came than are kept'),
    });
  });

  test('when it is replaced after its size was asked for, the new one is read', async () => {
    const { server, store } = await startReading(({ operation, countOfOperation }) =>
      operation === 'read' && countOfOperation === 0 ? { kind: 'status', status: 404 } : undefined,
    );
    expect((await bytesFrom(store.read(name))).equals(bytes)).toBe(true);
    expect(operationsOf(server).slice(-4)).toEqual(['find', 'read', 'find', 'read']);
  });

  test('when it is replaced and the connection breaks, reading throws and mixes nothing', async () => {
    const { server, store } = await startReading(({ operation, countOfOperation }) =>
      operation === 'read' && countOfOperation === 0 ? { kind: 'cut', afterBytes: mebibyte } : undefined,
    );
    const replacing = async () => {
      let isFirst = true;
      for await (const piece of store.read(name)) {
        if (isFirst) await store.write(name, noise(3 * mebibyte, 2));
        isFirst = piece.length === 0;
      }
    };
    await expect(replacing()).rejects.toMatchObject({
      ...{ code: 'audio-store-failed', isRetryable: true },
      message: expect.stringContaining('replaced or deleted while it was read'),
    });
    expect(operationsOf(server).filter((operation) => operation === 'read')).toHaveLength(2);
  });

  test('when who reads leaves early, the connection is closed', async () => {
    const { server, store } = await startStore();
    await store.write(name, noise(30 * mebibyte));
    for await (const piece of store.read(name)) if (piece.length > 0) break;
    const deadline = performance.now() + 20_000;
    while (server.abandonedReads === 0 && performance.now() < deadline) await setImmediate();
    expect(server.abandonedReads).toBe(1);
  });

  test('when a range begins at the end or beyond, no bytes are asked for', async () => {
    const { server, store } = await startReading();
    expect(await bytesFrom(store.read(name, { start: bytes.length, end: bytes.length }))).toHaveLength(0);
    expect(operationsOf(server)).toEqual(['start-upload', 'upload', 'find']);
  });
});
