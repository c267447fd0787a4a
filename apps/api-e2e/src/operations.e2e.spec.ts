import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { json as readJson, text as readText } from 'node:stream/consumers';

import { until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, describe, expect, test } from '@jest/globals';

import { createApiClient } from './harness/api-client.ts';
import { endAllApis, startApi } from './harness/api-process.ts';
import { startSite } from './harness/start-site.ts';

afterAll(endAllApis);

const secretWord = 'Zwetschgenknödel';
const text = `A tide is the regular rise and fall of the sea, caused by the Moon. ${secretWord} is a dish of plums.`;
const order = { source: { text }, materials: ['outline', 'faqs'] };

describe('logs', () => {
  test('F23 when jobs are made, refused and asked for, lines are JSON with request, job and owner, without a key or the text', async () => {
    const api = await startApi({
      environment: { LOG_LEVEL: 'trace', WEBHOOK_SECRET: 'webhook-secret-of-24-chars' },
    });
    const client = createApiClient(api);
    const { id } = await client.make(order);
    await client.get(`/api/v1/jobs/${id}/source`).set('X-Request-Id', 'my-request-1').expect(200);
    await client.post('/api/v1/jobs', { source: { text: secretWord } }).expect(422);
    await client.post('/api/v1/jobs', { ...order, title: secretWord }).expect(422);
    await fetch(`${api.url}/api/v1/jobs?key=${api.key}`, { headers: { Authorization: `Basic ${api.key}` } });
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    await api.end('SIGTERM');
    const lines = api.output.stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(lines).toContainEqual(
      expect.objectContaining({
        ...{ requestId: 'my-request-1', jobId: id, owner: 'owner-1', keyId: 'first', method: 'GET' },
        ...{ path: `/api/v1/jobs/${id}/source`, status: 200 },
      }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ jobId: id, method: 'POST', status: 201 }));
    for (const written of [api.output.stderr, api.output.stdout, metrics]) {
      expect(written).not.toContain(api.key);
      expect(written).not.toContain(secretWord);
      expect(written).not.toContain('webhook-secret');
    }
  });
});

