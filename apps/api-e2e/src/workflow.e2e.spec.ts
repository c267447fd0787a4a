import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { materialKinds, type Materials, materialSchemas } from '@la-factoria/content';
import { buildLongText } from '@la-factoria/content/testing/sources';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';

const tides = readFileSync(new URL('../fixtures/tides.md', import.meta.url), 'utf8');

let api: ApiProcess;
let client: ReturnType<typeof createApiClient>;

beforeAll(async () => {
  api = await startApi();
  client = createApiClient(api);
});
afterAll(endAllApis);

describe('a job with all materials and audio', () => {
  test('when a text is handed in, the job ends completed with eight materials that keep their schemas', async () => {
    const job = await client.make({ source: { text: tides } });
    const { body: materials } = await client.get(`/api/v1/jobs/${job.id}/materials`).expect(200);

    expect(job).toMatchObject({
      status: 'completed',
      progress: { completed: 8, total: 8, percentage: 100, current: [] },
      audio: null,
      error: null,
      request: { title: 'Tides', language: 'en', sourceCharacters: tides.length },
    });
    expect(Object.keys(materials)).toEqual([...materialKinds]);
    for (const kind of materialKinds) {
      expect(materialSchemas[kind].safeParse(materials[kind]).error).toBeUndefined();
      expect(materials[kind].generator).toBe('extractive');
    }
  });

  test('when a material cites the source, the range lies in the text that /source returns and holds the cited words', async () => {
    const job = await client.make({ source: { text: tides }, materials: ['flashcards'] });
    const { body } = await client.get(`/api/v1/jobs/${job.id}/materials/flashcards`).expect(200);
    const { text: source } = await client.get(`/api/v1/jobs/${job.id}/source`).expect(200);
    const flashcards: Materials['flashcards'] = body;

    expect(source).toBe(tides);
    const springTide = flashcards.items.find(({ term }) => term.toLowerCase() === 'spring tide');
    const cited = springTide?.citations.map(({ start, end }) => source.slice(start, end)).join(' ');
    expect(cited).toContain(
      'tide of large range that happens when the Moon, the Earth and the Sun stand in one line',
    );
  });

  test('when flashcards are asked for as CSV, Anki can import them; other materials are no table', async () => {
    const job = await client.make({ source: { text: tides }, materials: ['flashcards', 'faqs'] });
    const at = `/api/v1/jobs/${job.id}/materials`;
    const { text, headers } = await client.get(`${at}/flashcards`).set('Accept', 'text/csv').expect(200);
    const { body } = await client.get(`${at}/faqs`).set('Accept', 'text/csv').expect(406);

    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename=flashcards.csv');
    expect(text).toMatch(/^#separator:Comma\r?\n/);
    expect(text).toMatch(/^"?[Ss]pring tide"?,/m);
    expect(body).toMatchObject({
      code: 'not-acceptable',
      detail: 'Accept application/json or text/markdown.',
    });
  });

  test('when audio is asked for, an MP3 comes whose length is told, in whole and by range', async () => {
    const job = await client.make({
      source: { text: tides },
      materials: ['podcast-script'],
      audio: true,
      targetMinutes: 1,
    });
    const whole = await client.get(`/api/v1/jobs/${job.id}/audio`).buffer().expect(200);
    const part = await client
      .get(`/api/v1/jobs/${job.id}/audio`)
      .set('Range', 'bytes=0-99')
      .buffer()
      .expect(206);
    const { body: script } = await client.get(`/api/v1/jobs/${job.id}/materials/podcast-script`).expect(200);

    expect(whole.headers['content-type']).toBe('audio/mpeg');
    expect(whole.body.subarray(0, 3).toString()).toBe('ID3');
    expect(part.headers['content-range']).toBe(`bytes 0-99/${whole.body.length}`);
    expect(part.body.equals(whole.body.subarray(0, 100))).toBe(true);
    const seconds = job.audio?.durationSeconds ?? 0;
    expect(Math.abs(seconds / 60 / script.estimatedMinutes - 1)).toBeLessThan(0.15);
  });

  test('when minutes are asked for of a text that has enough to say, the podcast lasts as long within a tenth', async () => {
    const targetMinutes = 3;
    const job = await client.make({
      ...{
        source: { text: buildLongText(20_000) },
        materials: ['podcast-script'],
        audio: true,
        targetMinutes,
      },
    });
    const minutes = (job.audio?.durationSeconds ?? 0) / 60;

    expect(Math.abs(minutes / targetMinutes - 1)).toBeLessThan(0.1);
  });

  test('when the events are followed, they show growing revisions and end once', async () => {
    const { body: created } = await client.post('/api/v1/jobs', { source: { text: tides } }).expect(201);
    const events = await client.follow(created.id);

    const ids = events.map(({ event }) => Number(event.id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(events.map(({ event }) => event.name).filter((name) => name === 'end')).toHaveLength(1);
    expect(events.at(-1)?.job.status).toBe('completed');
  });

  test('when a client comes back after the end, it is told of the end again', async () => {
    const job = await client.make({ source: { text: tides }, materials: ['faqs'] });
    const all = await client.follow(job.id);
    const again = await client.follow(job.id, undefined, { 'Last-Event-ID': all.at(-1)?.event.id ?? '' });

    expect(again.map(({ event }) => event.name)).toEqual(['end']);
  });

  test('when Markdown is accepted, the material comes as Markdown with its title', async () => {
    const job = await client.make({ source: { text: tides }, materials: ['one-pager'] });
    const path = `/api/v1/jobs/${job.id}/materials/one-pager`;
    const { body: onePager } = await client.get(path).expect(200);
    const markdown = await client.get(path).set('Accept', 'text/markdown').expect(200);

    expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(markdown.text.split('\n')[0]).toBe(`# ${onePager.title}`);
  });
});

test('when a long source is being read, the API goes on answering', async () => {
  const text = Array.from({ length: 250 }, (_, index) => `${tides}\n\n# Part ${index}\n`)
    .join('\n')
    .slice(0, 990_000);
  const { body } = await client.post('/api/v1/jobs', { source: { text }, materials: ['faqs'] }).expect(201);
  await client.follow(body.id, (_event, { progress }) => progress.current.includes('outline'));
  await supertest(api.url).get('/healthz').expect(200);
  const { body: meanwhile } = await client.get(`/api/v1/jobs/${body.id}`).expect(200);
  await client.remove(`/api/v1/jobs/${body.id}`).expect(204);

  expect(meanwhile.progress.current).toEqual(['outline']);
});

describe('the same text again', () => {
  test('when the cache may be used, nothing is written twice', async () => {
    const text = `${tides}\nThe last line makes this text one of its own.`;
    const first = await client.make({ source: { text } });
    const second = await client.make({ source: { text } });
    const fresh = await client.make({ source: { text }, useCache: false });

    expect(first.usage).toMatchObject({ calls: 8, cachedCalls: 0 });
    expect(second.usage).toMatchObject({ calls: 0, cachedCalls: 8 });
    expect(fresh.usage).toMatchObject({ calls: 8, cachedCalls: 0 });
  });

  test('when the idempotency key is the same, the first job is the answer', async () => {
    const create = (body: object) => client.post('/api/v1/jobs', body).set('Idempotency-Key', 'order-1');
    const body = { source: { text: tides }, materials: ['faqs'] };
    const [first, second] = await Promise.all([create(body).expect(201), create(body).expect(201)]);
    const other = await create({ ...body, materials: ['flashcards'] }).expect(422);

    expect(second.body.id).toBe(first.body.id);
    expect(other.body.code).toBe('idempotency-key-reused');
  });
});

describe('the life of a job', () => {
  test('when jobs are listed, they come newest first and page by cursor', async () => {
    const own = await startApi();
    const { post, get } = createApiClient(own);
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { body } = await post('/api/v1/jobs', { source: { text: tides }, materials: ['faqs'] }).expect(
        201,
      );
      ids.unshift(body.id);
    }
    const { body: first } = await get('/api/v1/jobs?limit=2').expect(200);
    const { body: rest } = await get(`/api/v1/jobs?limit=2&cursor=${first.nextCursor}`).expect(200);

    expect(first.jobs.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    expect(rest).toMatchObject({ jobs: [{ id: ids[2] }], nextCursor: null });
  });

  test('when a job is deleted, nothing of it is left', async () => {
    const job = await client.make({
      source: { text: tides },
      materials: ['podcast-script'],
      audio: true,
      targetMinutes: 1,
    });
    await client.remove(`/api/v1/jobs/${job.id}`).expect(204);

    expect(await readdir(join(api.dataDirectory, 'audio'))).not.toContain(job.id);
    for (const path of ['', '/source', '/materials', '/materials/podcast-script', '/audio', '/events']) {
      const { body } = await client.get(`/api/v1/jobs/${job.id}${path}`).expect(404);
      expect(body.code).toBe('job-not-found');
    }
  });

  test('when a job is cancelled while it is voiced, it ends cancelled and stays so', async () => {
    const { body } = await client.post('/api/v1/jobs', { source: { text: tides }, audio: true }).expect(201);
    await client.follow(body.id, (_event, { audio }) => audio?.status === 'processing');
    const { body: cancelled } = await client.post(`/api/v1/jobs/${body.id}/cancel`).expect(200);
    const { body: again } = await client.post(`/api/v1/jobs/${body.id}/cancel`).expect(409);
    const { body: retried } = await client.post(`/api/v1/jobs/${body.id}/retry`).expect(409);

    expect(cancelled).toMatchObject({ status: 'cancelled', audio: { status: 'cancelled' } });
    expect(again.code).toBe('job-already-ended');
    expect(retried.code).toBe('job-not-retryable');
  });

  test('when a part is asked for that the job does not make, the answer names what it makes', async () => {
    const job = await client.make({ source: { text: tides }, materials: ['faqs'] });
    const { body: material } = await client.get(`/api/v1/jobs/${job.id}/materials/flashcards`).expect(404);
    const { body: audio } = await client.get(`/api/v1/jobs/${job.id}/audio`).expect(404);

    expect(material).toMatchObject({ code: 'material-not-requested', detail: 'This job makes faqs.' });
    expect(audio.code).toBe('audio-not-requested');
  });
});

test('when no key is sent, health and readiness are told all the same', async () => {
  await supertest(api.url).get('/healthz').expect(200, { status: 'ok' });
  await supertest(api.url)
    .get('/readyz')
    .expect(200, { status: 'ready', dependencies: { jobStore: 'up', audioStore: 'up', cache: 'up' } });
});
