import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { compress, decompress } from './compression.ts';

const proseOf = (bytes: number) => Buffer.alloc(bytes, 'the tide comes and goes, ');
const large = 300_000;

describe('compression', () => {
  test.each([
    ['a small text', proseOf(1000)],
    ['a large text', proseOf(large)],
    ['what has no order', randomBytes(large)],
  ])('when it is %s, it comes back', async (_what, bytes) => {
    const back = await decompress(await compress(bytes), bytes.byteLength);
    expect(back.equals(bytes)).toBe(true);
  });

  test('when it is text, it takes up less than a third', async () => {
    expect((await compress(proseOf(large))).byteLength).toBeLessThan(large / 3);
  });

  test.each([
    ['at once when it is small', 1000, false],
    ['beside the event loop when it is large', large, true],
  ])('it is done %s', async (_how, bytes, isBeside) => {
    const compressed = compress(proseOf(bytes));
    const back = decompress(await compressed, bytes);
    expect(['then' in compressed, 'then' in back]).toEqual([isBeside, isBeside]);
    await back;
  });

  test.each([
    ['small', 1000, 999],
    ['large', large, large - 1],
    ['large, and claims to be small', large, 100],
  ])('F14 when what is %s holds more than it may, it is refused', async (_what, bytes, rawBytes) => {
    const compressed = await compress(proseOf(bytes));
    await expect((async () => decompress(compressed, rawBytes))()).rejects.toMatchObject({
      code: 'ERR_BUFFER_TOO_LARGE',
    });
  });

  test.each([100, large])(
    'F14 when it was never compressed, of %d bytes, it is refused',
    async (rawBytes) => {
      await expect((async () => decompress(Buffer.alloc(50, 'x'), rawBytes))()).rejects.toMatchObject({
        code: 'ZSTD_error_prefix_unknown',
      });
    },
  );
});
