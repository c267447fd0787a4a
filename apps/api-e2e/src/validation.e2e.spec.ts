import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';

const text = 'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun.';

let api: ApiProcess;
let client: ReturnType<typeof createApiClient>;

beforeAll(async () => {
  api = await startApi();
  client = createApiClient(api);
});
afterAll(endAllApis);

const raw = (body: string | Buffer, type = 'application/json') =>
  client
    .post('/api/v1/jobs')
    .set('Content-Type', type)
    .serialize(String)
    .send(body as string);

const jobsLeftBehind = async () => (await client.get('/api/v1/jobs').expect(200)).body.jobs;

describe('a text that can not be worked with', () => {
  test.each([
    ['empty', '', 'source-invalid', /50/],
    ['of white space', ' \n\t'.repeat(100), 'source-invalid', /50/],
    ['of 49 characters', 'x'.repeat(49), 'source-invalid', /50/],
    ['of 1000001 characters', 'word '.repeat(200_000) + 'x', 'source-invalid', /1,?000,?000/],
    ['binary', `${text}\0\x01\x02${text}`, 'source-invalid', /binary|control|NUL/i],
    ['with a lone surrogate', `${text}\ud800`, 'source-invalid', /surrogate|Unicode/i],
  ])(
    'when the text is %s, the answer is 422 and says why, and no job is left',
    async (_name, source, code, detail) => {
      const { body } = await client.post('/api/v1/jobs', { source: { text: source } }).expect(422);

      expect(body.code).toBe(code);
      expect(body.detail).toMatch(detail);
      expect(await jobsLeftBehind()).toEqual([]);
    },
  );

  test('when the body is not UTF-8, the answer is 400 and says so, and no job is left', async () => {
    const latin1 = Buffer.from(JSON.stringify({ source: { text: `${text} Señor` } }), 'latin1');
    const response = await fetch(`${api.url}/api/v1/jobs`, {
      ...{ method: 'POST', body: latin1 },
      headers: { Authorization: `Bearer ${api.key}`, 'Content-Type': 'application/json' },
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'body-not-utf-8' });
    expect(await jobsLeftBehind()).toEqual([]);
  });
});

describe('a body that is not valid', () => {
  const source = { text };
  test.each<[string, object, string]>([
    ['no source', {}, 'source'],
    ['a source that is a string', { source: text }, 'source'],
    ['a text that is a number', { source: { text: 5 } }, 'source.text'],
    ['a list', [], 'body'],
    ['an unknown field', { source, colour: 'red' }, 'body'],
    ['an unknown field in the source', { source: { text, url: 'http://127.0.0.1' } }, 'source'],
    ['an unknown material', { source, materials: ['poem'] }, 'materials.0'],
    ['no material', { source, materials: [] }, 'materials'],
    ['a material twice', { source, materials: ['faqs', 'faqs'] }, 'materials'],
    ['audio that is a string', { source, audio: 'yes' }, 'audio'],
    ['a wrong language', { source, language: 'English!' }, 'language'],
    [
      'a language of parts that do not go together',
      { source, language: 'en-aa-bb-cc', audio: true },
      'language',
    ],
    ['a wrong level', { source, level: 'expert' }, 'level'],
    ['no minutes', { source, targetMinutes: 0 }, 'targetMinutes'],
    ['too many minutes', { source, targetMinutes: 61 }, 'targetMinutes'],
    ['a negative budget', { source, maxCostUsd: -1 }, 'maxCostUsd'],
    ['a title of two lines', { source: { text, title: 'a\nb' } }, 'source.title'],
    ['a title of 201 characters', { source: { text, title: 'a'.repeat(201) } }, 'source.title'],
    ['an audience of white space', { source, audience: '  ' }, 'audience'],
  ])('when the body has %s, the answer is 422 and names the field', async (_name, body, path) => {
    const { body: problem } = await client.post('/api/v1/jobs', body).expect(422);

    expect(problem.code).toBe('validation-failed');
    expect(problem.errors.map((error: { path: string }) => error.path || 'body')).toContain(path);
    expect(await jobsLeftBehind()).toEqual([]);
  });

  test.each<[string, string, string, number, string]>([
    ['is empty', '', 'application/json', 400, 'malformed-json'],
    ['is broken JSON', '{"source":', 'application/json', 400, 'malformed-json'],
    ['is plain text', text, 'text/plain', 415, 'unsupported-media-type'],
    [
      'pollutes the prototype',
      '{"__proto__": {"admin": true}}',
      'application/json',
      422,
      'validation-failed',
    ],
    [
      'is 7 MB',
      JSON.stringify({ source: { text: 'x'.repeat(7_000_000) } }),
      'application/json',
      413,
      'body-too-large',
    ],
    ['is nested 100000 deep', '['.repeat(100_000), 'application/json', 400, 'malformed-json'],
  ])('F20 when the body %s, the answer is a 4xx', async (_name, body, type, status, code) => {
    const response = await raw(body, type).expect(status);

    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.body.code).toBe(code);
  });
});

