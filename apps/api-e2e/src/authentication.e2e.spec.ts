import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';

let api: ApiProcess;
beforeAll(async () => {
  api = await startApi();
});
afterAll(endAllApis);

const routes = [
  ['GET', '/api/v1/jobs'],
  ['POST', '/api/v1/jobs'],
  ['GET', '/api/v1/jobs/x'],
  ['DELETE', '/api/v1/jobs/x'],
  ['GET', '/api/v1/jobs/x/events'],
  ['POST', '/api/v1/jobs/x/cancel'],
  ['POST', '/api/v1/jobs/x/retry'],
  ['GET', '/api/v1/jobs/x/source'],
  ['GET', '/api/v1/jobs/x/materials'],
  ['GET', '/api/v1/jobs/x/materials/faqs'],
  ['GET', '/api/v1/jobs/x/audio'],
  ['GET', '/api/v1/unknown'],
] as const;

describe.each(routes)('%s %s', (method, path) => {
  test.each([
    ['no key', {}],
    ['a wrong key', { Authorization: 'Bearer lf_000000000000_wrong-wrong-wrong-wrong' }],
    ['the key in another scheme', { Authorization: 'Basic e2e-key-0123456789-0123456789' }],
    ['an empty key', { 'X-API-Key': '' }],
  ])('when it is asked with %s, the answer is 401', async (_name, headers) => {
    const response = await fetch(`${api.url}${path}`, { method, headers });

    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="La Factoria"');
    expect(await response.json()).toMatchObject({ code: 'unauthorized' });
  });
});

test('when the key comes as X-API-Key, it lets in as well', async () => {
  await supertest(api.url).get('/api/v1/jobs').set('X-API-Key', api.key).expect(200);
});

test('when no key is configured, one is made, printed at the first start alone, kept for its user, and lets in', async () => {
  const environment = { FACTORIA_API_KEY: '' };
  const first = await startApi({ environment });
  const path = join(first.dataDirectory, 'api-key');
  const kept = (await readFile(path, 'utf8')).trim();
  await createApiClient({ url: first.url, key: kept }).get('/api/v1/jobs').expect(200);
  await first.end('SIGTERM');
  const second = await startApi({ environment, dataDirectory: first.dataDirectory });
  await createApiClient({ url: second.url, key: kept }).get('/api/v1/jobs').expect(200);

  expect(kept).toMatch(/^lf_[0-9a-f]{12}_[\w-]{32}$/);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(first.output.stdout).toContain(kept);
  expect(second.output.stdout).not.toContain(kept);
});

test('F23 when requests are made with right and wrong keys, no key gets into the log', async () => {
  const own = await startApi();
  const wrong = 'lf_abcdefabcdef_a-wrong-key-that-must-stay-out';
  await fetch(`${own.url}/api/v1/jobs?key=${own.key}`, { headers: { Authorization: `Bearer ${wrong}` } });
  await createApiClient(own).get('/api/v1/jobs').expect(200);
  await own.end('SIGTERM');

  expect(own.output.stderr).toContain('"path":"/api/v1/jobs"');
  expect(own.output.stderr).not.toContain(own.key);
  expect(own.output.stderr).not.toContain(wrong);
});
