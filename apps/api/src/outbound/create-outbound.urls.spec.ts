import { describe, expect, test } from '@jest/globals';

import { createOutbound, type OutboundOptions } from './create-outbound.ts';
import { eachRedirectingSite } from './testing/each-site.ts';
import { nameResolver } from './testing/name-resolver.ts';
import { failureOf, openOutbound } from './testing/site-outbound.ts';

const web = eachRedirectingSite();

const get = (url: string, options: OutboundOptions = {}) =>
  openOutbound({ lookup: nameResolver({}), ...options }).fetchDocument(url, { accept: '*/*' });

describe('what else is in the URL', () => {
  test.each([
    ['file:///etc/passwd', /begins with file:/],
    ['ftp://127.0.0.1/', /begins with ftp:/],
    ['gopher://127.0.0.1/', /begins with gopher:/],
    ['data:text/plain,hello', /begins with data:/],
    ['javascript:alert(1)', /begins with javascript:/],
    ['http://user@127.0.0.1/', /a user name or a password/],
    ['http://:secret@127.0.0.1/', /^(?!.*secret).*a user name or a password/],
    ['/relative', /not a valid URL/],
    ['http://', /not a valid URL/],
    ['http://127.0.0.1:99999/', /not a valid URL/],
    ['http://[fe80::1%25eth0]/', /not a valid URL/],
    ['', /not a valid URL/],
  ])('F17 when it is %s, it is refused', async (url, message) => {
    const error = await failureOf(get(url));

    expect(error.code).toBe('url-not-allowed');
    expect(error.message).toMatch(message);
  });

  test.each([
    ['http://127.0.0.1:22/', 22],
    ['http://127.0.0.1:6379/', 6379],
    ['https://127.0.0.1:8443/', 8443],
  ])('F17 when it is %s, the port is refused by default', async (url, port) => {
    expect(await failureOf(get(url, { allowedPorts: [80, 443] }))).toMatchObject({
      ...{ code: 'url-not-allowed', message: `The URL has port ${port}; allowed: 80, 443` },
    });
    expect(await failureOf(createOutbound().post(url, { body: '' }))).toMatchObject({
      message: `The URL has port ${port}; allowed: 80, 443`,
    });
  });

  test.each([
    ['http://8.8.8.8/', [443], 'The URL has port 80; allowed: 443'],
    ['https://8.8.8.8/', [80], 'The URL has port 443; allowed: 80'],
  ])(
    "F17 when it is %s without a port, the scheme's is what has to be allowed",
    async (url, allowedPorts, message) => {
      expect(await failureOf(get(url, { allowedPorts }))).toMatchObject({ code: 'url-not-allowed', message });
    },
  );
});

describe('a redirect', () => {
  test.each([
    ['a private address', 'http://10.0.0.1/', /^The URL that it redirects to has a host that is not/],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data/', /not a public address$/],
    ['loopback, without a scheme', '//[::1]/', /not a public address$/],
    ['loopback, as a number', 'http://2130706434/', /not a public address$/],
    ['localhost', 'http://localhost/', /not a public address$/],
    ['a file', 'file:///etc/passwd', /begins with file:/],
    ['data', 'data:text/plain,hello', /begins with data:/],
    ['a URL with a password', 'http://a:b@127.0.0.1/', /a user name or a password/],
    ['no URL', 'http://[', /not a valid URL/],
  ])('F17 when it leads to %s, it is refused', async (_what, location, message) => {
    web.redirectTo = () => location;

    const error = await failureOf(get(web.site.url()));

    expect(error.code).toBe('url-not-allowed');
    expect(error.message).toMatch(message);
    expect(web.asked).toHaveLength(1);
  });

  test('F17 when it leads to another port, that has to be allowed too', async () => {
    web.redirectTo = () => 'http://127.0.0.1:22/';

    expect(await failureOf(get(web.site.url(), { allowedPorts: [web.site.port] }))).toMatchObject({
      message: `The URL that it redirects to has port 22; allowed: ${web.site.port}`,
    });
  });

  test('F17 when the last of several leads to a private address, it is refused there', async () => {
    web.redirectTo = (path) => ({ '/': '/1', '/1': '/2', '/2': 'http://192.168.0.1/' })[path];

    expect(await failureOf(get(web.site.url()))).toMatchObject({ code: 'url-not-allowed' });
    expect(web.asked).toHaveLength(3);
  });

  test('F17 when it leads back and forth, it is followed five times', async () => {
    web.redirectTo = (path) => (path === '/' ? '/b' : '/');

    expect(await failureOf(get(web.site.url()))).toMatchObject({
      ...{ code: 'url-refused', isRetryable: false, message: 'The URL redirects more than 5 times' },
    });
    expect(web.asked).toHaveLength(6);
  });

  test('when it is relative and not in ASCII, it is followed, and the document knows where it was found', async () => {
    web.redirectTo = (path) => (path === '/a/b' ? Buffer.from('../año?x#y').toString('latin1') : undefined);

    const { url, bytes } = await get(web.site.url('/a/b'));

    expect(url).toBe(web.site.url('/a%C3%B1o?x'));
    expect(Buffer.from(bytes).toString()).toBe('text');
  });
});
