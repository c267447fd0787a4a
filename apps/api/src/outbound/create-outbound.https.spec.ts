import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls';

import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createOutbound } from './create-outbound.ts';
import { certificateOf } from './testing/certificate-of.ts';
import { sitesOfEach } from './testing/each-site.ts';
import { startSite } from './testing/start-site.ts';

const certificate = certificateOf('news.example');
let defaults: string[];
beforeAll(() => {
  defaults = getCACertificates('default');
});
beforeEach(() => setDefaultCACertificates([certificate.cert]));

afterEach(() => setDefaultCACertificates(defaults));

const { keep } = sitesOfEach();
const serving = (answer: RequestListener) =>
  keep(startSite(createServer({ ...certificate, keepAliveTimeout: 0 }, answer)));
const outbound = createOutbound({
  ...{ allowedPorts: 'any', isAllowed: (address: string) => address === '127.0.0.1' },
  lookup: async () => [{ address: '127.0.0.1', family: 4 }],
});
const get = (url: string, seconds = 20) => outbound.fetchDocument(url, { accept: '*/*', seconds });
const secure = (host: string) => ({ host, scheme: 'https' });

describe('https', () => {
  test('when the certificate is valid for the name, the document is read, and the server is told the name', async () => {
    const site = await serving(({ socket, headers }, response) => {
      response.end(`${socket instanceof TLSSocket && socket.servername} ${headers.host}`);
    });

    const { bytes } = await get(site.url('/', secure('news.example')));

    expect(Buffer.from(bytes).toString()).toBe(`news.example news.example:${site.port}`);
  });

  test.each([
    ['another name', 'other.example'],
    ['an address', '127.0.0.1'],
  ])('when the URL has %s than the certificate, nothing is asked', async (_what, host) => {
    const asked: unknown[] = [];
    const site = await serving((incoming) => asked.push(incoming.url));

    await expect(get(site.url('/', secure(host)))).rejects.toMatchObject({
      ...{ code: 'url-unreachable', isRetryable: false },
      message: `${host} shows a certificate that isn't valid for it`,
    });
    expect(asked).toEqual([]);
  });

  test('when nobody trusted has signed the certificate, nothing is asked', async () => {
    const asked: unknown[] = [];
    const site = await serving((incoming) => asked.push(incoming.url));
    setDefaultCACertificates([]);

    await expect(get(site.url('/', secure('news.example')))).rejects.toMatchObject({
      ...{ code: 'url-unreachable', isRetryable: false },
    });
    expect(asked).toEqual([]);
  });

  test('F17 when it redirects to http, that is refused', async () => {
    const site = await serving((_incoming, response) => {
      response.writeHead(301, { location: `http://news.example:${site.port}/` }).end();
    });

    await expect(get(site.url('/', secure('news.example')))).rejects.toMatchObject({
      ...{ code: 'url-not-allowed' },
      message: 'The URL that it redirects to is not encrypted, though the one before was',
    });
  });

  test('when http redirects to it, that is followed', async () => {
    const site = await serving((_incoming, response) => response.end('text'));
    const toSite = createPlainServer((_incoming, response) => {
      response.writeHead(308, { location: site.url('/', secure('news.example')) }).end();
    });
    const plain = await keep(startSite(toSite));

    expect((await get(plain.url())).url).toBe(site.url('/', secure('news.example')));
  });

  test('F17 when the other side never shakes hands, it is given up', async () => {
    const site = await keep(startSite(createTcpServer((socket) => socket.resume())));

    await expect(get(site.url('/', secure('news.example')), 0.5)).rejects.toMatchObject({
      code: 'url-too-slow',
    });
  });

  test('when the other side does not speak TLS, that is told', async () => {
    const site = await keep(startSite(createTcpServer((socket) => socket.resume().end('hello'))));

    await expect(get(site.url('/', secure('news.example')))).rejects.toMatchObject({
      ...{ code: 'url-unreachable', message: "news.example can't be connected to with TLS" },
    });
  });
});