test('when audio is asked for in a language that no voice speaks, the answer is 422 and no job is left', async () => {
  const german =
    'Die Gezeiten sind das regelmäßige Steigen und Fallen des Meeres. Der Mond zieht das Wasser an, und die Erde dreht sich unter der Flut hinweg.';
  const { body } = await client.post('/api/v1/jobs', { source: { text: german }, audio: true }).expect(422);

  expect(body).toMatchObject({ code: 'language-unsupported', errors: [{ path: 'audio' }] });
  expect(body.detail).toMatch(/^The voices speak en, and the text is in de\./);
  expect(await jobsLeftBehind()).toEqual([]);
});

describe('a request that is not valid', () => {
  test.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=ten', 'limit'],
    ['?status=done', 'status'],
    ['?order=asc', 'body'],
  ])('when the list is asked for with %s, the answer is 422 and names the field', async (query, path) => {
    const { body } = await client.get(`/api/v1/jobs${query}`).expect(422);

    expect(body.errors.map((error: { path: string }) => error.path || 'body')).toEqual([path]);
  });

  test('when the cursor was never given out, the answer is 422', async () => {
    const { body } = await client.get('/api/v1/jobs?cursor=bm9uZQ').expect(422);

    expect(body.code).toBe('cursor-invalid');
  });

  test.each([
    ['GET', '/api/v1/jobs/0198c0de-0000-7000-8000-000000000000', 404, 'job-not-found'],
    ['GET', '/api/v1/jobs/%00', 404, 'job-not-found'],
    ['GET', '/api/v1/jobs/%ff', 400, 'bad-request'],
    ['GET', '/api/v1/nothing', 404, 'not-found'],
    ['GET', '/nothing', 404, 'not-found'],
  ])('when %s %s is asked, the answer is %i %s', async (_method, path, status, code) => {
    const { body } = await client.get(path).expect(status);

    expect(body.code).toBe(code);
  });

  test('when the method is none of the route, the answer is 405 and names those that are', async () => {
    const { headers, body } = await supertest(api.url)
      .put('/api/v1/jobs')
      .set('Authorization', `Bearer ${api.key}`)
      .expect(405);

    expect(headers['allow']).toBe('GET, POST');
    expect(body.code).toBe('method-not-allowed');
  });

  test('when neither JSON nor Markdown is accepted, the answer is 406', async () => {
    const job = await client.make({ source: { text }, materials: ['faqs'] });
    const { body } = await client
      .get(`/api/v1/jobs/${job.id}/materials/faqs`)
      .set('Accept', 'image/png')
      .expect(406);

    expect(body.code).toBe('not-acceptable');
  });

  test('when a request fails, the problem carries what RFC 9457 asks for and the id of the request', async () => {
    const { headers, body } = await client
      .get('/api/v1/jobs/none')
      .set('X-Request-Id', 'my-id-1')
      .expect(404);

    expect(headers['x-request-id']).toBe('my-id-1');
    expect(body).toEqual({
      type: 'urn:la-factoria:problem:job-not-found',
      title: 'There is no such job',
      status: 404,
      detail: 'There is no job none.',
      instance: '/api/v1/jobs/none',
      code: 'job-not-found',
      requestId: 'my-id-1',
    });
  });

  test('when the request id is not sane, another is made', async () => {
    const { headers } = await client.get('/api/v1/jobs').set('X-Request-Id', 'a b<script>').expect(200);

    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('when the shortest text that is legal comes, a job is made of it and names what it could not fill', async () => {
  const shortest = 'The Moon pulls the sea, and this is called a tide..';
  const job = await client.make({ source: { text: shortest.slice(0, 50) } });
  const { body } = await client.get(`/api/v1/jobs/${job.id}/materials/flashcards`).expect(200);

  expect(job.status).toBe('completed');
  expect(body.quality.issues.length).toBeGreaterThan(0);
});
