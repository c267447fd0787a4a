import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { describe, expect, test } from '@jest/globals';

import { sitesOfEach } from './testing/each-site.ts';
import { fetchFrom } from './testing/site-outbound.ts';

const { serving, servingRaw } = sitesOfEach();

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

describe('the size of an answer', () => {
  const tooLarge = { code: 'url-too-large', isRetryable: false };

  test('F17 when it is declared too large, it is refused before it is read', async () => {
    const site = await serving((_incoming, response) => {
      // Nothing follows: who waits for it waits until the time is over.
      response.writeHead(200, { 'content-length': String(mebibyte + 1) }).flushHeaders();
    });

    await expect(fetchFrom(site, { maxBytes: mebibyte })).rejects.toMatchObject(tooLarge);
  });

  test.each([
    ['as much as is accepted', 1000, { bytes: { length: 1000 } }],
    ['nothing', 0, { bytes: { length: 0 } }],
  ])('when it is %s, it is read', async (_what, length, expected) => {
    const site = await serving((_incoming, response) => response.end(Buffer.alloc(length)));

    expect(await fetchFrom(site, { maxBytes: 1000 })).toMatchObject(expected);
  });

  test('F17 when it is not declared and endless, reading ends at the limit', async () => {
    const site = await serving((_incoming, response) => {
      const write = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * kibibyte)));
      };
      response.on('drain', write);
      write();
    });

    await expect(fetchFrom(site, { maxBytes: mebibyte })).rejects.toMatchObject(tooLarge);
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(16 * mebibyte))],
    ['deflate', deflateSync(Buffer.alloc(16 * mebibyte))],
    ['br', brotliCompressSync(Buffer.alloc(16 * mebibyte))],
  ])(
    'F17 when a small body of %s unfolds to far more, unfolding ends at the limit',
    async (encoding, bomb) => {
      expect(bomb.length).toBeLessThan(mebibyte);
      const site = await serving((_incoming, response) => {
        // Half of it, and no end: whoever unfolds it all has to wait for the rest.
        response.writeHead(200, { 'content-encoding': encoding, 'content-length': String(bomb.length) });
        response.write(bomb.subarray(0, Math.ceil(bomb.length / 2)));
      });

      await expect(fetchFrom(site, { maxBytes: mebibyte, seconds: 10 })).rejects.toMatchObject(tooLarge);
    },
  );

  test('F17 when gzip goes on for ever, its server stops being read', async () => {
    const member = gzipSync(Buffer.alloc(mebibyte));
    let isWriting = true;
    const site = await serving((_incoming, response) => {
      response.setHeader('content-encoding', 'gzip');
      const write = () => {
        while (!response.destroyed && response.write(member));
      };
      response.on('drain', write).once('close', () => (isWriting = false));
      write();
    });

    await expect(fetchFrom(site, { maxBytes: 3 * mebibyte })).rejects.toMatchObject(tooLarge);
    await site.left();
    expect(isWriting).toBe(false);
  });

  test('F17 when compressed bytes unfold to nothing and never end, they are counted all the same', async () => {
    // The header of a gzip member, and then empty stored blocks, none of them the last.
    const header = Buffer.from('1f8b0800000000000003', 'hex');
    const emptyBlocks = Buffer.from('000000ffff'.repeat(8 * kibibyte), 'hex');
    const site = await serving((_incoming, response) => {
      response.setHeader('content-encoding', 'gzip').write(header);
      const write = () => {
        while (!response.destroyed && response.write(emptyBlocks));
      };
      response.on('drain', write);
      write();
    });

    await expect(fetchFrom(site, { maxBytes: mebibyte, seconds: 10 })).rejects.toMatchObject(tooLarge);
  });

  test.each(['gzip, gzip', 'gzip, br', 'zstd', 'constructor'])(
    'F17 when the encoding is %s, it is refused unread',
    async (encoding) => {
      const site = await serving((_incoming, response) => {
        response.setHeader('content-encoding', encoding).write('...');
      });

      await expect(fetchFrom(site)).rejects.toMatchObject({
        ...{ code: 'url-type-unsupported', isRetryable: false },
        message: `The answer has the encoding "${encoding}"; understood: gzip, deflate, br`,
      });
    },
  );

  test.each(['gzip', 'deflate', 'br'])(
    'when what is said to be %s is not, that is told',
    async (encoding) => {
      const site = await serving((_incoming, response) => {
        response.setHeader('content-encoding', encoding).end('this is plain text, and no compressed data');
      });

      await expect(fetchFrom(site)).rejects.toMatchObject({
        ...{ code: 'url-type-unsupported', message: "127.0.0.1 sent a body that can't be decompressed" },
      });
    },
  );

  test('F17 when the headers are endless, they are refused', async () => {
    const site = await servingRaw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${`x-filler: ${'x'.repeat(1000)}\r\n`.repeat(20)}`);
    });

    await expect(fetchFrom(site)).rejects.toMatchObject({ code: 'url-unreachable', isRetryable: false });
  });
});
