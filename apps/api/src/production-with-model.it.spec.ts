import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Cache, createCache, createMemoryCacheStore } from '@la-factoria/cache';
import type { Writer } from '@la-factoria/content';
import { type GeminiServer, startGeminiServer } from '@la-factoria/content/testing/gemini-server';
import supertest from 'supertest';

import { createConfiguredWriter } from './configured/configured-writer.ts';
import { startFactory } from './testing/start-factory.ts';
import { tidesText as text } from './testing/tides.ts';

let gemini: GeminiServer;
let cache: Cache;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  gemini = await startGeminiServer();
  stops.push(() => gemini.close());
  cache = createCache({ store: createMemoryCacheStore({ maxBytes: 10_000_000 }) });
});

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function geminiWriter(model = 'gemini-3.5-flash'): Promise<Writer> {
  const writer = await createConfiguredWriter(
    { kind: 'gemini', apiKey: 'a-key', model, baseUrl: gemini.baseUrl, limits: { concurrency: 100 } },
    { cache },
  );
  stops.push(() => writer.close());
  return writer;
}

/** A factory whose writer is a model, on the cache that all factories of a test share. */
async function start(writer?: Writer) {
  const factory = await startFactory({ writer: writer ?? (await geminiWriter()), cache, concurrency: 20 });
  stops.push(factory.stop);
  const request = supertest(factory.app);
  const key = { 'X-API-Key': 'key-of-ana' };
  const ended = async (id: string) => {
    await factory.ended(id);
    return (await request.get(`/api/v1/jobs/${id}`).set(key).expect(200)).body;
  };
  return {
    async make(order: object = {}) {
      const body = { source: { text }, ...order };
      const created = await request.post('/api/v1/jobs').set(key).send(body).expect(201);
      return ended(created.body.id);
    },
    async retry(id: string) {
      await request.post(`/api/v1/jobs/${id}/retry`).set(key).expect(202);
      return ended(id);
    },
    material: async (id: string, kind: string) =>
      (await request.get(`/api/v1/jobs/${id}/materials/${kind}`).set(key).expect(200)).body,
  };
}

