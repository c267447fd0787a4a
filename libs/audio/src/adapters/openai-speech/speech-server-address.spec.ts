import { inspect } from 'node:util';

import { describe, expect, test } from '@jest/globals';

import { speechServerAt } from './speech-server-address.ts';

describe('the address of a speech server', () => {
  test.each([
    ['http://127.0.0.1:8880/v1', 'http://127.0.0.1:8880/v1/audio/speech'],
    ['http://127.0.0.1:8880/v1/', 'http://127.0.0.1:8880/v1/audio/speech'],
    ['http://127.0.0.1:8880/v1//', 'http://127.0.0.1:8880/v1/audio/speech'],
    ['http://127.0.0.1:8880', 'http://127.0.0.1:8880/audio/speech'],
    ['https://api.openai.com/v1', 'https://api.openai.com/v1/audio/speech'],
    ['https://example.org/a/proxy/v1/', 'https://example.org/a/proxy/v1/audio/speech'],
  ])('when it is %s, %s is asked', (baseUrl, endpoint) => {
    expect(speechServerAt(baseUrl, undefined).endpoint).toBe(endpoint);
  });

  test('when there is a key, it is sent as a bearer token and is a secret', () => {
    expect(speechServerAt('http://localhost/v1', 'sk-1')).toMatchObject({
      headers: { Authorization: 'Bearer sk-1' },
      secrets: ['sk-1'],
    });
  });

  test('when there is none, nothing is sent for it', () => {
    expect(speechServerAt('http://localhost/v1', undefined).headers).toEqual({
      'Content-Type': 'application/json',
    });
  });

  test('when there are credentials in it, they are sent as a header, are secrets, and are left out of it', () => {
    const { address, endpoint, headers, secrets } = speechServerAt(
      'http://me:p%40ss@localhost/v1',
      undefined,
    );
    expect([address, endpoint]).toEqual(['http://localhost/v1', 'http://localhost/v1/audio/speech']);
    expect(headers['Authorization']).toBe(`Basic ${btoa('me:p@ss')}`);
    expect(secrets).toEqual([btoa('me:p@ss'), 'p%40ss', 'p@ss', 'me', 'me']);
  });

  test.each([
    ['127.0.0.1:8880/v1', undefined, 'baseUrl'],
    ['ftp://me:hidden@localhost/v1', undefined, 'baseUrl'],
    ['not an address, hidden', undefined, 'baseUrl'],
    ['https://localhost/v1?key=hidden', undefined, 'baseUrl'],
    ['https://localhost/v1#hidden', undefined, 'baseUrl'],
    ['https://localhost/v1', 'hidden\nkey', 'apiKey'],
    ['https://localhost/v1', '', 'apiKey'],
    ['https://me:hidden@localhost/v1', 'hidden', 'apiKey'],
  ])('F23 when it is %j with the key %j, it is refused without repeating either', (baseUrl, apiKey, name) => {
    const error: unknown = (() => {
      try {
        return speechServerAt(baseUrl, apiKey);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({ name: 'RangeError', message: expect.stringContaining(name) });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('hidden');
  });
});
