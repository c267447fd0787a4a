import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from '@jest/globals';

import type { OutboundError } from './outbound-error.ts';
import { sitesOfEach } from './testing/each-site.ts';
import { drip, fetchFrom, openOutbound } from './testing/site-outbound.ts';
import { startSite } from './testing/start-site.ts';

const { keep, serving, servingRaw } = sitesOfEach();

describe('the time of an answer', () => {
  const tooSlow = { code: 'url-too-slow', isRetryable: true };
  const seconds = 0.5;

  test('F17 when a server never answers, it is given up', async () => {
    const site = await servingRaw(() => {});

    await expect(fetchFrom(site, { seconds })).rejects.toMatchObject({
      ...tooSlow,
      message: 'The URL gave no whole answer within 0.5 seconds',
    });
  });

  test('F17 when a server sends a header now and then, it is given up', async () => {
    const site = await servingRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      drip(socket, () => socket.write('x-more: 1\r\n'));
    });

    await expect(fetchFrom(site, { seconds })).rejects.toMatchObject(tooSlow);
  });

  test.each(['identity', 'gzip'])(
    'F17 when a server sends a byte of %s now and then, it is given up',
    async (encoding) => {
      const bytes = gzipSync(Buffer.alloc(1024 * 1024));
      const site = await serving((_incoming, response) => {
        response.setHeader('content-encoding', encoding).flushHeaders();
        let sent = 0;
        drip(response, () => response.write(bytes.subarray(sent, (sent += 1))));
      });

      await expect(fetchFrom(site, { seconds })).rejects.toMatchObject(tooSlow);
    },
  );

  test('F17 when each redirect is quick and there are many, they have one time together', async () => {
    const site = await serving((incoming, response) => {
      setTimeout(() => response.writeHead(302, { location: `${incoming.url}x` }).end(), 20);
    });

    await expect(fetchFrom(site, { seconds, maxRedirects: 100_000 })).rejects.toMatchObject(tooSlow);
  });

  test('F17 when the resolver never answers, it is given up', async () => {
    const lookup = () => new Promise<never>(() => {});

    await expect(
      openOutbound({ lookup }).fetchDocument('http://news.example/', { accept: '*/*', seconds }),
    ).rejects.toMatchObject(tooSlow);
  });
});

describe('a connection that breaks', () => {
  test.each([
    ['before the answer', ''],
    ['in the headers', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['in the body', 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf'],
    ['in a body of chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
    [
      'in a compressed body',
      'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\ncontent-encoding: gzip\r\n\r\n\x1f\x8b\x08',
    ],
  ])('F17 when it breaks %s, there is no document, and trying again may help', async (_when, answer) => {
    const site = await servingRaw((socket) => {
      socket.write(answer, 'latin1', () => socket.resetAndDestroy());
    });

    await expect(fetchFrom(site)).rejects.toMatchObject({
      ...{ code: 'url-unreachable', isRetryable: true },
      message: '127.0.0.1 broke the connection before its answer was whole',
    });
  });

  test.each([
    ['something else than HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\nabc'],
  ])('when it carries %s, that is told', async (_what, answer) => {
    const site = await servingRaw((socket) => socket.write(answer));

    await expect(fetchFrom(site)).rejects.toMatchObject({
      ...{ code: 'url-unreachable', isRetryable: false },
      message: '127.0.0.1 answers with something else than HTTP',
    });
  });

  test('when it wants to become another protocol, it is closed', async () => {
    const site = await servingRaw((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
    );

    await expect(fetchFrom(site)).rejects.toMatchObject({ code: 'url-unreachable' });
  });
});

describe('a call that is given up', () => {
  const reason = new Error('no longer wanted');

  test('when its signal is aborted, it rejects with the reason', async () => {
    const controller = new AbortController();
    const site = await servingRaw(() => controller.abort(reason));

    await expect(fetchFrom(site, { signal: controller.signal })).rejects.toBe(reason);
  });

  test('when its signal is aborted while the body arrives, it rejects with the reason', async () => {
    const controller = new AbortController();
    const site = await serving((_incoming, response) => {
      let pieces = 0;
      drip(response, () => {
        response.write('x');
        if ((pieces += 1) === 3) controller.abort(reason);
      });
    });

    await expect(fetchFrom(site, { signal: controller.signal })).rejects.toBe(reason);
  });

  test('when its signal was aborted before, nothing is connected to', async () => {
    const site = await serving((_incoming, response) => response.end());

    await expect(fetchFrom(site, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(site.connections).toBe(0);
  });

  test('when all is closed, it rejects, close waits for it, and later calls are refused', async () => {
    const outbound = openOutbound();
    const asked = Promise.withResolvers<void>();
    const site = await servingRaw(() => asked.resolve());
    const ends: string[] = [];
    const call = outbound
      .fetchDocument(site.url(), { accept: '*/*' })
      .catch((error: OutboundError) => ends.push(error.code));
    await asked.promise;

    await outbound.close();
    expect(ends).toEqual(['url-unreachable']);
    await call;

    await expect(outbound.post(site.url(), { body: '' })).rejects.toMatchObject({
      ...{ code: 'url-unreachable', isRetryable: true, message: 'The server is stopping' },
    });
    expect(site.connections).toBe(1);
  });

  test('when calls have ended, however they did, no connection is left', async () => {
    const server = createServer({ keepAliveTimeout: 0 }, ({ url }, response) => {
      if (url === '/whole') response.end('text');
      else response.writeHead(url === '/missing' ? 404 : 200).write('text');
    });
    const site = await keep(startSite(server));
    await fetchFrom(site, {}, '/whole');
    await Promise.allSettled([fetchFrom(site, {}, '/missing'), fetchFrom(site, { seconds: 0.5 }, '/slow')]);
    expect(site.connections).toBe(3);

    await site.left();
    expect(await promisify(server.getConnections.bind(server))()).toBe(0);
  });
});
