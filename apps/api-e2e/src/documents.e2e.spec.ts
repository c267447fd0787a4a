import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { buildDocx, buildEpub, buildPdf, paragraph } from '@la-factoria/api/testing/documents';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';
import { type Site, startSite } from './harness/start-site.ts';

const tides = readFileSync(new URL('../fixtures/tides.md', import.meta.url), 'utf8');
const sentence =
  'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on it.';
const html = `<title>Tides</title><nav>Menu</nav><h1>Tides</h1><p>${sentence}</p><script>alert(1)</script>`;

let api: ApiProcess;
let client: ReturnType<typeof createApiClient>;
let site: Site;
/** Paths that were asked for. */
const asked: string[] = [];

beforeAll(async () => {
  site = await startSite((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path === '/tides.html') response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
    else if (path === '/moved') response.writeHead(302, { Location: '/tides.html' }).end();
    else if (path === '/inside') response.writeHead(302, { Location: 'http://169.254.169.254/token' }).end();
    else if (path === '/file') response.writeHead(302, { Location: 'file:///etc/passwd' }).end();
    else if (path === '/bomb') {
      const zeros = gzipSync(Buffer.alloc(30 * 1024 * 1024));
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' }).end(zeros);
    } else if (path === '/picture') response.setHeader('Content-Type', 'image/png').end('\x89PNG');
    else response.writeHead(404).end();
  });
  api = await startApi({ environment: { OUTBOUND_ADDRESSES: '127.0.0.1', OUTBOUND_PORTS: site.port } });
  client = createApiClient(api);
});
afterAll(async () => {
  await endAllApis();
  await site.close();
});

const upload = (bytes: Uint8Array | string, name: string, options?: object) => {
  const request = supertest(api.url)
    .post('/api/v1/jobs')
    .set('X-API-Key', api.key)
    .attach('file', Buffer.from(bytes), name);
  return options ? request.field('options', JSON.stringify(options)) : request;
};

const sourceOf = async (id: string) => (await client.get(`/api/v1/jobs/${id}/source`).expect(200)).text;
const jobsLeft = async () => (await client.get('/api/v1/jobs?limit=100').expect(200)).body.jobs.length;

describe('a document that is sent', () => {
  test.each<[string, () => Promise<Uint8Array | string> | Uint8Array | string]>([
    ['tides.txt', () => sentence],
    ['tides.md', () => tides],
    ['tides.html', () => html],
    ['tides.pdf', () => buildPdf([[{ text: sentence, x: 72, y: 700 }]])],
    ['tides.docx', () => buildDocx(paragraph(sentence))],
    ['tides.epub', () => buildEpub([{ href: 'one.xhtml', body: `<p>${sentence}</p>` }])],
  ])('when it is %s, its text is what the job works on', async (name, build) => {
    const { body: job } = await upload(await build(), name, {
      materials: ['outline'],
      title: 'The tides',
    }).expect(201);
    const text = (await sourceOf(job.id)).replaceAll(/\s+/g, ' ');

    expect(text).toContain('rise and fall of the sea');
    expect(text).not.toMatch(/alert|Menu|%PDF|<p>/);
    expect(job.request).toMatchObject({ title: 'The tides', materials: ['outline'] });
    expect((await client.finished(job.id)).status).toBe('completed');
  });

  test.each<[string, Uint8Array | string, string, number, string]>([
    ['a picture', '\x89PNG\r\n\x1a\n\0\0\0', 'tides.png', 415, 'document-type-unsupported'],
    ['a PDF that is none', '%PDF-1.7\nnothing', 'tides.pdf', 422, 'document-unreadable'],
    ['a PDF without text', buildPdf([[]]), 'scan.pdf', 422, 'document-without-text'],
    ['an empty text', '', 'empty.txt', 422, 'document-without-text'],
    [
      'a text that is not UTF-8',
      Buffer.from('Señor '.repeat(20), 'latin1'),
      'latin1.txt',
      422,
      'document-unreadable',
    ],
    ['21 MiB', new Uint8Array(21 * 1024 * 1024).fill(97), 'long.txt', 413, 'body-too-large'],
  ])(
    'when it is %s, the answer is a clear 4xx, and no job is left',
    async (_name, bytes, name, status, code) => {
      const before = await jobsLeft();
      const { body } = await upload(bytes, name).expect(status);

      expect(body.code).toBe(code);
      expect(await jobsLeft()).toBe(before);
    },
  );

  test('when the same form is sent twice with one idempotency key, there is one job; with another file, 422', async () => {
    const send = (text: string) =>
      upload(text, 'tides.txt', { materials: ['outline'] }).set('Idempotency-Key', 'form');
    const first = await send(sentence).expect(201);
    const second = await send(sentence).expect(201);
    const other = await send(`${sentence} And more of it.`).expect(422);

    expect(second.body.id).toBe(first.body.id);
    expect(other.body.code).toBe('idempotency-key-reused');
  });

  test.each<[string, (request: supertest.Test) => supertest.Test, number, string]>([
    ['no file', (request) => request.field('options', '{}'), 400, 'bad-request'],
    [
      'two files',
      (request) => request.attach('file', Buffer.from('a'), 'a').attach('file', Buffer.from('b'), 'b'),
      400,
      'bad-request',
    ],
    [
      'an unknown part',
      (request) => request.attach('file', Buffer.from(sentence), 'a.txt').field('colour', 'red'),
      400,
      'bad-request',
    ],
    [
      'options that are no JSON',
      (request) => request.attach('file', Buffer.from(sentence), 'a.txt').field('options', '{'),
      400,
      'malformed-json',
    ],
    [
      'options with a source',
      (request) =>
        request.attach('file', Buffer.from(sentence), 'a.txt').field('options', '{"source":{"text":"x"}}'),
      422,
      'validation-failed',
    ],
    [
      'no boundary',
      (request) => request.set('Content-Type', 'multipart/form-data').send('x'),
      400,
      'bad-request',
    ],
    [
      'a form that breaks off',
      (request) =>
        request
          .set('Content-Type', 'multipart/form-data; boundary=x')
          .send('--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc'),
      400,
      'bad-request',
    ],
  ])('when the form has %s, the answer is %i', async (_name, fill, status, code) => {
    const request = supertest(api.url).post('/api/v1/jobs').set('X-API-Key', api.key);
    const { body } = await fill(request).expect(status);
    expect(body.code).toBe(code);
  });
});

