import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';

const text =
  'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on it.';
const source = { text };

let api: ApiProcess;
let client: ReturnType<typeof createApiClient>;
beforeAll(async () => {
  api = await startApi({
    environment: { WEBHOOK_SECRET: 'a-secret-of-more-than-24-characters', WORKER: 'off' },
  });
  client = createApiClient(api);
});
afterAll(endAllApis);

const jobsLeft = async () => (await client.get('/api/v1/jobs').expect(200)).body.jobs;

/** What all routes refuse alike that take the order of a job. */
const orders: [name: string, body: unknown, path: string][] = [
  ['null', null, 'body'],
  ['a number', 7, 'body'],
  ['a text', 'make it', 'body'],
  ['a source of null', { source: null }, 'source'],
  ['a source that is a list', { source: [text] }, 'source'],
  ['an empty source', { source: {} }, 'source'],
  ['a text and an address', { source: { text, url: 'https://example.com/' } }, 'source'],
  ['a text of null', { source: { text: null } }, 'source.text'],
  ['a text that is a list', { source: { text: [text] } }, 'source.text'],
  ['an address that is none', { source: { url: 'tides' } }, 'source.url'],
  ['an address of a file', { source: { url: 'file:///etc/passwd' } }, 'source.url'],
  ['an address of another kind', { source: { url: 'ftp://example.com/' } }, 'source.url'],
  ['an address with a script', { source: { url: 'javascript:alert(1)' } }, 'source.url'],
  [
    'an address of 2001 characters',
    { source: { url: `https://example.com/${'a'.repeat(1981)}` } },
    'source.url',
  ],
  ['an empty title', { source: { text, title: '' } }, 'source.title'],
  ['a title that is a number', { source: { text, title: 1 } }, 'source.title'],
  ['a title with a NUL', { source: { text, title: 'a\0b' } }, 'source.title'],
  ['a title with half a character', { source: { text, title: 'a\ud800' } }, 'source.title'],
  ['materials that are a text', { source, materials: 'faqs' }, 'materials'],
  ['nine materials', { source, materials: Array(9).fill('faqs') }, 'materials'],
  ['a material of null', { source, materials: [null] }, 'materials.0'],
  ['a material in other letters', { source, materials: ['FAQs'] }, 'materials.0'],
  ['audio of 1', { source, audio: 1 }, 'audio'],
  ['audio of null', { source, audio: null }, 'audio'],
  ['an empty language', { source, language: '' }, 'language'],
  ['a language of 100 letters', { source, language: 'e'.repeat(100) }, 'language'],
  ['an audience of 201 characters', { source, audience: 'a'.repeat(201) }, 'audience'],
  ['an audience of two lines', { source, audience: 'a\r\nb' }, 'audience'],
  ['a level of 2', { source, level: 2 }, 'level'],
  ['minutes in words', { source, targetMinutes: '10' }, 'targetMinutes'],
  ['half a minute', { source, targetMinutes: 0.5 }, 'targetMinutes'],
  ['a cache switch in words', { source, useCache: 'no' }, 'useCache'],
  ['a budget in words', { source, maxCostUsd: '1' }, 'maxCostUsd'],
  ['a webhook that is an address', { source, webhook: 'https://example.com/' }, 'webhook'],
  ['a webhook without an address', { source, webhook: {} }, 'webhook.url'],
  ['a webhook to a file', { source, webhook: { url: 'file:///tmp/x' } }, 'webhook.url'],
  ['a webhook with a secret', { source, webhook: { url: 'https://example.com/', secret: 'x' } }, 'webhook'],
  ['an owner', { source, owner: 'eve' }, 'body'],
  ['a status', { source, status: 'completed' }, 'body'],
];

