import { describe, expect, test } from '@jest/globals';

import { readAudio, readBody } from './read-audio.ts';

async function* pieces(error?: Error) {
  yield Uint8Array.of(1, 2);
  yield Uint8Array.of(3);
  if (error !== undefined) throw error;
}
async function* whole(bytes: Uint8Array) {
  yield bytes;
}
const text = (written: string) => new Uint8Array(Buffer.from(written));

describe('reading the body of an answer', () => {
  test('when it ends, it is whole', async () => {
    await expect(readBody(pieces(), 3)).resolves.toEqual(Uint8Array.of(1, 2, 3));
  });

  test('when there is none, it is empty', async () => {
    await expect(readBody(null)).resolves.toHaveLength(0);
  });

  test('when it is too long, the voice failed', async () => {
    await expect(readBody(pieces(), 2)).rejects.toMatchObject({ code: 'voice-failed', isRetryable: true });
  });

  test("when it breaks off, it was cut off, and the stream's own error is not passed on", async () => {
    await expect(readBody(pieces(new Error('terminated')))).rejects.toMatchObject({
      ...{ code: 'voice-cut-off', isRetryable: true, cause: undefined },
    });
  });
});

describe('reading sound', () => {
  // The beginnings of JSON, HTML and a list, as samples of sound may have them.
  test.each([0x7b, 0x5b, 0x3c])(
    'when samples begin with byte %d, they are sound all the same',
    async (first) => {
      const samples = Uint8Array.of(first, 0, first, 1, 0, 0);
      await expect(readAudio(whole(samples))).resolves.toEqual(samples);
    },
  );

  test.each([
    ['nothing', new Uint8Array()],
    ['JSON', text('{"detail": "busy"}')],
    ['a page', text('<html>busy</html>')],
    ['a word', text('busy')],
  ])('when it is %s, the voice failed', async (_, bytes) => {
    await expect(readAudio(whole(bytes))).rejects.toMatchObject({ code: 'voice-failed', isRetryable: true });
  });
});
