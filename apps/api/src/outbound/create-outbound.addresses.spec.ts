import { describe, expect, test } from '@jest/globals';

import { createOutbound, type OutboundOptions } from './create-outbound.ts';
import { eachRedirectingSite } from './testing/each-site.ts';
import { nameResolver } from './testing/name-resolver.ts';
import { failureOf, openOutbound } from './testing/site-outbound.ts';

const web = eachRedirectingSite();

const get = (url: string, options: OutboundOptions = {}) =>
  openOutbound({ lookup: nameResolver({}), ...options }).fetchDocument(url, { accept: '*/*' });

describe('an address in the URL, by default', () => {
  test.each([
    ...[
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0177.0.0.1',
      '017700000001',
      '0x7f.1',
      '0x7f000001',
      '127.0.0.1.',
    ],
    ...['①②⑦.0.0.1', '%31%32%37.0.0.1', '0', '0.0.0.0', '[::]', '[::1]', '[0:0:0:0:0:0:0:1]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
    ...[
      '169.254.169.254',
      '[::ffff:169.254.169.254]',
      '[fd00:ec2::254]',
      '[fe80::1]',
      '10.0.0.1',
      '192.168.0.1',
    ],
  ])('F17 when it is %s, it is refused before anything is connected to', async (host) => {
    const outbound = createOutbound({ allowedPorts: 'any' });

    const fetching = await failureOf(outbound.fetchDocument(web.site.url('/', { host }), { accept: '*/*' }));
    const posting = await failureOf(outbound.post(web.site.url('/', { host }), { body: '' }));

    expect(fetching).toMatchObject({
      ...{ code: 'url-not-allowed', isRetryable: false },
      message: 'The URL has a host that is not a public address',
    });
    expect(posting.code).toBe('url-not-allowed');
    expect(web.site.connections).toBe(0);
  });
});

describe('a name in the URL', () => {
  test.each([
    ...[
      'localhost',
      'LOCALHOST',
      'localhost.',
      'localhost..',
      'api.localhost',
      'printer.local',
      'printer.local.',
    ],
    ...['metadata.google.internal', 'router.home.arpa', 'intranet', 'wiki.corp', 'nas.lan', 'db'],
  ])('F17 when it is %s, it is refused without being looked up', async (host) => {
    const lookup = nameResolver({ [host]: [['127.0.0.1']] });

    expect(await failureOf(get(web.site.url('/', { host }), { lookup }))).toMatchObject({
      ...{ code: 'url-not-allowed', message: 'The URL has a host that is not a public address' },
    });
    expect(lookup.lookedUp).toEqual([]);
    expect(web.site.connections).toBe(0);
  });

  test('when it only looks like an inner one, it is looked up', async () => {
    const host = 'mylocalhost.internal.news.example';
    const lookup = nameResolver({ [host]: [['127.0.0.1']] });

    await get(web.site.url('/a?b=c#d', { host }), { lookup });

    expect(web.asked).toEqual([`${host}:${web.site.port}/a?b=c`]);
  });

  test.each([
    ['an inner address', ['127.0.0.1']],
    ['a mapped one', ['::ffff:127.0.0.1']],
    ['an inner address after a public one', ['93.184.215.14', '127.0.0.1']],
    ['an inner address before a public one', ['127.0.0.1', '93.184.215.14']],
  ])(
    'F17 when it stands for %s, it is refused, and the message does not tell which',
    async (_what, answer) => {
      const outbound = createOutbound({
        allowedPorts: 'any',
        lookup: nameResolver({ 'news.example': [answer] }),
      });

      const error = await failureOf(
        outbound.fetchDocument(web.site.url('/', { host: 'news.example' }), { accept: '*/*' }),
      );

      expect(error).toMatchObject({
        ...{ code: 'url-not-allowed', message: 'The URL has a host that is not a public address' },
      });
      expect(web.site.connections).toBe(0);
    },
  );

  test('F17 when it stands for another address a moment later, what was checked is connected to', async () => {
    const lookup = nameResolver({ 'rebind.example': [['127.0.0.1'], ['10.0.0.1']] });
    const outbound = openOutbound({ lookup });
    const url = web.site.url('/', { host: 'rebind.example' });

    await outbound.fetchDocument(url, { accept: '*/*' });
    expect(lookup.lookedUp).toEqual(['rebind.example']);
    expect(web.asked).toHaveLength(1);

    // Each connection is checked anew, also one to a name that was good before.
    expect(await failureOf(outbound.fetchDocument(url, { accept: '*/*' }))).toMatchObject({
      code: 'url-not-allowed',
    });
    expect(lookup.lookedUp).toHaveLength(2);
    expect(web.asked).toHaveLength(1);
  });

  test('F17 when it stands for another address after a redirect to itself, it is refused', async () => {
    const lookup = nameResolver({ 'rebind.example': [['127.0.0.1'], ['10.0.0.1']] });
    web.redirectTo = (path) => (path === '/' ? '/again' : undefined);

    expect(await failureOf(get(web.site.url('/', { host: 'rebind.example' }), { lookup }))).toMatchObject({
      ...{ code: 'url-not-allowed' },
      message: 'The URL that it redirects to has a host that is not a public address',
    });
    expect(web.asked).toHaveLength(1);
  });

  test('F17 when the address that is connected to turns out to be another one, nothing is sent to it', async () => {
    const answers = [true, false];
    const isAllowed = () => answers.shift() ?? false;

    expect(await failureOf(get(web.site.url(), { isAllowed }))).toMatchObject({ code: 'url-not-allowed' });
    expect(web.asked).toEqual([]);
  });

  test('when its first address does not answer, the next is tried', async () => {
    const lookup = nameResolver({ 'news.example': [['127.0.0.2', '127.0.0.1']] });
    const isAllowed = (address: string) => address.startsWith('127.0.0.');

    await get(web.site.url('/', { host: 'news.example' }), { lookup, isAllowed });

    expect(web.asked).toHaveLength(1);
  });

  test('when nobody knows it, that is said, and that trying again is of no use', async () => {
    expect(await failureOf(get('http://gone.example/secret'))).toMatchObject({
      ...{ code: 'url-unreachable', isRetryable: false, message: 'gone.example is no known host' },
    });
  });

  test('when its server listens no more, the message names the host, and no address', async () => {
    const lookup = nameResolver({ 'news.example': [['127.0.0.1']] });
    const url = web.site.url('/secret', { host: 'news.example' });
    await web.site.close();

    expect(await failureOf(get(url, { lookup }))).toMatchObject({
      ...{ code: 'url-unreachable', isRetryable: true, message: "news.example can't be connected to" },
    });
  });

  test.each([
    ['EAI_AGAIN', 'the resolver is away'],
    ['EAI_FAIL', 'the resolver fails'],
  ])('when it is looked up and the answer is %s, trying again may help', async (code) => {
    const lookup = () => Promise.reject(Object.assign(new Error(code), { code }));

    expect(await failureOf(get('http://news.example/', { lookup }))).toMatchObject({
      ...{ code: 'url-unreachable', isRetryable: true },
    });
  });
});