describe.each(['/api/v1/jobs', '/api/v1/estimates', '/api/v1/content/generate'])('POST %s', (route) => {
  test.each(orders)(
    'when the body is or has %s, the answer is 422 and names the field',
    async (_name, body, path) => {
      const response = await client
        .post(route)
        .set('Content-Type', 'application/json')
        .serialize(String)
        .send(JSON.stringify(body))
        .expect(422);

      expect(response.body.code).toBe('validation-failed');
      const paths = response.body.errors.map((error: { path: string }) => error.path || 'body');
      expect(paths).toContain(path);
    },
  );

  test.each([
    ['no type', undefined, '{}', 415, 'unsupported-media-type'],
    ['XML', 'application/xml', '<source/>', 415, 'unsupported-media-type'],
    ['a form of fields', 'application/x-www-form-urlencoded', 'source=x', 415, 'unsupported-media-type'],
    ['JSON with a comment', 'application/json', '{} // all', 400, 'malformed-json'],
    ['two values', 'application/json', '{}{}', 400, 'malformed-json'],
    ['NaN', 'application/json', '{"targetMinutes":NaN}', 400, 'malformed-json'],
    ['a byte order mark alone', 'application/json', '\ufeff', 400, 'malformed-json'],
  ])('when what is sent is %s, the answer is %i', async (_name, type, body, status, code) => {
    const response = await fetch(`${api.url}${route}`, {
      ...{ method: 'POST', body: Buffer.from(body) },
      headers: { 'X-API-Key': api.key, ...(type !== undefined && { 'Content-Type': type }) },
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, status });
  });

  test.each([
    ['gzip', 'that is none', 400],
    ['x-unknown', 'of no kind', 415],
  ])('when its content encoding is %s %s, the answer is %i', async (encoding, _name, status) => {
    const response = await fetch(`${api.url}${route}`, {
      ...{ method: 'POST', body: 'plain' },
      headers: { 'X-API-Key': api.key, 'Content-Type': 'application/json', 'Content-Encoding': encoding },
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  });
});

test('when all of that was refused, no job is left', async () => {
  expect(await jobsLeft()).toEqual([]);
});

describe('an idempotency key', () => {
  test.each([
    ['with a space', 'a b'],
    ['of 256 characters', 'k'.repeat(256)],
    ['that is empty', ''],
  ])('when it is one %s, the answer is 400, and no job is left', async (_name, key) => {
    const { body } = await client.post('/api/v1/jobs', { source }).set('Idempotency-Key', key).expect(400);
    expect(body.code).toBe('bad-request');
    expect(await jobsLeft()).toEqual([]);
  });
});

describe('a method that is none of the route', () => {
  test.each([
    ['DELETE', '/api/v1/jobs', 'GET, POST'],
    ['PATCH', '/api/v1/jobs/x', 'GET, DELETE'],
    ['GET', '/api/v1/jobs/x/cancel', 'POST'],
    ['GET', '/api/v1/jobs/x/retry', 'POST'],
    ['POST', '/api/v1/jobs/x/events', 'GET'],
    ['PUT', '/api/v1/jobs/x/source', 'GET'],
    ['DELETE', '/api/v1/jobs/x/materials', 'GET'],
    ['POST', '/api/v1/jobs/x/materials/faqs', 'GET'],
    ['POST', '/api/v1/jobs/x/audio', 'GET'],
    ['POST', '/api/v1/jobs/x/audio/transcript', 'GET'],
    ['GET', '/api/v1/estimates', 'POST'],
    ['GET', '/api/v1/content/generate', 'POST'],
    ['PUT', '/api/v1/keys', 'GET, POST'],
    ['GET', '/api/v1/keys/x', 'DELETE'],
    ['POST', '/api/v1/webhook-secret', 'GET'],
    ['POST', '/healthz', 'GET'],
    ['POST', '/readyz', 'GET'],
    ['DELETE', '/metrics', 'GET'],
    ['POST', '/openapi.json', 'GET'],
    ['POST', '/docs', 'GET'],
    ['POST', '/', 'GET'],
  ])('when %s %s is asked, the answer is 405 and says %s', async (method, path, allowed) => {
    const response = await fetch(`${api.url}${path}`, { method, headers: { 'X-API-Key': api.key } });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe(allowed);
    expect(await response.json()).toMatchObject({ code: 'method-not-allowed' });
  });
});
