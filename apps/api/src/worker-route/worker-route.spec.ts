import type { DeliveryAnswer } from '@la-factoria/job/cloud-tasks';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { refusedTokens } from './testing/refused-tokens.ts';
import { sendRaw } from './testing/send-raw.ts';
import { type KeyServer, keySetOf, startKeyServer } from './testing/start-key-server.ts';
import { startWorkerApp, type WorkerApp } from './testing/start-worker-app.ts';
import { audience, createTokenSigner, serviceAccountEmail } from './testing/token-signer.ts';
import { createWorkerTokenVerifier } from './worker-token-verifier.ts';

const known = createTokenSigner('known');
const unknown = createTokenSigner('unknown');
const token = known.sign();

let keys: KeyServer;
let app: WorkerApp;
beforeEach(async () => {
  keys = await startKeyServer(keySetOf([known.key]));
  const options = { audience, serviceAccountEmail, certificatesUrl: keys.url };
  app = await startWorkerApp(createWorkerTokenVerifier({ ...options, timeoutSeconds: 1 }));
});
afterEach(async () => {
  await app.close();
  await keys.close();
});

const task = { 'Content-Type': 'application/json', 'X-CloudTasks-TaskRetryCount': '3' };

const post = (headers: Record<string, string>, body: string | Uint8Array = '{"jobId":"job-1"}') =>
  fetch(app.url, { method: 'POST', headers: { ...task, ...headers }, body: Buffer.from(body) });

const postAllowed = (body?: string | Uint8Array, headers: Record<string, string> = {}) =>
  post({ Authorization: `Bearer ${token}`, ...headers }, body);

/** The status and the code of the problem that it was answered with. */
async function refusal(response: Response): Promise<unknown> {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return [response.status, /"code":"([\w-]+)"/.exec(await response.text())?.[1]];
}

describe('who is let in', () => {
  test('F09 when Cloud Tasks brings a job with its token, it is delivered once, without the token', async () => {
    const response = await postAllowed();

    expect(response.status).toBe(204);
    expect(app.delivered).toMatchObject([
      {
        body: { jobId: 'job-1' },
        headers: { 'x-cloudtasks-taskretrycount': '3', 'content-type': 'application/json' },
      },
    ]);
    expect(JSON.stringify(app.delivered)).not.toContain(token.split('.')[1]);
  });

  test('F09 when the scheme is written small, as any scheme may be, the token counts', async () => {
    expect((await post({ Authorization: `bearer ${token}` })).status).toBe(204);
  });

  test.each(refusedTokens(known, unknown).filter(([, refused]) => !refused.includes('\n')))(
    'F09 when the token %s, it is 401 and the job never runs',
    async (_what, refused) => {
      const response = await post({ Authorization: `Bearer ${refused}` });

      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="La Factoria"');
      expect(await refusal(response)).toEqual([401, 'worker-token-invalid']);
      expect(app.delivered).toEqual([]);
    },
  );

  test.each<[string, Record<string, string>]>([
    ['nothing to say who it is', {}],
    ['an empty header', { Authorization: '' }],
    ['an empty bearer', { Authorization: 'Bearer ' }],
    ['the token alone', { Authorization: token }],
    ['the token by another scheme', { Authorization: `Basic ${token}` }],
    ['two tokens in a header', { Authorization: `Bearer ${token}, Bearer ${token}` }],
    ['an API key', { 'X-API-Key': 'lf_0123456789abcdef' }],
    ['the token for an API key', { 'X-API-Key': token }],
    ['what Cloud Tasks alone may send', { 'X-CloudTasks-TaskName': 'a', 'X-CloudTasks-QueueName': 'b' }],
    ['the token for another server', { 'X-Serverless-Authorization': `Bearer ${token}` }],
  ])('F09 when a request brings %s, it is 401 and the job never runs', async (_what, headers) => {
    expect(await refusal(await post(headers))).toEqual([401, 'worker-token-invalid']);
    expect(app.delivered).toEqual([]);
  });

  test.each([
    ['the right one first', [token, 'other']],
    ['the right one last', ['other', token]],
    ['the right one twice', [token, token]],
  ])('F09 when there are two headers, %s, it is 401 and the job never runs', async (_what, tokens) => {
    const authorization = tokens.map((each) => `Authorization: Bearer ${each}`);
    const lines = ['Host: a', 'Content-Length: 0', ...authorization];
    const head = ['POST /internal/tasks/run-job HTTP/1.1', ...lines];
    const answer = await sendRaw({ port: app.port, head });

    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(app.delivered).toEqual([]);
  });

  test('F09 when the token stands in the query or the body, it is 401 and the job never runs', async () => {
    const response = await fetch(`${app.url}?access_token=${token}`, {
      ...{ method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      body: `access_token=${token}`,
    });

    expect(await refusal(response)).toEqual([401, 'worker-token-invalid']);
    expect(app.delivered).toEqual([]);
  });
});

describe('keys that can not be had', () => {
  test.each<[string, () => unknown]>([
    ['is gone', () => keys.close()],
    ['hangs', () => keys.answerWith(() => {})],
    ['answers 500', () => keys.answerWith((_incoming, response) => response.writeHead(500).end())],
    ['answers garbage', () => keys.answerWith((_incoming, response) => response.end('<html>'))],
  ])('F09 when the key server %s, it is 503 and the job never runs', async (_what, breakKeys) => {
    await breakKeys();

    const response = await postAllowed();

    expect(response.headers.get('retry-after')).toBe('2');
    expect(await refusal(response)).toEqual([503, 'worker-keys-unavailable']);
    expect(app.delivered).toEqual([]);
  });

  test('F09 when it is 503, the log says why, and neither it nor the answer has the token', async () => {
    keys.answerWith((_incoming, response) => response.writeHead(500).end());

    const answer = await (await postAllowed()).text();

    expect(app.log.join()).toContain(`${keys.url} gives no set of keys.`);
    expect(answer).not.toContain(keys.url);
    const parts = token.split('.');
    expect(parts.filter((part) => `${app.log.join()}${answer}`.includes(part))).toEqual([]);
  });

  test('when verifying fails otherwise, it is 500 and the job never runs', async () => {
    const broken = await startWorkerApp({ verify: () => Promise.reject(new Error('out of order')) });
    const response = await fetch(broken.url, { method: 'POST', headers: { Authorization: 'Bearer x' } });
    await broken.close();

    expect(await refusal(response)).toEqual([500, 'internal-error']);
    expect(broken.delivered).toEqual([]);
  });
});

describe('what is answered', () => {
  test.each<DeliveryAnswer>([
    { status: 204, headers: {} },
    { status: 400, headers: {} },
    { status: 409, headers: { 'Retry-After': '7' } },
    { status: 429, headers: { 'Retry-After': '10' } },
    { status: 500, headers: {} },
  ])('when the delivery answers $status, so does the route, with nothing in the body', async (answer) => {
    app.answerWith(answer);

    const response = await postAllowed();

    expect(response.status).toBe(answer.status);
    expect(response.headers.get('retry-after')).toBe(answer.headers['Retry-After'] ?? null);
    expect(await response.text()).toBe('');
  });

  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'when the method is %s, even with a token, it is 405 and the job never runs',
    async (method) => {
      const response = await fetch(app.url, { method, headers: { Authorization: `Bearer ${token}` } });

      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(app.delivered).toEqual([]);
    },
  );
});

