import { createHmac } from 'node:crypto';
import { text as readText } from 'node:stream/consumers';

import { until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createApiClient } from './harness/api-client.ts';
import { endAllApis, startApi } from './harness/api-process.ts';
import { type Site, startSite } from './harness/start-site.ts';

const text =
  'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on it.';

interface Received {
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

let site: Site;
let received: Received[];
/** What the receiver answers, one after the other; the last again and again. */
let answers: number[];

beforeEach(async () => {
  received = [];
  answers = [204];
  site = await startSite(async (request, response) => {
    received.push({ headers: request.headers, body: await readText(request) });
    const status = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(status ?? 204).end();
  });
});
afterEach(() => site.close());
afterAll(endAllApis);

const settings = () => ({
  ...{ WEBHOOK_SECRET: 'a-secret-of-more-than-24-characters', OUTBOUND_ADDRESSES: '127.0.0.1' },
  OUTBOUND_PORTS: site.port,
});

const order = () => ({
  ...{ source: { text }, materials: ['outline'], webhook: { url: `${site.url}/hooks/ended` } },
});

/** As standardwebhooks.com has it. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signature = createHmac('sha256', key).update(content).digest('base64');
  return headers['webhook-signature'] === `v1,${signature}`;
}

describe('a webhook on a job’s end', () => {
  test('when a job ends, it is told once, with the job, signed with the owner’s own secret', async () => {
    const client = createApiClient(await startApi({ environment: settings() }));
    const job = await client.make(order());
    await until('the webhook', () => received.length > 0);
    const { secret } = (await client.get('/api/v1/webhook-secret').expect(200)).body;
    const [hook] = received;
    if (!hook) throw new Error('nothing was received');
    const sent = JSON.parse(hook.body);

    expect(sent).toMatchObject({ type: 'job.completed', data: { id: job.id, status: 'completed' } });
    expect(sent.timestamp).toBe(job.completedAt);
    expect(hook.headers['content-type']).toBe('application/json');
    expect(isSigned(hook, secret)).toBe(true);
    expect(isSigned({ ...hook, body: hook.body.replace('completed', 'failed') }, secret)).toBe(false);
    expect(Math.abs(Number(hook.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    await client.make({ ...order(), webhook: undefined });
    expect(received).toHaveLength(1);
  });

  test('when the receiver fails, it is told again, also by another process after a crash, under the same id', async () => {
    answers = [500, 204];
    const first = await startApi({ environment: settings() });
    const { id } = await createApiClient(first).make(order());
    await until('the first try', () => first.output.stderr.includes('a webhook was not taken'));
    await first.end('SIGKILL');
    const second = await startApi({ environment: settings(), dataDirectory: first.dataDirectory });
    await until('the second try', () => received.length === 2, 40);

    const ids = received.map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
    expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({ data: { id } });
    expect(await (await fetch(`${second.url}/metrics`)).text()).toMatch(
      /factoria_webhooks_total\{outcome="ok"\} 1/,
    );
  });

  test('F17 when its address is not a public one, nothing is sent there, and the job is not held up', async () => {
    const api = await startApi({ environment: { ...settings(), OUTBOUND_ADDRESSES: '' } });
    const client = createApiClient(api);
    expect((await client.make(order())).status).toBe('completed');
    await until('the refusal', () => api.output.stderr.includes('a webhook was not taken'));

    expect(received).toEqual([]);
  });

  test('when the server has no secret, a job with a webhook is refused', async () => {
    const client = createApiClient(await startApi());
    const { body } = await client.post('/api/v1/jobs', order()).expect(422);

    expect(body.code).toBe('webhooks-off');
    await client.get('/api/v1/webhook-secret').expect(404);
  });
});
