import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';
import { openSqliteDatabase } from '@la-factoria/job';

import { createApiClient } from './harness/api-client.ts';
import { endAllApis, startApi } from './harness/api-process.ts';

const tides = readFileSync(new URL('../fixtures/tides.md', import.meta.url), 'utf8');

afterAll(endAllApis);

test('F06 when another process has locked the database, jobs are refused with 503 and Retry-After, reads answer, and it recovers by itself', async () => {
  const api = await startApi();
  const client = createApiClient(api);
  const body = { source: { text: tides }, materials: ['one-pager'] };
  const other = openSqliteDatabase(join(api.dataDirectory, 'factoria.sqlite'));
  other.run('BEGIN IMMEDIATE', {});

  const refused = await client.post('/api/v1/jobs', body).expect(503);
  expect(refused.body).toMatchObject({ code: 'store-unavailable', status: 503 });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  const listed = await client.get('/api/v1/jobs').expect(200);
  expect(listed.body.jobs).toEqual([]);

  other.run('ROLLBACK', {});
  other.close();
  const job = await client.make(body);
  expect(job).toMatchObject({ status: 'completed' });
  const after = await client.get('/api/v1/jobs').expect(200);
  expect(after.body.jobs.map(({ id }: { id: string }) => id)).toEqual([job.id]);
});
