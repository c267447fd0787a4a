import { describeWithRedis } from '@la-factoria/cache/testing';
import { type RedisServer, startRedisServer } from '@la-factoria/cache/testing/redis-server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { createApiClient } from './harness/api-client.ts';
import { endAllApis, runApiToItsEnd, startApi } from './harness/api-process.ts';

afterAll(endAllApis);

const tides =
  'Tides are the rise and fall of the sea. The Moon pulls the water nearest to it. Spring tides come at new Moon and at full Moon, when the pulls of Moon and Sun add up.';
const body = { source: { text: tides }, materials: ['outline', 'flashcards', 'faqs'] };

/** A port that nothing listens on: nobody may listen on it without being root. */
const nowhere = 'redis://user:secret-word@127.0.0.1:1';

const startWith = (url: string) => startApi({ environment: { CACHE: 'redis', REDIS_URL: url } });

const readiness = async (url: string) => (await supertest(url).get('/readyz')).body;

describe('F13: without the shared cache', () => {
  test('when Redis is away from the start, jobs complete, and the API says that it is degraded', async () => {
    const api = await startWith(nowhere);
    await supertest(api.url)
      .get('/readyz')
      .expect(200, {
        status: 'degraded',
        dependencies: { jobStore: 'up', audioStore: 'up', cache: 'degraded' },
      });
    const client = createApiClient(api);
    expect((await client.make(body)).status).toBe('completed');
    expect(await client.make(body)).toMatchObject({ status: 'completed', usage: { cachedCalls: 3 } });
    expect(await api.end('SIGTERM')).toBe(0);
    expect(api.output.stderr).toContain('the cache can not be reached');
    expect(api.output.stderr).not.toContain('secret-word');
  });

  test('when the address is none of a Redis, the start stops with one line, without the password', async () => {
    const url = 'redis+sentinel://user:secret-word@127.0.0.1:26379';
    const { code, stderr } = await runApiToItsEnd({ PORT: '0', CACHE: 'redis', REDIS_URL: url });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^REDIS_URL has a wrong value; [^\n]*\n$/);
    expect(stderr).not.toContain('secret-word');
  });
});

describeWithRedis('a cache that processes share', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    const server = await startRedisServer();
    if (server === undefined) throw new Error('redis-server did not start');
    redis = server;
  });
  afterAll(() => redis.stop());

  test('when another process has made the same materials, none is written again', async () => {
    const [first, second] = await Promise.all([startWith(redis.url), startWith(redis.url)]);
    expect(await createApiClient(first).make(body)).toMatchObject({ usage: { cachedCalls: 0 } });
    expect(await createApiClient(second).make(body)).toMatchObject({
      ...{ status: 'completed', usage: { cachedCalls: 3 } },
    });
    expect(await readiness(second.url)).toMatchObject({ status: 'ready', dependencies: { cache: 'up' } });
  });

  test('F13 when Redis freezes, jobs complete, readiness says degraded, and ready again once it is thawed', async () => {
    const api = await startWith(redis.url);
    const client = createApiClient(api);
    redis.freeze();
    const frozen = { ...body, source: { text: `${tides} Neap tides come at the quarters.` } };
    expect((await client.make(frozen)).status).toBe('completed');
    expect(await readiness(api.url)).toMatchObject({
      status: 'degraded',
      dependencies: { cache: 'degraded' },
    });
    redis.thaw();
    await expect(untilReady(api.url)).resolves.toMatchObject({ dependencies: { cache: 'up' } });
    expect(await api.end('SIGTERM')).toBe(0);
  });
});

/** Asks until it is ready; the test's own time limit ends that. */
async function untilReady(url: string): Promise<object> {
  for (;;) {
    const state = await readiness(url);
    if (state.status === 'ready') return state;
  }
}
