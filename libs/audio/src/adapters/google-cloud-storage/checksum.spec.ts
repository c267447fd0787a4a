import { describe, expect, test } from '@jest/globals';

import { createChecksum } from './checksum.ts';

const checksumOf = async (...pieces: Uint8Array[]) => {
  const checksum = createChecksum();
  for (const piece of pieces) await checksum.update(piece);
  return Buffer.from(checksum.toString(), 'base64').toString('hex');
};

describe('a CRC32C', () => {
  // RFC 3720, appendix B.4; its bytes there are written lowest first.
  test.each([
    ['nothing', new Uint8Array(0), '00000000'],
    ['32 bytes of zeroes', new Uint8Array(32), '8a9136aa'],
    ['32 bytes of ones', new Uint8Array(32).fill(0xff), '62a8ab43'],
    ['0 to 31', Uint8Array.from({ length: 32 }, (_, index) => index), '46dd794e'],
    ['31 to 0', Uint8Array.from({ length: 32 }, (_, index) => 31 - index), '113fdb5c'],
    ['the check of the catalogues', Buffer.from('123456789'), 'e3069283'],
  ])('when it is of %s, it is the published one', async (_, bytes, expected) => {
    expect(await checksumOf(bytes)).toBe(expected);
  });

  test('when bytes come in pieces, it is that of the whole', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 31) % 251));
    const whole = await checksumOf(bytes);
    expect(await checksumOf(bytes.subarray(0, 3), bytes.subarray(3))).toBe(whole);
    expect(await checksumOf(bytes.subarray(0, 700_000))).not.toBe(whole);
  });

  test('when it is of many bytes, others get their turn meanwhile', async () => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await checksumOf(new Uint8Array(4 * 1024 * 1024));
    isOver = true;
    expect(turns).toBeGreaterThan(10);
  });
});
