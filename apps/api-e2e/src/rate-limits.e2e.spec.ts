import { describeWithRedis } from '@la-factoria/cache/testing';
import { type RedisServer, startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';

afterAll(endAllApis);

const text =
  'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on it.';
const order = { source: { text }, materials: ['outline'] };
/** Longer than any test, so that no window ends within one. */
const limit = { RATE_LIMIT_POINTS: '200', RATE_LIMIT_SECONDS: '600', WORKER: 'off' };

const get = (api: ApiProcess, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1/jobs`, { headers: { 'X-API-Key': api.key, ...headers } });

/** How often each status was answered to so many requests at once. */
async function burst(requests: Promise<Response>[]): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const { status } of await Promise.all(requests)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const repeated = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);

const pointsLeft = (response: Response) =>
  Number(/^"key";r=(\d+);t=\d+$/.exec(response.headers.get('RateLimit') ?? '')?.[1]);

const post = (api: ApiProcess) =>
  fetch(`${api.url}/api/v1/jobs`, {
    method: 'POST',
    headers: { 'X-API-Key': api.key, 'Content-Type': 'application/json' },
    body: JSON.stringify(order),
  });

describe('the limit of a key', () => {
  test('when 100 jobs are asked for in a burst, the limit’s share gets through, and the rest is told when to come again', async () => {
    const api = await startApi({ environment: limit });
    const responses = await Promise.all(repeated(100, () => post(api)));
    const through = responses.filter(({ status }) => status === 201);
    const refused = responses.filter(({ status }) => status === 429);

    // 200 points, 10 for a job.
    expect([through.length, refused.length]).toEqual([20, 80]);
    expect(through.map(pointsLeft).sort((a, b) => b - a)).toEqual(
      repeated(20, () => 0).map((_, i) => 190 - 10 * i),
    );
    for (const response of responses)
      expect(response.headers.get('RateLimit-Policy')).toBe('"key";q=200;w=600');
    for (const response of refused) {
      const seconds = Number(response.headers.get('Retry-After'));
      expect(seconds).toBeGreaterThan(500);
      expect(seconds).toBeLessThanOrEqual(600);
      expect(response.headers.get('RateLimit')).toBe(`"key";r=0;t=${seconds}`);
      expect(await response.json()).toMatchObject({ code: 'rate-limited', status: 429 });
    }
    const client = createApiClient(api);
    await client.get('/api/v1/jobs').expect(429);
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
  });

  test('when the window ends, the key has its points again', async () => {
    const api = await startApi({
      environment: { ...limit, RATE_LIMIT_POINTS: '10', RATE_LIMIT_SECONDS: '2' },
    });
    expect(await burst(repeated(20, () => get(api)))).toEqual({ 200: 10, 429: 10 });
    const seen = new Set<number>();
    await until('a new window', async () => {
      seen.add((await get(api)).status);
      return seen.has(200);
    });

    expect(seen).toContain(200);
  });

  test('when requests cost differently, each takes its own cost, and what is too dear takes none', async () => {
    const api = await startApi({ environment: { ...limit, RATE_LIMIT_POINTS: '25' } });
    const client = createApiClient(api);
    const left = async (path: string, method: 'get' | 'post', status: number) => {
      const response = await (method === 'get' ? client.get(path) : client.post(path, order)).expect(status);
      return /r=(\d+)/.exec(String(response.headers['ratelimit']))?.[1];
    };

    expect(await left('/api/v1/jobs', 'get', 200)).toBe('24');
    expect(await left('/api/v1/jobs', 'post', 201)).toBe('14');
    expect(await left('/api/v1/content/generate', 'post', 429)).toBe('14');
    expect(await left('/api/v1/estimates', 'post', 200)).toBe('13');
    expect(await left('/api/v1/jobs/x/retry', 'post', 404)).toBe('3');
    expect(await left('/api/v1/jobs/', 'post', 429)).toBe('3');
    expect(await left('/API/V1/jobs', 'post', 429)).toBe('3');
    expect(await left('/api/v1/jobs/x', 'get', 404)).toBe('2');
  });

  test('when a client sends headers that name others, or that it is trusted, its limit stands', async () => {
    const api = await startApi({ environment: { ...limit, RATE_LIMIT_POINTS: '5' } });
    const headers = [
      'X-Forwarded-For',
      'X-Real-IP',
      'X-RateLimit-Bypass',
      'X-Admin',
      'Forwarded',
      'X-Internal',
    ];
    const asked = headers.flatMap((name, index) => [
      get(api, { [name]: `10.0.0.${index}` }),
      get(api, { [name]: 'true' }),
    ]);

    expect(await burst(asked)).toEqual({ 200: 5, 429: 7 });
  });
});

describe('the limit on failed authentications', () => {
  test('when an address fails too often, it is refused whatever it shows, but for keys that had come from it', async () => {
    const api = await startApi({ environment: { AUTH_FAILURES_PER_MINUTE: '5' } });
    const admin = createApiClient(api);
    const { body: fresh } = await admin.post('/api/v1/keys', {}).expect(201);
    const guesses = repeated(8, () => get(api, { 'X-API-Key': 'lf_000000000000_' + 'A'.repeat(32) }));

    expect(await burst(guesses)).toEqual({ 401: 5, 429: 3 });
    const refused = await get(api, { 'X-API-Key': fresh.key, 'X-Forwarded-For': '10.9.8.7' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'too-many-failures' });
    await admin.get('/api/v1/jobs').expect(200);
  });

  test('when a proxy is trusted, addresses are those that it names', async () => {
    const api = await startApi({ environment: { AUTH_FAILURES_PER_MINUTE: '2', TRUST_PROXY: '1' } });
    const from = (address: string) => get(api, { 'X-API-Key': 'wrong', 'X-Forwarded-For': address });

    expect(await burst(repeated(3, () => from('198.51.100.1')))).toEqual({ 401: 2, 429: 1 });
    expect((await from('198.51.100.2')).status).toBe(401);
  });
});

test('when a key has as many streams of events open as it may, another is refused until one is closed', async () => {
  const api = await startApi({ environment: { MAX_EVENT_STREAMS: '2', WORKER: 'off' } });
  const client = createApiClient(api);
  const { body: job } = await client.post('/api/v1/jobs', order).expect(201);
  const open = async () => {
    const abort = new AbortController();
    const headers = { 'X-API-Key': api.key };
    const response = await fetch(`${api.url}/api/v1/jobs/${job.id}/events`, {
      headers,
      signal: abort.signal,
    });
    return { status: response.status, close: () => abort.abort() };
  };
  const streams = [await open(), await open()];
  expect(streams.map(({ status }) => status)).toEqual([200, 200]);
  const { body } = await client.get(`/api/v1/jobs/${job.id}/events`).expect(429);
  expect(body.code).toBe('too-many-streams');

  streams[0]?.close();
  const seen: number[] = [];
  await until('room for a stream', async () => {
    const stream = await open();
    seen.push(stream.status);
    stream.close();
    return stream.status === 200;
  });
  expect(seen.at(-1)).toBe(200);
  streams[1]?.close();
});

describeWithRedis('limits that processes share', () => {
  let redis: RedisServer;
  let apis: ApiProcess[];
  beforeEach(async () => {
    const server = await startRedisServer();
    if (server === undefined) throw new Error('redis-server did not start');
    redis = server;
    const environment = { ...limit, RATE_LIMITS: 'redis', REDIS_URL: redis.url };
    apis = await Promise.all(repeated(2, () => startApi({ environment })));
    // The connection comes up beside the first requests, which would be counted here.
    for (const api of apis)
      await until('the shared limit', async () =>
        /"rateLimits":"up"/.test(await (await fetch(`${api.url}/readyz`)).text()),
      );
  });
  afterEach(async () => {
    await Promise.all(apis.map((api) => api.end('SIGKILL')));
    await redis.stop();
  });

  test('when two processes are asked in a burst, the sum is the one limit', async () => {
    const asked = repeated(50, () => apis.map((api) => post(api))).flat();
    expect(await burst(asked)).toEqual({ 201: 20, 429: 80 });
  });

  test('F13 when Redis is stopped in the middle, no request fails, and each process keeps the limit by itself', async () => {
    expect(await burst(repeated(5, () => apis.map((api) => post(api))).flat())).toEqual({ 201: 10 });
    await redis.kill();
    const [first] = apis;
    if (!first) throw new Error('no API');

    expect(await burst(repeated(60, () => post(first)))).toEqual({ 201: 20, 429: 40 });
  });

  test('F13 when Redis freezes in the middle, no request fails, and each process keeps the limit by itself', async () => {
    const [first] = apis;
    if (!first) throw new Error('no API');
    expect((await post(first)).status).toBe(201);
    redis.freeze();

    expect(await burst(repeated(60, () => post(first)))).toEqual({ 201: 20, 429: 40 });
    redis.thaw();
  });
});