describe('jobs that a model writes', () => {
  test('when ten identical jobs are ordered at once, the model is called eight times in all', async () => {
    const factory = await start();
    const jobs = await Promise.all(Array.from({ length: 10 }, () => factory.make()));

    expect(jobs.map(({ status }) => status)).toEqual(jobs.map(() => 'completed'));
    expect(gemini.calls.map(({ purpose }) => purpose).toSorted()).toEqual([
      ...['faqs', 'flashcards', 'one-pager', 'outline'],
      ...['podcast-script', 'reading-material', 'reading-questions', 'study-guide'],
    ]);
    const total = (name: string) => jobs.reduce((sum, { usage }) => sum + usage[name], 0);
    expect({ calls: total('calls'), cachedCalls: total('cachedCalls') }).toEqual({
      calls: 8,
      cachedCalls: 72,
    });
  });

  test('when a job has ended, its usage is what the provider counted, in tokens and in dollars', async () => {
    const factory = await start();
    const job = await factory.make();
    const counted = gemini.calls.map(({ usage }) => usage);
    const sum = (name: 'promptTokenCount' | 'candidatesTokenCount' | 'cachedContentTokenCount') =>
      counted.reduce((total, usage) => total + (usage?.[name] ?? 0), 0);
    const input = sum('promptTokenCount');
    const cached = sum('cachedContentTokenCount');
    const output = sum('candidatesTokenCount');

    expect(job.usage).toMatchObject({ calls: 8, inputTokens: input, outputTokens: output });
    expect(job.usage.costUsd).toBeCloseTo(((input - cached) * 1.5 + cached * 0.15 + output * 9) / 1e6, 9);
  });

  test.each([
    ['another text', { source: { text: `${text} The end.` } }],
    ['another title', { source: { text, title: 'The sea' } }],
    ['another audience', { audience: 'sailors' }],
    ['another level', { level: 'advanced' }],
    ['another length of the podcast', { targetMinutes: 2 }],
    ['no use of the cache', { useCache: false }],
  ])('when a job differs by %s, everything is written anew', async (_, order) => {
    const factory = await start();
    await factory.make();
    await factory.make(order);
    expect(gemini.calls).toHaveLength(16);
  });

  test('when only the limit of its cost differs, nothing is bought again', async () => {
    const factory = await start();
    await factory.make();
    const job = await factory.make({ maxCostUsd: 5 });
    expect(gemini.calls).toHaveLength(8);
    expect(job).toMatchObject({ status: 'completed', usage: { cachedCalls: 8, calls: 0, costUsd: 0 } });
  });

  test('when another model writes, or by other prompts, everything is written anew', async () => {
    await (await start()).make();
    await (await start(await geminiWriter('gemini-2.5-flash'))).make();
    await (await start({ ...(await geminiWriter()), version: 'of tomorrow' })).make();
    await (await start()).make();
    expect(gemini.calls).toHaveLength(24);
  });

  test('F12 when the provider withholds one material, the job is partial, and a retry buys that one alone', async () => {
    const factory = await start();
    const fault = gemini.fail({ fault: 'safety', where: ({ purpose }) => purpose === 'faqs' });
    const partial = await factory.make();
    const before = gemini.calls.length;
    const completed = await factory.retry(partial.id);

    expect(fault.hits).toBe(1);
    expect(partial).toMatchObject({
      status: 'partial',
      progress: { completed: 7, total: 8 },
      materials: { faqs: { status: 'failed', error: { code: 'output-blocked-safety' } } },
      usage: { calls: 8 },
    });
    expect(gemini.calls.slice(before).map(({ purpose }) => purpose)).toEqual(['faqs']);
    expect(completed).toMatchObject({ status: 'completed', usage: { calls: 9 } });
  });

  test('when a job may cost less than its outline can, no call is made and the job says why', async () => {
    const factory = await start();
    const job = await factory.make({ maxCostUsd: 0.001 });
    expect(gemini.calls).toEqual([]);
    expect(job).toMatchObject({
      ...{ status: 'failed', usage: { calls: 0, costUsd: 0 } },
      materials: { outline: { status: 'failed', error: { code: 'cost-limit-reached', isRetryable: false } } },
    });
  });

  test('when the money is spent in the middle, what was bought is kept and the limit is not passed', async () => {
    const factory = await start();
    // The outline and the small materials fit; the study guide alone must set aside more than is left then.
    const limit = 0.05;
    const job = await factory.make({ maxCostUsd: limit });

    expect(job.status).toBe('partial');
    expect(job.usage.costUsd).toBeLessThanOrEqual(limit);
    expect(job.usage.costUsd).toBeGreaterThan(0);
    const errors = Object.values<{ error?: { code: string } }>(job.materials).flatMap(
      ({ error }) => error?.code ?? [],
    );
    expect(new Set(errors)).toEqual(new Set(['cost-limit-reached']));
  });

  test('when a job is retried, what its first attempt has spent counts against its limit', async () => {
    const factory = await start();
    gemini.fail({ fault: 'safety', where: ({ purpose }) => purpose !== 'outline', times: 7 });
    const { id, usage } = await factory.make({ maxCostUsd: 0.3 });
    const retried = await factory.retry(id);
    expect(retried.usage.costUsd).toBeGreaterThan(usage.costUsd);
    expect(retried.usage.costUsd).toBeLessThanOrEqual(0.3);
  });

  test('when other jobs for the same run out of their money, a job with money of its own goes on', async () => {
    const factory = await start();
    const jobs = await Promise.all(
      [0.0001, 0.0002, 0.0003, 5].map((maxCostUsd) => factory.make({ maxCostUsd })),
    );
    expect(jobs.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'completed']);
  });

  test('when the outline was written anew, what was written from the other one is not taken for it', async () => {
    const factory = await start();
    await factory.make({ materials: ['outline', 'faqs'] });
    gemini.fail({ fault: 'too-few-items', where: ({ purpose }) => purpose === 'outline', times: 2 });
    await factory.make({ materials: ['outline'], useCache: false });
    const before = gemini.calls.length;
    await factory.make({ materials: ['outline', 'faqs'] });
    expect(gemini.calls.slice(before).map(({ purpose }) => purpose)).toEqual(['faqs']);
  });

  test('when a material is read, it names its model, and what it states stands where it cites', async () => {
    const factory = await start();
    const job = await factory.make({ materials: ['flashcards'] });
    const cards = await factory.material(job.id, 'flashcards');
    expect(cards).toMatchObject({
      generator: 'gemini-3.5-flash',
      language: 'en',
      quality: { groundedness: 1 },
    });
    expect(cards.items.length).toBeGreaterThan(3);
  });
});
