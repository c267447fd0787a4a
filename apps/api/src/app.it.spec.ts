import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { startFactory } from './testing/start-factory.ts';

const text =
  'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on its water.';

let factory: Awaited<ReturnType<typeof startFactory>>;
let anasJob: string;

beforeAll(async () => {
  factory = await startFactory();
  const { body } = await supertest(factory.app)
    .post('/api/v1/jobs')
    .set('X-API-Key', 'key-of-ana')
    .send({ source: { text }, audio: true })
    .expect(201);
  anasJob = body.id;
  await factory.ended(anasJob);
});
afterAll(() => factory.stop());

describe('F16 another owner', () => {
  test.each([
    ['get', ''],
    ['delete', ''],
    ['post', '/cancel'],
    ['post', '/retry'],
    ['get', '/events'],
    ['get', '/source'],
    ['get', '/materials'],
    ['get', '/materials/faqs'],
    ['get', '/audio'],
    ['get', '/audio/transcript'],
  ] as const)(
    'when %s %s is asked for her job, the answer is that of a job that does not exist',
    async (method, path) => {
      const ask = (id: string) =>
        supertest(factory.app)[method](`/api/v1/jobs/${id}${path}`).set('X-API-Key', 'key-of-ben');
      const hers = await ask(anasJob).expect(404);
      const nobodys = await ask('nobodys').expect(404);

      const withoutIds = ({ body }: supertest.Response, id: string) =>
        JSON.parse(JSON.stringify({ ...body, requestId: '' }).replaceAll(id, 'ID'));
      expect(withoutIds(hers, anasJob)).toEqual(withoutIds(nobodys, 'nobodys'));
      expect(hers.body.code).toBe('job-not-found');
    },
  );

  test('when the jobs are listed, each owner sees the own alone', async () => {
    const list = (owner: string) =>
      supertest(factory.app).get('/api/v1/jobs').set('X-API-Key', `key-of-${owner}`).expect(200);
    const ids = async (owner: string) => (await list(owner)).body.jobs.map(({ id }: { id: string }) => id);

    expect(await ids('ana')).toEqual([anasJob]);
    expect(await ids('ben')).toEqual([]);
  });

  test('when the idempotency key is one of hers, it stands for nothing of hers', async () => {
    const create = (owner: string) =>
      supertest(factory.app)
        .post('/api/v1/jobs')
        .set({ 'X-API-Key': `key-of-${owner}`, 'Idempotency-Key': 'shared' })
        .send({ source: { text }, materials: ['faqs'] })
        .expect(201);
    const [hers, his] = [await create('cleo'), await create('dan')];

    expect(his.body.id).not.toBe(hers.body.id);
    await Promise.all([factory.ended(hers.body.id), factory.ended(his.body.id)]);
  });
});

describe('answers', () => {
  test('when a page is asked for, it comes with security headers and without naming the framework', async () => {
    const { headers, text: html } = await supertest(factory.app).get('/').expect(200);

    expect(html).toContain('La Factoria is running');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('when the head of the audio is asked for, its size comes without the bytes', async () => {
    const ask = (method: 'get' | 'head') =>
      supertest(factory.app)
        [method](`/api/v1/jobs/${anasJob}/audio`)
        .set('X-API-Key', 'key-of-ana')
        .buffer()
        .expect(200);
    const [head, whole] = [await ask('head'), await ask('get')];

    expect(head.headers['content-length']).toBe(String(whole.body.length));
    expect(head.body).toEqual({});
  });

  test.each([
    ['the head is asked for', 'head', {}],
    ['the range is for a state that was never told', 'get', { 'If-Range': '"another"' }],
  ] as const)('when %s, a range is ignored and the answer is for the whole', async (_name, method, more) => {
    const { headers } = await supertest(factory.app)
      [method](`/api/v1/jobs/${anasJob}/audio`)
      .set({ 'X-API-Key': 'key-of-ana', Range: 'bytes=0-9', ...more })
      .buffer()
      .expect(200);

    expect(headers['content-range']).toBeUndefined();
    expect(Number(headers['content-length'])).toBeGreaterThan(10);
  });

  test('when the transcript is asked for, it comes as WebVTT, and its head alone without it', async () => {
    const ask = (method: 'get' | 'head') =>
      supertest(factory.app)
        [method](`/api/v1/jobs/${anasJob}/audio/transcript`)
        .set('X-API-Key', 'key-of-ana')
        .expect(200)
        .expect('Content-Type', 'text/vtt; charset=utf-8');
    const [head, whole] = [await ask('head'), await ask('get')];

    expect(whole.text).toMatch(/^WEBVTT\n\n1(\.1)?\n00:00:00\.150 --> .+\n<v \w+>/);
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(whole.text)));
    expect(head.text).toBeUndefined();
  });

  test('when a thousand materials are named, the answer says once that these are too many', async () => {
    const { body } = await supertest(factory.app)
      .post('/api/v1/jobs')
      .set('X-API-Key', 'key-of-ana')
      .send({ source: { text }, materials: Array(1000).fill('poem') })
      .expect(422);

    expect(body.errors).toEqual([{ path: 'materials', message: expect.stringMatching(/<=8/) }]);
  });

  test('when thousands of unknown fields are sent, the message about them is cut', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`unknown-${index}`, 1]));
    const { body } = await supertest(factory.app)
      .post('/api/v1/jobs')
      .set('X-API-Key', 'key-of-ana')
      .send({ source: { text }, ...unknown })
      .expect(422);

    expect(body.detail.length).toBeLessThan(1000);
  });

  test('when the range lies behind the end, the answer is 416 and tells the size', async () => {
    const { headers, body } = await supertest(factory.app)
      .get(`/api/v1/jobs/${anasJob}/audio`)
      .set({ 'X-API-Key': 'key-of-ana', Range: 'bytes=999999999-' })
      .expect(416);

    expect(headers['content-range']).toMatch(/^bytes \*\/\d+$/);
    expect(body.code).toBe('range-not-satisfiable');
  });
});
