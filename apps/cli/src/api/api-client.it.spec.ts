import { afterEach, describe, expect, test } from '@jest/globals';

import { buildKey, wholeKey } from '../testing/contract-keys.ts';
import {
  type Answer,
  buildJob,
  type ContractServer,
  type ContractServerOptions,
  jobId,
  sendJson,
  sendProblem,
  startContractServer,
} from '../testing/contract-server.ts';
import { createApiClient } from './api-client.ts';
import type { JobOrder } from './job-order.ts';

describe('the API client', () => {
  const running: ContractServer[] = [];
  const { signal } = new AbortController();
  const options = { audio: false, useCache: true };
  const order: JobOrder = { source: { kind: 'text', text: 'The tide comes in.' }, title: 'T', ...options };

  afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

  async function connect(options: ContractServerOptions = {}, key?: string) {
    const server = await startContractServer(options);
    running.push(server);
    const waits: number[] = [];
    const wait = async (milliseconds: number) => waits.push(milliseconds);
    const client = createApiClient({ url: server.url, key: key ?? server.key }, { wait });
    return { server, client, waits };
  }

  const refusing =
    (status: number, headers: Record<string, string> = {}): Answer =>
    (_request, response) =>
      sendProblem(response, status, 'rate-limited', 'Too much at once.', { headers });

  test('when a job is created, the order goes as JSON with its idempotency key', async () => {
    const { server, client } = await connect();
    expect(await client.createJob(order, 'once-only', signal)).toMatchObject({
      id: jobId,
      title: 'How tides work',
    });
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/jobs',
      body: JSON.stringify({ source: { text: 'The tide comes in.', title: 'T' }, ...options }),
    });
    expect(server.requests[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': 'once-only',
    });
  });

  test('when the server is busy, it comes back at the time named, with the same idempotency key', async () => {
    let calls = 0;
    const busyTwice: Answer = (request, response) => {
      calls += 1;
      if (calls === 3) sendJson(response, 201, buildJob());
      else refusing(429, calls === 1 ? { 'retry-after': '7' } : {})(request, response);
    };
    const { server, client, waits } = await connect({ answers: { 'POST /jobs': busyTwice } });
    expect((await client.createJob(order, 'once-only', signal)).id).toBe(jobId);
    expect(waits).toEqual([7000, 2000]);
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(
      Array(3).fill('once-only'),
    );
  });

  test('when a document is sent again, the whole form goes again', async () => {
    let calls = 0;
    const busyOnce: Answer = (request, response) => {
      calls += 1;
      if (calls === 2) sendJson(response, 201, buildJob());
      else refusing(503)(request, response);
    };
    const { server, client } = await connect({ answers: { 'POST /jobs': busyOnce } });
    const bytes = new Uint8Array(100_000).map((_, index) => index * 7);
    const source = { kind: 'document', bytes, fileName: 'b.pdf', contentType: 'application/pdf' } as const;
    await client.createJob({ source, ...options }, 'once-only', signal);
    expect(server.requests.map(({ form }) => form?.bytes.equals(bytes))).toEqual([true, true]);
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      ...['once-only', 'once-only'],
    ]);
  });

  test('when a key may have been made, no second one is', async () => {
    const { server, client, waits } = await connect({ answers: { 'POST /keys': refusing(503) } });
    await expect(client.createKey({}, signal)).rejects.toMatchObject({ status: 503 });
    expect({ requests: server.requests.length, waits }).toEqual({ requests: 1, waits: [] });
  });

  test('when a key was not made because the rate limit is used up, it is asked for again', async () => {
    let calls = 0;
    const busyOnce: Answer = (request, response) => {
      calls += 1;
      if (calls === 2) sendJson(response, 201, { ...buildKey(), key: wholeKey });
      else refusing(429, { 'retry-after': '7' })(request, response);
    };
    const { client, waits } = await connect({ answers: { 'POST /keys': busyOnce } });
    expect(await client.createKey({}, signal)).toEqual({ ...buildKey(), key: wholeKey });
    expect(waits).toEqual([7000]);
  });

  test('when the server makes a key but garbles it, the secret stands in no message', async () => {
    const garbled: Answer = (_request, response) =>
      sendJson(response, 201, { ...buildKey(), key: 'lf_secret\x1b[2J' });
    const { client } = await connect({ answers: { 'POST /keys': garbled } });
    await expect(client.createKey({}, signal)).rejects.toMatchObject({
      code: 'answer-unexpected',
      message: 'The server made a key but does not show it in one word.',
    });
  });

  test('when the server stays busy, it gives up with what the server said', async () => {
    const { server, client } = await connect({ answers: { 'GET /jobs': refusing(503) } });
    await expect(client.jobs({ limit: 1 }, signal)).rejects.toMatchObject({
      ...{
        code: 'request-failed',
        status: 503,
        message: 'Too much at once. (request request-7)',
        isRetryable: true,
      },
    });
    expect(server.requests).toHaveLength(4);
  });

  test('when the server wants a rest of more than a minute, it gives up at once', async () => {
    const { client, waits } = await connect({
      answers: { 'GET /jobs': refusing(429, { 'retry-after': '61' }) },
    });
    await expect(client.jobs({ limit: 1 }, signal)).rejects.toMatchObject({ status: 429 });
    expect(waits).toEqual([]);
  });

  test('when more jobs are wanted than fit a page, it asks for page after page', async () => {
    const pages: Record<string, unknown> = {
      '/api/v1/jobs?limit=100&status=failed': { jobs: Array(100).fill(buildJob()), nextCursor: 'c1' },
      '/api/v1/jobs?limit=50&status=failed&cursor=c1': { jobs: Array(50).fill(buildJob()), nextCursor: 'c2' },
    };
    const answer: Answer = ({ path }, response) => sendJson(response, 200, pages[path]);
    const { server, client } = await connect({ answers: { 'GET /jobs': answer } });
    expect(await client.jobs({ limit: 150, status: 'failed' }, signal)).toHaveLength(150);
    expect(server.requests.map(({ path }) => path)).toEqual(Object.keys(pages));
  });

  test('when there are fewer jobs than wanted, it stops at the last page', async () => {
    const { server, client } = await connect();
    expect(await client.jobs({ limit: 150 }, signal)).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  test('when the key is wrong, it says so and how to give one', async () => {
    const { client } = await connect({}, 'wrong');
    await expect(client.jobs({ limit: 1 }, signal)).rejects.toMatchObject({
      ...{ code: 'request-invalid', exitCode: 2 },
      message: 'The key is not valid.\nGive the key with FACTORIA_API_KEY or --key.',
    });
  });

  test.each<[string, Answer, string]>([
    [
      'a page of another program',
      (_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>No</h1>'),
      'does not answer like La Factoria: status 404 from /api/v1/jobs/',
    ],
    ['no JSON', (_request, response) => response.end('<h1>Hello</h1>'), 'does not answer in JSON'],
    [
      'JSON that is no job',
      (_request, response) => sendJson(response, 200, []),
      'the job is not an object but []',
    ],
    [
      'a job without a status',
      (_request, response) => sendJson(response, 200, { ...buildJob(), status: undefined }),
      'status is not a text but nothing',
    ],
    [
      'a job whose kinds would leave the folder',
      (_request, response) =>
        sendJson(response, 200, buildJob({ materials: { '../../x': { status: 'completed' } } })),
      'a kind of material is not a name in kebab-case but "../../x"',
    ],
  ])(
    'when the server sends %s, it is said that the answer is not as expected',
    async (_what, answer, message) => {
      const { client } = await connect({ answers: { [`GET /jobs/${jobId}`]: answer } });
      await expect(client.job(jobId, signal)).rejects.toMatchObject({
        ...{ code: 'answer-unexpected', exitCode: 1, message: expect.stringContaining(message) },
      });
    },
  );

  test('when the server breaks off in the middle of an answer, it counts as unreachable', async () => {
    const cut: Answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"id":', () => response.destroy());
    };
    const { server, client } = await connect({ answers: { [`GET /jobs/${jobId}`]: cut } });
    await expect(client.job(jobId, signal)).rejects.toMatchObject({
      ...{
        code: 'server-unreachable',
        message: expect.stringContaining(`The connection to ${server.url} failed`),
      },
    });
  });

  test('when fetch itself refuses the port, its reason is said', async () => {
    const client = createApiClient({ url: 'http://127.0.0.1:9', key: undefined }, { wait: async () => {} });
    await expect(client.job(jobId, signal)).rejects.toMatchObject({
      ...{ code: 'server-unreachable', message: 'The connection to http://127.0.0.1:9 failed (bad port).' },
    });
  });

  test('when nothing listens, it says where', async () => {
    const { server, client } = await connect();
    await server.close();
    await expect(client.job(jobId, signal)).rejects.toMatchObject({
      ...{ code: 'server-unreachable', message: `Nothing answers at ${server.url}: is the server running?` },
    });
  });
});
