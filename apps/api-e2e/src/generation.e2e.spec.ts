import { readFileSync } from 'node:fs';

import { type GeminiServer, startGeminiServer } from '@la-factoria/content/testing/gemini-server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createApiClient } from './harness/api-client.ts';
import { endAllApis, startApi } from './harness/api-process.ts';

const tides = readFileSync(new URL('../fixtures/tides.md', import.meta.url), 'utf8');

let client: ReturnType<typeof createApiClient>;
beforeAll(async () => {
  client = createApiClient(await startApi());
});
afterAll(endAllApis);

const writtenBy = ({ baseUrl }: GeminiServer) => ({
  ...{ WRITER: 'gemini', GEMINI_API_KEY: 'a-key-of-tests', MODEL_BASE_URL: baseUrl },
});

describe('POST /content/generate', () => {
  test('when a short source is sent, the materials come with the answer, and the job stays', async () => {
    const response = await client
      .post('/api/v1/content/generate', { source: { text: tides }, materials: ['outline', 'faqs'] })
      .expect(200);
    const { job, materials } = response.body;

    expect(job.status).toBe('completed');
    expect(Object.keys(materials).sort()).toEqual(['faqs', 'outline']);
    expect(materials.faqs.items.length).toBeGreaterThan(0);
    expect(response.headers['location']).toBe(`/api/v1/jobs/${job.id}`);
    expect((await client.get(`/api/v1/jobs/${job.id}/materials`).expect(200)).body).toEqual(materials);
  });

  test('when the same idempotency key comes again, the same materials do', async () => {
    const body = { source: { text: tides }, materials: ['outline'] };
    const ask = async () =>
      (await client.post('/api/v1/content/generate', body).set('Idempotency-Key', 'once').expect(200)).body;
    const [first, second] = [await ask(), await ask()];

    expect(second.job.id).toBe(first.job.id);
    expect(second.materials).toEqual(first.materials);
  });

  test('when the source is longer than 20000 characters, the answer is 422, and no job is left', async () => {
    const before = (await client.get('/api/v1/jobs?limit=100').expect(200)).body.jobs.length;
    const text = tides.repeat(Math.ceil(20_001 / tides.length)).slice(0, 20_001);
    const { body } = await client.post('/api/v1/content/generate', { source: { text } }).expect(422);

    expect(body).toMatchObject({ code: 'source-too-long', detail: expect.stringMatching(/20001 .* 20000/) });
    expect((await client.get('/api/v1/jobs?limit=100').expect(200)).body.jobs).toHaveLength(before);
  });

  test('when time runs out, the answer is 504 and names the job, which goes on to its end', async () => {
    const gemini = await startGeminiServer({ delay: () => 2500 });
    try {
      const environment = { ...writtenBy(gemini), GENERATE_SECONDS: '1' };
      const slow = createApiClient(await startApi({ environment }));
      const order = { source: { text: tides }, materials: ['outline'] };
      const { body, headers } = await slow.post('/api/v1/content/generate', order).expect(504);
      const id = /[0-9a-f-]{36}/.exec(body.detail)?.[0] ?? '';

      expect(body.code).toBe('generation-timed-out');
      expect(headers['location']).toBe(`/api/v1/jobs/${id}`);
      expect((await slow.finished(id)).status).toBe('completed');
    } finally {
      await gemini.close();
    }
  });
});

describe('POST /estimates', () => {
  test('when the extractive writer would write, it costs nothing, and what would be spoken is told', async () => {
    const { body } = await client
      .post('/api/v1/estimates', { source: { text: tides }, audio: true, targetMinutes: 2 })
      .expect(200);

    expect(body).toMatchObject({ calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 });
    expect(body.byMaterial.audio.characters).toBe(body.characters);
    expect(body.characters).toBeGreaterThan(1200);
    expect(body.characters).toBeLessThan(2400);
  });

  test('when a model would write, the estimate names calls, tokens and dollars for each material, and nothing is spent', async () => {
    const gemini = await startGeminiServer();
    try {
      const paid = createApiClient(await startApi({ environment: writtenBy(gemini) }));
      const order = { source: { text: tides }, materials: ['outline', 'faqs'] };
      const { body } = await paid.post('/api/v1/estimates', order).expect(200);
      const callsBefore = gemini.calls.length;
      const job = await paid.make(order);

      expect(callsBefore).toBe(0);
      expect(Object.keys(body.byMaterial).sort()).toEqual(['faqs', 'outline']);
      expect(body).toMatchObject({ calls: 2, byMaterial: { faqs: { calls: 1 }, outline: { calls: 1 } } });
      expect(body.costUsd).toBeGreaterThan(0);
      expect(job.usage.costUsd).toBeGreaterThan(0);
      expect((await paid.get('/api/v1/jobs').expect(200)).body.jobs).toHaveLength(1);
    } finally {
      await gemini.close();
    }
  });

  test('when the body is none that a job would take, the answer is the same 422', async () => {
    const { body } = await client.post('/api/v1/estimates', { source: { text: 'short' } }).expect(422);
    expect(body.code).toBe('source-invalid');
  });
});
