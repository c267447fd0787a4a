import type { IncomingMessage } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { describe, expect, test } from '@jest/globals';

import { sitesOfEach } from './testing/each-site.ts';
import { fetchFrom, openOutbound } from './testing/site-outbound.ts';

const { serving } = sitesOfEach();

describe('a document', () => {
  /** No two kibibytes of it are the same, so that a piece that is lost or doubled shows. */
  const large = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `${index} `).join(''));

  test.each([
    ['identity', (bytes: Buffer) => bytes],
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('when it is sent as %s, it arrives whole', async (encoding, encode) => {
    const site = await serving((_incoming, response) => {
      response.setHeader('content-encoding', encoding).setHeader('content-type', 'text/plain; charset=utf-8');
      response.end(encode(large));
    });

    const document = await fetchFrom(site, { maxBytes: large.length }, '/notes.txt');

    expect(large.equals(document.bytes)).toBe(true);
    expect(document).toMatchObject({
      ...{ contentType: 'text/plain; charset=utf-8', url: site.url('/notes.txt'), fileName: 'notes.txt' },
    });
  });

  test('when it is sent in many small pieces, it arrives whole', async () => {
    const pieces = large.subarray(0, 100 * 1024);
    const site = await serving((_incoming, response) => {
      for (let start = 0; start < pieces.length; start += 7)
        response.write(pieces.subarray(start, start + 7));
      response.end();
    });

    expect(pieces.equals((await fetchFrom(site)).bytes)).toBe(true);
  });

  test('when it is asked for, the request says what is wanted, by whom, and nothing else', async () => {
    let headers: IncomingMessage['headers'] = {};
    const site = await serving((incoming, response) => {
      headers = incoming.headers;
      response.end();
    });

    await openOutbound({ userAgent: 'tester' }).fetchDocument(site.url(), { accept: 'text/html' });

    expect(headers).toEqual({
      ...{ host: `127.0.0.1:${site.port}`, accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' },
      ...{ 'user-agent': 'tester', connection: 'close' },
    });
  });

  test.each([
    ['text/html; charset=utf-8', [/^text\/html$/]],
    ['TEXT/HTML', [/^application\/pdf$/, /^text\/html$/g]],
    [undefined, [/^application\/octet-stream$/]],
  ])('when its type is %s and %j are accepted, it is read', async (type, contentTypes) => {
    const site = await serving((_incoming, response) => {
      if (type !== undefined) response.setHeader('content-type', type);
      response.end('text');
    });

    await fetchFrom(site, { contentTypes });

    // Again, for an expression that remembers where it matched.
    expect((await fetchFrom(site, { contentTypes })).contentType).toBe(type);
  });

  test.each([
    ['image/png', '"image/png"'],
    ['application/pdf; x=text/html', '"application/pdf"'],
    [undefined, '"application/octet-stream"'],
  ])('when its type is %s and only HTML is accepted, it is refused unread', async (type, shown) => {
    const site = await serving((_incoming, response) => {
      if (type !== undefined) response.setHeader('content-type', type);
      // Without an end: who waits for it waits until the time is over.
      response.write('text');
    });

    await expect(fetchFrom(site, { contentTypes: [/text\/html/] })).rejects.toMatchObject({
      ...{ code: 'url-type-unsupported', isRetryable: false },
      message: `The document is of the type ${shown}, which isn't accepted`,
    });
  });

  test.each([
    [400, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
    [304, false],
    [300, false],
    // A redirect to nowhere.
    [302, false],
  ])(
    'when the status is %d, it is refused unread, and whether to retry is %s',
    async (status, isRetryable) => {
      const site = await serving((_incoming, response) => {
        response.writeHead(status);
        if (status === 304) response.end();
        else response.write('sorry');
      });

      await expect(fetchFrom(site)).rejects.toMatchObject({
        ...{
          code: 'url-refused',
          isRetryable,
          message: `127.0.0.1:${site.port} answers with status ${status}`,
        },
      });
    },
  );
});
