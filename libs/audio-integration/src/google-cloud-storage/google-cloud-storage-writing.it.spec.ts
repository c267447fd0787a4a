import { describe, expect, test } from '@jest/globals';
import { noise } from '@la-factoria/audio/testing';

import { inPieces, kibibyte, mebibyte, operationsOf, startStore } from './storage-harness.ts';

const chunk = 4 * mebibyte;
const name = 'job/podcast.mp3';

describe('audio written to Google Cloud Storage', () => {
  test.each([
    ['podcast.mp3', 'audio/mpeg'],
    ['PODCAST.MP3', 'audio/mpeg'],
    ['transcript.vtt', 'text/vtt; charset=utf-8'],
    ['job/units.json', 'application/json'],
    ['speech.pcm', 'application/octet-stream'],
    ['mp3', 'application/octet-stream'],
  ])('when it is named %s, its type is %s and no cache may keep it', async (file, contentType) => {
    const { server, store } = await startStore();
    await store.write(file, Buffer.from('x'));
    expect(server.objects.get(file)).toMatchObject({ contentType, cacheControl: 'private, no-store' });
  });

  test('when it is small, it takes two requests', async () => {
    const { server, store } = await startStore();
    await store.write(name, Buffer.from('speech'));
    expect(operationsOf(server)).toEqual(['start-upload', 'upload']);
  });

  test('when the connection is cut midway, it goes on where it was and sends nothing twice but a piece', async () => {
    const { server, store } = await startStore({
      onRequest: ({ operation, countOfOperation }) =>
        operation === 'upload' && countOfOperation === 1
          ? { kind: 'cut', afterBytes: 1.6 * mebibyte }
          : undefined,
    });
    const bytes = noise(11 * mebibyte + 123);
    await store.write(name, inPieces(bytes));
    expect(server.objects.get(name)?.bytes.equals(bytes)).toBe(true);
    expect(server.requests.map(({ range }) => range).filter(Boolean)).toEqual([
      `bytes 0-${chunk - 1}/*`,
      `bytes ${chunk}-${2 * chunk - 1}/*`,
      'bytes */*',
      `bytes ${chunk + 1.5 * mebibyte}-${2 * chunk - 1}/*`,
      `bytes ${2 * chunk}-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(server.uploadedBytes).toBeLessThan(bytes.length + 256 * kibibyte);
  });

  test('when the line breaks more often than it is tried, but gets on each time, all arrives', async () => {
    const { server, store } = await startStore({
      onRequest: ({ operation, countOfOperation }) =>
        operation === 'upload' && countOfOperation < 7
          ? { kind: 'cut', afterBytes: 300 * kibibyte }
          : undefined,
    });
    const bytes = noise(3 * mebibyte);
    await store.write(name, bytes);
    expect(server.objects.get(name)?.bytes.equals(bytes)).toBe(true);
    expect(operationsOf(server).filter((operation) => operation === 'upload')).toHaveLength(8);
  });

  test('when a long stream comes, no more of it is asked for than a chunk ahead of what has arrived', async () => {
    const { server, store } = await startStore();
    const bytes = noise(20 * mebibyte);
    let furthest = 0;
    async function* pieces() {
      let given = 0;
      for await (const piece of inPieces(bytes)) {
        given += piece.length;
        furthest = Math.max(furthest, given - server.uploadedBytes);
        yield piece;
      }
    }
    await store.write(name, pieces());
    expect(server.objects.get(name)?.bytes.length).toBe(bytes.length);
    expect(furthest).toBeLessThan(chunk + 100_000);
  });

  test.each(['reset', 'answer-lost'] as const)(
    'when every first request of a kind meets %s, it is written all the same, and once',
    async (kind) => {
      const { server, store } = await startStore({
        onRequest: ({ countOfOperation }) => (countOfOperation === 0 ? { kind } : undefined),
      });
      await store.write('first', Buffer.from('before'));
      const before = server.objects.get('first')?.generation ?? 0;
      await store.write(name, Buffer.from('speech'));
      expect(server.objects.get('first')?.bytes.toString()).toBe('before');
      expect(server.objects.get(name)).toMatchObject({
        generation: before + 1,
        bytes: Buffer.from('speech'),
      });
    },
  );

  test('when the answer to the last bytes is lost, they are asked after and not sent again', async () => {
    const { server, store } = await startStore({
      onRequest: ({ operation }) => (operation === 'upload' ? { kind: 'answer-lost' } : undefined),
    });
    await store.write(name, Buffer.from('speech'));
    expect(operationsOf(server)).toEqual(['start-upload', 'upload', 'ask-upload']);
    expect(server.uploadedBytes).toBe(6);
  });

  test('when no answer comes to some bytes, it goes on after the time for one', async () => {
    const { server, store } = await startStore(
      {
        onRequest: ({ operation, countOfOperation }) =>
          operation === 'upload' && countOfOperation === 0 ? { kind: 'hang' } : undefined,
      },
      { timeoutSeconds: 0.5 },
    );
    await store.write(name, Buffer.from('speech'));
    expect(server.objects.get(name)?.bytes.toString()).toBe('speech');
  });

  test('when its source fails after some chunks, the upload is given up and what stood there stays', async () => {
    const { server, store } = await startStore();
    await store.write(name, Buffer.from('before'));
    async function* failing() {
      yield* inPieces(noise(9 * mebibyte));
      throw new Error('no more');
    }
    await expect(store.write(name, failing())).rejects.toThrow('no more');
    expect(operationsOf(server).filter((operation) => operation === 'upload')).toHaveLength(3);
    expect(server.openUploads).toBe(0);
    expect(server.objects.get(name)?.bytes.toString()).toBe('before');
  });

  test('when its source fails before the first chunk, nothing is asked of the server', async () => {
    const { server, store } = await startStore();
    async function* failing(): AsyncGenerator<Uint8Array> {
      throw new Error('nothing');
    }
    await expect(store.write(name, failing())).rejects.toThrow('nothing');
    expect(server.requests).toEqual([]);
  });

  test('when a bit changes on the way, it never gets the name, and trying again may help', async () => {
    const { server, store } = await startStore({
      onRequest: ({ operation, countOfOperation }) =>
        operation === 'upload' && countOfOperation === 1 ? { kind: 'damage' } : undefined,
    });
    await store.write(name, Buffer.from('before'));
    await expect(store.write(name, noise(5 * mebibyte))).rejects.toMatchObject({
      code: 'audio-store-failed',
      isRetryable: true,
      message: expect.stringMatching(/gs:\/\/audio\/job\/podcast\.mp3 \(400, .*CRC32C/),
    });
    expect(server.objects.get(name)?.bytes.toString()).toBe('before');
    expect(server.openUploads).toBe(0);
  });

  test('when another checksum is kept than was sent, the bytes are taken away again', async () => {
    const { server, store } = await startStore({
      onRequest: ({ operation }) => (operation === 'upload' ? { kind: 'wrong-checksum' } : undefined),
    });
    await expect(store.write(name, Buffer.from('speech'))).rejects.toMatchObject({
      code: 'audio-store-failed',
      isRetryable: true,
    });
    expect(server.objects.has(name)).toBe(false);
  });

  test.each([
    ['unavailable', { kind: 'status', status: 503 }, 4],
    ['reset', { kind: 'reset' }, 4],
    ['forbidden', { kind: 'status', status: 403 }, 1],
    ['forgotten', { kind: 'status', status: 410 }, 1],
  ] as const)(
    'when its bytes are always met by %s, it ends after a few tries, and what stood there stays',
    async (_, failure, tries) => {
      let isFailing = false;
      const { server, store } = await startStore({
        onRequest: ({ operation }) =>
          isFailing && /^(?:upload|ask-upload)$/.test(operation) ? failure : undefined,
      });
      await store.write(name, Buffer.from('before'));
      isFailing = true;
      await expect(store.write(name, Buffer.from('speech'))).rejects.toMatchObject({
        code: 'audio-store-failed',
      });
      expect(operationsOf(server).slice(2)).toEqual([
        ...['start-upload', 'upload'],
        ...Array.from({ length: tries - 1 }, () => 'ask-upload'),
        'cancel-upload',
      ]);
      expect(server.openUploads).toBe(0);
      expect(server.objects.get(name)?.bytes.toString()).toBe('before');
    },
  );

  test('when another writes the same name meanwhile, who ends last stands there', async () => {
    const { server, store } = await startStore();
    const slow = noise(6 * mebibyte);
    async function* pieces() {
      yield* inPieces(slow.subarray(0, 5 * mebibyte));
      await store.write(name, Buffer.from('the quick one'));
      expect(server.objects.get(name)?.bytes.toString()).toBe('the quick one');
      yield* inPieces(slow.subarray(5 * mebibyte));
    }
    await store.write(name, pieces());
    expect(server.objects.get(name)?.bytes.equals(slow)).toBe(true);
  });
});