describe('metrics', () => {
  test('when work is done, requests, steps, jobs, cache and refusals are counted, by routes and never by ids', async () => {
    const api = await startApi({ environment: { RATE_LIMIT_POINTS: '40', RATE_LIMIT_SECONDS: '600' } });
    const client = createApiClient(api);
    const { id } = await client.make(order);
    await client.make(order);
    while ((await client.get(`/api/v1/jobs/${id}`)).status !== 429);
    await fetch(`${api.url}/no/such/${id}`);
    const response = await fetch(`${api.url}/metrics`);
    const metrics = await response.text();
    const valueOf = (name: string) =>
      Number(
        metrics
          .split('\n')
          .find((line) => line.startsWith(name))
          ?.split(' ')
          .at(-1),
      );

    expect(response.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(metrics).not.toContain(id);
    const posts = 'factoria_http_request_seconds_count{method="POST",route="/api/v1/jobs",status="201"}';
    expect(valueOf(posts)).toBe(2);
    expect(valueOf('factoria_http_request_seconds_count{method="GET",route="none",status="404"}')).toBe(1);
    expect(valueOf('factoria_jobs_ended_total{status="completed"}')).toBe(2);
    expect(valueOf('factoria_step_seconds_count{step="faqs",outcome="ok"}')).toBe(2);
    expect(valueOf('factoria_cache_events_total{type="hit"}')).toBe(2);
    expect(valueOf('factoria_rate_limited_total{limit="key"}')).toBe(1);
    expect(valueOf('factoria_jobs{status="pending"}')).toBe(0);
  });

  test('when a process takes requests only, its queue grows and is told of', async () => {
    const api = await startApi({ environment: { WORKER: 'off' } });
    const client = createApiClient(api);
    for (let count = 0; count < 3; count += 1) await client.post('/api/v1/jobs', order).expect(201);
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    expect(metrics).toContain('factoria_jobs{status="pending"} 3');

    const worker = await startApi({ dataDirectory: api.dataDirectory });
    const { body } = await client.get('/api/v1/jobs').expect(200);
    for (const { id } of body.jobs)
      expect((await createApiClient(worker).finished(id)).status).toBe('completed');
  });
});

describe('traces', () => {
  test('when a collector is named, requests, jobs and steps are sent there, and no text is', async () => {
    interface Sent {
      resourceSpans: {
        scopeSpans: { spans: { name: string; traceId: string; parentSpanId?: string }[] }[];
      }[];
    }
    const sent: Sent[] = [];
    const collector = await startSite(async (request, response) => {
      sent.push((await readJson(request)) as Sent);
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
    const api = await startApi({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
    const client = createApiClient(api);
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await client.get('/api/v1/jobs').set('traceparent', `00-${traceId}-00f067aa0ba902b7-01`).expect(200);
    await client.make(order);
    await api.end('SIGTERM');
    await collector.close();
    const spans = sent.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
    const names = spans.map(({ name }) => name);

    expect(names).toEqual(expect.arrayContaining(['GET', 'POST', 'job', 'step outline', 'step faqs']));
    expect(spans.find((span) => span.traceId === traceId)?.parentSpanId).toBe('00f067aa0ba902b7');
    expect(JSON.stringify(sent)).not.toContain(secretWord);
    expect(JSON.stringify(sent)).not.toContain(api.key);
  });

  test('when the collector is away, the server works and stops as ever', async () => {
    const api = await startApi({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' } });
    expect((await createApiClient(api).make(order)).status).toBe('completed');
    expect(await api.end('SIGTERM')).toBe(0);
  });
});

describe('retention', () => {
  test('when jobs are older than they may be, they are purged with their audio, and others stay', async () => {
    const first = await startApi();
    const old = await createApiClient(first).make({
      ...order,
      materials: ['podcast-script'],
      audio: true,
      targetMinutes: 1,
    });
    const audioFiles = () => readdirSync(join(first.dataDirectory, 'audio'), { recursive: true }).map(String);
    expect(audioFiles().some((name) => name.endsWith('.mp3'))).toBe(true);
    await first.end('SIGTERM');

    // Two days later, as the program sees it.
    const shift = Buffer.from('const now = Date.now; Date.now = () => now() + 2 * 86400_000;').toString(
      'base64',
    );
    const environment = {
      RETENTION_DAYS: '1',
      NODE_OPTIONS: `--import=data:text/javascript;base64,${shift}`,
    };
    const second = await startApi({ environment, dataDirectory: first.dataDirectory });
    const client = createApiClient(second);
    await until('the purge', async () => (await client.get(`/api/v1/jobs/${old.id}`)).status === 404);
    const young = await client.make(order);

    expect(audioFiles().filter((name) => /\.(mp3|vtt)$/.test(name))).toEqual([]);
    expect(second.output.stderr).toContain('old jobs were purged');
    await client.get(`/api/v1/jobs/${young.id}`).expect(200);
  });
});

describe('F20 a client that is slow', () => {
  /** Sends these bytes and then nothing more; resolves with the answer once the server closes. */
  async function sendSlowly(url: string, bytes: string): Promise<string> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(bytes);
    return readText(socket);
  }

  test.each([
    ['headers', 'GET /healthz HTTP/1.1\r\nHost: x\r\n'],
    [
      'a body',
      'POST /api/v1/jobs HTTP/1.1\r\nHost: x\r\nX-API-Key: KEY\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"source"',
    ],
  ])(
    'when %s never come to their end, the connection ends with 408 as problem details',
    async (_name, bytes) => {
      const api = await startApi({ environment: { REQUEST_SECONDS: '1' } });
      const answer = await sendSlowly(api.url, bytes.replace('KEY', api.key));

      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('application/problem+json');
      expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
        status: 408,
        code: 'request-timed-out',
      });
      expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
    },
  );

  test.each([
    ['is no HTTP', 'HELLO\r\n\r\n', 400],
    ['has headers of 40 kB', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
  ])('when what it sends %s, the answer is problem details', async (_name, bytes, status) => {
    const api = await startApi();
    const answer = await sendSlowly(api.url, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status });
  });
});

describe('pages of other origins', () => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/api/v1/jobs`, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    });

  test('when an origin is allowed, its pages may ask; when it is not, nothing says so', async () => {
    const api = await startApi({ environment: { CORS_ORIGINS: 'https://app.example' } });
    const allowed = await preflight(api.url, 'https://app.example');
    const other = await preflight(api.url, 'https://evil.example');

    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example');
    expect(other.headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(other.status).not.toBe(204);
  });

  test('when none is named, none is allowed', async () => {
    const api = await startApi();
    const answer = await preflight(api.url, 'https://app.example');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

test('when the page of the API is opened, all of it comes from this server', async () => {
  const api = await startApi();
  const page = await (await fetch(`${api.url}/docs`)).text();
  const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
  const sizes = await Promise.all(
    files.map(async (path) => (await (await fetch(new URL(path, `${api.url}/`))).text()).length),
  );

  expect(files).toHaveLength(3);
  expect(files.every((path) => !/^(https?:)?\/\//.test(path))).toBe(true);
  expect(sizes.every((size) => size > 50)).toBe(true);
  const other = await fetch(`${api.url}/docs/package.json`);
  expect(other.status).toBe(404);
});