describe('what is read', () => {
  const big = 'x'.repeat(16 * 1024);

  test.each<[string, string | Uint8Array, Record<string, string>]>([
    ['no JSON', 'hello', {}],
    ['empty', '', {}],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}],
    ['of another type', '{"jobId":"job-1"}', { 'Content-Type': 'text/plain' }],
    ['larger than 16 KiB', JSON.stringify({ jobId: big }), {}],
    ['in an unknown encoding', '{"jobId":"job-1"}', { 'Content-Encoding': 'zip' }],
    ['in an encoding that is broken', '{"jobId":"job-1"}', { 'Content-Encoding': 'gzip' }],
  ])('when the body is %s, the delivery gets none and answers itself', async (_what, body, headers) => {
    app.answerWith({ status: 400, headers: {} });

    const response = await postAllowed(body, headers);

    expect(response.status).toBe(400);
    // Strictly, since to `toEqual` a list of nothing is as good as an empty one.
    expect(app.delivered.map(({ body: received }) => received)).toStrictEqual([undefined]);
  });

  test('when the body is just 16 KiB, it is read', async () => {
    const body = JSON.stringify({ jobId: big.slice('{"jobId":""}'.length) });

    await postAllowed(body);

    expect(app.delivered.map(({ body: received }) => JSON.stringify(received))).toEqual([body]);
  });

  test('when the body breaks off, nothing is delivered', async () => {
    const head = ['POST /internal/tasks/run-job HTTP/1.1', 'Host: a', `Authorization: Bearer ${token}`];
    const more = ['Content-Type: application/json', 'Content-Length: 100'];
    await postAllowed('"before, so that the keys are there"');

    await sendRaw({
      ...{ port: app.port, head: [...head, ...more], breaksOff: true },
      body: [Buffer.from('{"jobId":"job-1"')],
    });
    await postAllowed('"after, so that it has been seen"');

    const bodies = app.delivered.map(({ body }) => body);
    expect(bodies).toStrictEqual(['before, so that the keys are there', 'after, so that it has been seen']);
  });

  const strange = [
    'POST /internal/tasks/run-job HTTP/1.1',
    'Host: a',
    `Authorization: Bearer ${unknown.sign()}`,
  ];
  const megabytes = 20;

  test('F09 when a stranger announces a body and waits, the answer does not wait for it', async () => {
    const head = [...strange, 'Content-Type: application/json', 'Content-Length: 17'];

    expect(await sendRaw({ port: app.port, head })).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('F09 when a stranger sends 20 MB, next to nothing of it is read', async () => {
    const length = megabytes * 1024 * 1024;
    const head = [...strange, 'Content-Type: application/json', `Content-Length: ${length}`];

    await sendRaw({ port: app.port, head, body: Array(megabytes).fill(Buffer.alloc(1024 * 1024)) });

    expect(await app.bytesRead()).toBeLessThan(1024 * 1024);
    expect(app.delivered).toEqual([]);
  });
});
