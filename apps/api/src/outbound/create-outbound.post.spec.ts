import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterEach, describe, expect, test } from '@jest/globals';

import { createOutbound } from './create-outbound.ts';
import { type Site, startSite } from './testing/start-site.ts';

let site: Site;
afterEach(() => site.close());

const serve = async (answer: RequestListener) => {
  site = await startSite(createServer({ keepAliveTimeout: 0 }, answer));
};
const outbound = createOutbound({ allowedPorts: 'any', isAllowed: (address) => address === '127.0.0.1' });

describe('post', () => {
  test.each([
    ['text', '{"a":"é"}'],
    ['bytes', new TextEncoder().encode('{"a":"é"}')],
  ])('when %s is posted, it arrives with its length and headers', async (_form, body) => {
    const arrived: [IncomingMessage, string][] = [];
    await serve(async (incoming, response) => {
      arrived.push([incoming, await text(incoming)]);
      response.writeHead(204).end();
    });

    const headers = { 'content-type': 'application/json', 'webhook-id': 'evt-1', host: 'other.example' };
    expect(await outbound.post(site.url('/hook?key=1#x'), { body, headers })).toEqual({ status: 204 });

    expect(arrived.map(([{ method, url }, received]) => [method, url, received])).toEqual([
      ['POST', '/hook?key=1', '{"a":"é"}'],
    ]);
    expect(arrived[0]?.[0].headers).toEqual({
      ...{ host: `127.0.0.1:${site.port}`, 'user-agent': 'la-factoria', 'content-length': '10' },
      ...{ 'content-type': 'application/json', 'webhook-id': 'evt-1', connection: 'close' },
    });
  });

  test.each([200, 302, 307, 404, 500])(
    'F17 when the status is %d, it is told and not followed',
    async (status) => {
      const asked: (string | undefined)[] = [];
      await serve(({ url }, response) => {
        asked.push(url);
        response.writeHead(status, { location: '/elsewhere' }).end('text');
      });

      expect(await outbound.post(site.url('/hook'), { body: '{}' })).toEqual({ status });
      expect(asked).toEqual(['/hook']);
    },
  );

  test('F17 when the answer never ends, no more of it is read than a little, and the status counts', async () => {
    await serve((_incoming, response) => {
      const write = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16 * 1024)));
      };
      response.on('drain', write);
      write();
    });

    // Far more time than needed: it is the size that ends it.
    expect(await outbound.post(site.url(), { body: '{}', seconds: 600 })).toEqual({ status: 200 });
  });

  test('when the answer breaks off or is late after its headers, the status counts', async () => {
    await serve(({ url }, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half', () => {
        if (url === '/broken') response.destroy();
      });
    });

    expect(await outbound.post(site.url('/broken'), { body: '{}' })).toEqual({ status: 200 });
    expect(await outbound.post(site.url('/late'), { body: '{}', seconds: 0.5 })).toEqual({ status: 200 });
  });

  test('F17 when no answer comes, it is given up', async () => {
    await serve(() => {});

    await expect(outbound.post(site.url(), { body: '{}', seconds: 0.5 })).rejects.toMatchObject({
      ...{ code: 'url-too-slow', isRetryable: true },
    });
  });

  test('when a header is none that can be sent, that is a mistake of the caller, and not of the host', async () => {
    await serve((_incoming, response) => response.end());

    await expect(
      outbound.post(site.url(), { body: '{}', headers: { 'x-bad': 'a\r\nb: c' } }),
    ).rejects.toMatchObject({ code: 'ERR_INVALID_CHAR' });
  });
});
