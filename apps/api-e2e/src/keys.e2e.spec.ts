import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';

const text =
  'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on it.';
const order = { source: { text }, materials: ['outline'] };

let api: ApiProcess;
let admin: ReturnType<typeof createApiClient>;

beforeAll(async () => {
  api = await startApi({ environment: { WEBHOOK_SECRET: 'a-secret-of-more-than-24-characters' } });
  admin = createApiClient(api);
});
afterAll(endAllApis);

async function makeKey(body: object): Promise<{ id: string; key: string }> {
  return (await admin.post('/api/v1/keys', body).expect(201)).body;
}

const clientOf = async (body: object) => createApiClient({ url: api.url, key: (await makeKey(body)).key });

describe('a key', () => {
  test('when one is made, it is shown this once, works, and only its hash is kept', async () => {
    const made = await admin.post('/api/v1/keys', { owner: 'ana', name: 'ana’s laptop' }).expect(201);
    const { key, ...view } = made.body;
    const ana = createApiClient({ url: api.url, key });
    await ana.post('/api/v1/jobs', order).expect(201);
    const listed = await admin.get('/api/v1/keys').expect(200);
    const files = readdirSync(api.dataDirectory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));

    expect(key).toMatch(/^lf_[0-9a-f]{12}_[\w-]{32}$/);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(view).toMatchObject({ owner: 'ana', scopes: ['jobs:read', 'jobs:write'], name: 'ana’s laptop' });
    expect(listed.body.keys).toContainEqual({ ...view, lastUsedAt: expect.any(String) });
    expect(JSON.stringify(listed.body)).not.toContain(key.split('_')[2]);
    expect(files.some((content) => content.includes(view.id))).toBe(true);
    expect(files.some((content) => content.includes(key.split('_')[2]))).toBe(false);
    expect(api.output.stderr).not.toContain(key.split('_')[2]);
  });

  test('when it is revoked, it lets nobody in any more, and stays revoked', async () => {
    const { id, key } = await makeKey({ owner: 'eve' });
    const eve = createApiClient({ url: api.url, key });
    await eve.get('/api/v1/jobs').expect(200);
    const { body } = await admin.remove(`/api/v1/keys/${id}`).expect(200);
    await eve.get('/api/v1/jobs').expect(401);
    const again = await admin.remove(`/api/v1/keys/${id}`).expect(200);

    expect(body.revokedAt).not.toBeNull();
    expect(again.body.revokedAt).toBe(body.revokedAt);
  });

  test('when it is revoked in one process, another on the same data refuses it at once', async () => {
    const other = await startApi({ dataDirectory: api.dataDirectory });
    const { id, key } = await makeKey({ owner: 'zoe' });
    const zoe = createApiClient({ url: other.url, key });
    await zoe.get('/api/v1/jobs').expect(200);
    await admin.remove(`/api/v1/keys/${id}`).expect(200);

    await zoe.get('/api/v1/jobs').expect(401);
  });

  test('when its time is over, it lets nobody in any more', async () => {
    const soon = new Date(Date.now() + 1500).toISOString();
    const key = (await makeKey({ expiresAt: soon })).key;
    const client = createApiClient({ url: api.url, key });
    const statuses = new Set<number>();
    while (!statuses.has(401) && Date.now() < Date.parse(soon) + 10_000) {
      statuses.add((await client.get('/api/v1/jobs')).status);
    }

    expect([...statuses]).toEqual([200, 401]);
  });

  test.each([
    ['an expiry that is over', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['an expiry that is no time', { expiresAt: 'tomorrow' }, 'expiresAt'],
    ['an unknown scope', { scopes: ['jobs:everything'] }, 'scopes.0'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['a scope twice', { scopes: ['admin', 'admin'] }, 'scopes'],
    ['an owner with a space', { owner: 'a b' }, 'owner'],
    ['an unknown field', { secret: 'mine' }, ''],
  ])('when one is asked for with %s, the answer is 422', async (_name, body, path) => {
    const { body: problem } = await admin.post('/api/v1/keys', body).expect(422);
    expect(problem.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  test('when one is revoked that is not there, the answer is 404', async () => {
    const { body } = await admin.remove('/api/v1/keys/000000000000').expect(404);
    expect(body.code).toBe('key-not-found');
  });
});

describe('scopes', () => {
  test.each([
    ['jobs:read', 'GET', '/api/v1/jobs', 200],
    ['jobs:read', 'POST', '/api/v1/jobs', 403],
    ['jobs:read', 'POST', '/api/v1/estimates', 403],
    ['jobs:read', 'POST', '/api/v1/content/generate', 403],
    ['jobs:read', 'DELETE', '/api/v1/jobs/x', 403],
    ['jobs:read', 'POST', '/api/v1/jobs/x/cancel', 403],
    ['jobs:read', 'POST', '/api/v1/jobs/x/retry', 403],
    ['jobs:read', 'GET', '/api/v1/keys', 403],
    ['jobs:read', 'POST', '/api/v1/keys', 403],
    ['jobs:read', 'DELETE', '/api/v1/keys/x', 403],
    ['jobs:write', 'POST', '/api/v1/jobs', 201],
    ['jobs:write', 'GET', '/api/v1/jobs', 403],
    ['jobs:write', 'GET', '/api/v1/jobs/x/events', 403],
    ['jobs:write', 'GET', '/api/v1/jobs/x/audio', 403],
    ['jobs:write', 'GET', '/api/v1/keys', 403],
    ['admin', 'GET', '/api/v1/keys', 200],
    ['admin', 'GET', '/api/v1/jobs', 403],
    ['admin', 'POST', '/api/v1/jobs', 403],
  ])('when a key with %s alone asks %s %s, the answer is %i', async (scope, method, path, status) => {
    const client = await clientOf({ scopes: [scope] });
    const answer =
      method === 'POST'
        ? client.post(path, order)
        : method === 'DELETE'
          ? client.remove(path)
          : client.get(path);
    const { body } = await answer.expect(status);
    expect(status === 403 ? body.code : 'let in').toBe(status === 403 ? 'scope-missing' : 'let in');
  });
});

describe('F16 another owner’s job', () => {
  const paths = (id: string): [string, string][] => [
    ['GET', `/api/v1/jobs/${id}`],
    ['DELETE', `/api/v1/jobs/${id}`],
    ['GET', `/api/v1/jobs/${id}/events`],
    ['POST', `/api/v1/jobs/${id}/cancel`],
    ['POST', `/api/v1/jobs/${id}/retry`],
    ['GET', `/api/v1/jobs/${id}/source`],
    ['GET', `/api/v1/jobs/${id}/materials`],
    ['GET', `/api/v1/jobs/${id}/materials/outline`],
    ['GET', `/api/v1/jobs/${id}/audio`],
    ['GET', `/api/v1/jobs/${id}/audio/transcript`],
  ];
  /** What stands in an answer, but for what tells two requests apart. */
  const answerOf = async (method: string, path: string, id: string, headers: Record<string, string>) => {
    const response = await fetch(`${api.url}${path}`, { method, headers });
    const body = await response.text();
    return {
      status: response.status,
      body: body.replaceAll(id, 'ID').replace(/"requestId":"[^"]+"/, ''),
    };
  };

  test('when any route is asked for it with any other key, the answer is that for a job that is not there, and the job stands', async () => {
    const ana = await clientOf({ owner: 'ana' });
    const { id } = await ana.make(order);
    const unknown = '01939f4e-7a10-7c3b-9a51-0d2f1c6a7b11';
    const expired = await makeKey({ owner: 'ana', expiresAt: new Date(Date.now() + 300).toISOString() });
    const revoked = await makeKey({ owner: 'ana' });
    await admin.remove(`/api/v1/keys/${revoked.id}`).expect(200);
    const bob = await makeKey({ owner: 'bob' });
    const others = [
      bob.key,
      api.key,
      (await makeKey({ owner: 'root', scopes: ['admin', 'jobs:read', 'jobs:write'] })).key,
    ];
    const wrong = [
      ...[
        revoked.key,
        `${bob.key}x`,
        bob.key.slice(0, -1),
        `lf_${bob.id}_`,
        `lf_${bob.id}_${'A'.repeat(32)}`,
      ],
      ...['lf_000000000000_' + 'A'.repeat(32), 'ana', '', '*', "' OR 1=1 --"],
    ];
    const tried: [string, number, number][] = [];
    for (const [method, path] of paths(id)) {
      for (const key of others) {
        const headers = { 'X-API-Key': key };
        const [asked, missing] = await Promise.all([
          answerOf(method, path, id, headers),
          answerOf(method, path.replace(id, unknown), unknown, headers),
        ]);
        expect(asked).toEqual(missing);
        tried.push([path, asked.status, 404]);
      }
      for (const key of wrong) {
        tried.push([path, (await answerOf(method, path, id, { 'X-API-Key': key })).status, 401]);
      }
      tried.push([path, (await answerOf(method, path, id, {})).status, 401]);
    }
    const expiredAnswer = async () =>
      (await answerOf('GET', `/api/v1/jobs/${id}`, id, { 'X-API-Key': expired.key })).status;
    while ((await expiredAnswer()) === 200);

    expect(tried.filter(([, status, wanted]) => status !== wanted)).toEqual([]);
    expect(tried).toHaveLength(10 * (3 + 10 + 1));
    expect(await expiredAnswer()).toBe(401);
    const bobs = createApiClient({ url: api.url, key: bob.key });
    expect((await bobs.get('/api/v1/jobs').expect(200)).body.jobs).toEqual([]);
    await ana.get(`/api/v1/jobs/${id}`).expect(200);
  });

  test('F02 when two owners use one idempotency key, each has a job of its own', async () => {
    const [ana, bob] = [await clientOf({ owner: 'ana' }), await clientOf({ owner: 'bob' })];
    const make = async (client: typeof ana) =>
      (await client.post('/api/v1/jobs', order).set('Idempotency-Key', 'the-same').expect(201)).body.id;

    expect(await make(ana)).not.toBe(await make(bob));
    expect(await make(ana)).toBe(await make(ana));
  });

  test('when two owners ask for what their webhooks are signed with, they get different secrets', async () => {
    const [ana, bob] = [await clientOf({ owner: 'ana' }), await clientOf({ owner: 'bob' })];
    const secretOf = async (client: typeof ana) =>
      (await client.get('/api/v1/webhook-secret').expect(200)).body.secret;

    expect(await secretOf(ana)).toMatch(/^whsec_/);
    expect(await secretOf(ana)).not.toBe(await secretOf(bob));
    expect(await secretOf(ana)).toBe(await secretOf(ana));
  });
});