describe('the address of a document', () => {
  const make = (url: string) => client.post('/api/v1/jobs', { source: { url }, materials: ['outline'] });

  test.each(['/tides.html', '/moved'])(
    'when %s is a page, its text is what the job works on',
    async (path) => {
      const { body: job } = await make(`${site.url}${path}`).expect(201);

      expect(job.request.title).toBe('Tides');
      expect(await sourceOf(job.id)).toContain(sentence);
      expect(await sourceOf(job.id)).not.toContain('Menu');
    },
  );

  test.each([
    ['this machine by another name', 'http://localhost/', 'url-not-allowed'],
    ['this machine in IPv6', 'http://[::1]/', 'url-not-allowed'],
    ['IPv4 within IPv6', 'http://[::ffff:10.0.0.1]/', 'url-not-allowed'],
    ['a decimal number', 'http://2852039166/', 'url-not-allowed'],
    ['an octal address', 'http://0251.0376.0251.0376/', 'url-not-allowed'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data/', 'url-not-allowed'],
    ['a private network', 'http://10.0.0.1/', 'url-not-allowed'],
    ['a port that is not allowed', 'http://127.0.0.1:22/', 'url-not-allowed'],
    ['a password', 'http://user:password@127.0.0.1/', 'url-not-allowed'],
    ['a redirect to the inside', '/inside', 'url-not-allowed'],
    ['a redirect to a file', '/file', 'url-not-allowed'],
    ['a bomb', '/bomb', 'url-too-large'],
    ['a picture', '/picture', 'document-type-unsupported'],
    ['nothing there', '/missing', 'url-refused'],
  ])('F17 when it is %s, the answer is a clear 4xx, and no job is left', async (_name, url, code) => {
    const before = await jobsLeft();
    const { body } = await make(url.startsWith('/') ? `${site.url}${url}` : url);

    expect(body.code).toBe(code);
    expect(body.status).toBe(code === 'document-type-unsupported' ? 415 : 422);
    expect(await jobsLeft()).toBe(before);
  });

  test('when addresses are switched off, none is fetched', async () => {
    const environment = {
      ...{ URL_SOURCES: 'off', OUTBOUND_ADDRESSES: '127.0.0.1', OUTBOUND_PORTS: site.port },
    };
    const closed = createApiClient(await startApi({ environment }));
    const before = asked.length;
    const { body } = await closed
      .post('/api/v1/jobs', { source: { url: `${site.url}/tides.html` } })
      .expect(422);

    expect(body.code).toBe('url-sources-off');
    expect(asked).toHaveLength(before);
  });
});
