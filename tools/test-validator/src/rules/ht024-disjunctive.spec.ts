import { testRule } from '../testing/test-rule.ts';

testRule('HT024', {
  valid: [
    {
      title: 'one status',
      code: `import { get } from './client.ts';
it('answers', async () => {
  const response = await get('/');
  expect(response.status).toBe(200);
  expect([200]).toContain(response.status);
  expect(response.ok).toBe(true);
});`,
    },
    {
      title: 'the list comes from production, the literal is what it must contain',
      code: `import { load, retryable } from './load.ts';
it('lists roles', () => {
  expect(load('ada').roles).toContain('admin');
  expect(retryable).toContain(503);
  expect(retryable.includes(404)).toBe(false);
});`,
    },
    {
      title: 'the statuses of two requests, each as it must be',
      code: `import { post } from './client.ts';
it('lets one of two win', async () => {
  const [first, second] = await Promise.all([post('/seat/1'), post('/seat/1')]);
  expect([first.status, second.status].sort()).toEqual([200, 409]);
  expect([first.status, second.status]).toContain(409);
  expect(new Set([first.status, second.status])).toEqual(new Set([200, 409]));
});
it('limits', async () => {
  const statuses = await Promise.all([1, 2, 3].map(async () => (await post('/')).status));
  expect(statuses).toEqual([200, 200, 429]);
});`,
      name: 'test/seat.test.js',
    },
    {
      title: 'a table pairs each request with its status',
      code: `import { get } from './client.ts';
it.each([
  ['/', 200],
  ['/none', 404],
])('GET %s is %i', async (path, status) => {
  expect((await get(path)).status).toBe(status);
});
it('knows its paths', async () => {
  for (const [path, status] of [['/', 200], ['/none', 404]] as const) {
    expect((await get(path)).status).toBe(status);
  }
});`,
    },
    {
      title: 'the expected status follows from the input',
      code: `import { get } from './client.ts';
it.each([true, false])('asks an admin: %s', async (isAdmin) => {
  const response = await get('/users', { isAdmin });
  expect(response.status).toBe(isAdmin ? 200 : 403);
});`,
    },
    {
      title: 'below 500 is a bound on time or size',
      code: `import { get } from './client.ts';
it('is quick and small', async () => {
  const before = performance.now();
  const response = await get('/');
  const elapsed = performance.now() - before;
  expect(elapsed).toBeLessThan(500);
  expect(response.body.length).toBeLessThan(400);
  expect(response.body.items.length < 500).toBe(true);
});`,
    },
    {
      title: 'a choice among values that neither succeed nor fail',
      code: `import { pick, roll } from './chance.ts';
it('picks', () => {
  expect(['red', 'green', 'blue']).toContain(pick());
  expect([1, 2, 3, 4, 5, 6]).toContain(roll());
  expect(roll() === 1 || roll() < 7).toBe(true);
});`,
    },
    {
      title: 'platforms, methods and locales are no outcomes',
      code: `import assert from 'node:assert';
import { host, request } from './host.ts';
it('describes the host', () => {
  assert(['linux', 'darwin', 'win32'].includes(host.platform));
  assert.ok(host.separator === '/' || host.separator === '\\\\');
  expect(['GET', 'HEAD']).toContain(request.method);
});`,
    },
    {
      title: 'a client is told which statuses not to throw for',
      code: `import axios from 'axios';
it('finds nothing', async () => {
  const response = await axios.get('http://localhost/none', {
    validateStatus: (status) => status < 500 || status === 503,
  });
  expect(response.status).toBe(404);
});`,
    },
    {
      title: 'waiting for the end of a job, then asking how it ended',
      code: `import { start, until } from './job.ts';
it('completes', async () => {
  const job = start();
  while (job.status !== 'completed' && job.status !== 'failed') await job.step();
  expect(job.status).toBe('completed');
});
it('fails', async () => {
  const job = start({ isBroken: true });
  await until(() => job.status === 'completed' || job.status === 'failed');
  expect(job.status).toBe('failed');
});`,
    },
    {
      title: 'the statuses are the input of the code under test',
      code: `import { classify, isRetryable, TERMINAL } from './retry.ts';
it('knows what to retry', () => {
  expect([408, 429, 503].every(isRetryable)).toBe(true);
  expect([200, 404].some(isRetryable)).toBe(false);
  expect(classify([200, 404])).toEqual(['success', 'failure']);
  expect(TERMINAL).toEqual(['completed', 'failed']);
});`,
    },
    {
      title: 'the description of an interface lists its statuses',
      code: `import { document } from './openapi.ts';
it('documents the answers', () => {
  expect(Object.keys(document.paths['/'].get.responses)).toEqual(['200', '404']);
  expect(document.statuses).toEqual(expect.arrayContaining([200, 404]));
});`,
    },
    {
      title: 'events in the order in which they came',
      code: `import { run } from './run.ts';
it('tries again', async () => {
  const events = [];
  await run((event) => events.push(event));
  expect(events).toEqual(['started', 'failed', 'started', 'completed']);
  expect(events.filter((event) => event === 'completed' || event === 'failed')).toHaveLength(2);
});`,
      name: 'src/run.test.js',
    },
    {
      title: 'a fake server answers with several statuses',
      code: `import nock from 'nock';
import { fetchTwice } from './fetch-twice.ts';
it('tries again', async () => {
  const answers = [500, 200];
  nock('https://api.test').get('/').times(2).reply(() => [answers.shift()]);
  expect((await fetchTwice()).status).toBe(200);
});`,
      name: 'src/fetch-twice.test.js',
    },
    {
      title: 'both of two conditions',
      code: `import { expect } from 'chai';
import { get } from './client.ts';
it('fails as it should', async () => {
  const response = await get('/none');
  expect(response.status === 404 && response.body.code === 'none').to.equal(true);
  expect(response.body.items).to.include.members([200, 404]);
});`,
    },
    {
      title: 'supertest with one status, and a predicate that throws for the others',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  await request(app).get('/').expect(200);
  await request(app).get('/none').expect((response) => {
    if (response.status !== 404) throw new Error('wrong status ' + response.status);
  });
});`,
    },
    {
      title: 'numbers that look like statuses and are none',
      code: `import { measure } from './measure.ts';
it('measures', () => {
  expect([200, 400]).toContain(measure('a').width);
  expect(measure('b').weight === 200 || measure('b').weight === 500).toBe(true);
});`,
    },
  ],
  invalid: [
    {
      title: 'found or not found',
      code: `import { get } from './client.ts';
it('answers', async () => {
  const response = await get('/users/1');
  expect([200, 404]).toContain(response.status);
});`,
      lines: [4],
    },
    {
      title: 'two statuses of one class are a warning',
      code: `import { get, post } from './client.ts';
it('refuses', async () => {
  expect([401, 403]).toContain((await get('/admin')).status);
});
it('creates', async () => {
  expect([200, 201]).toContain((await post('/users')).status);
});`,
      lines: [3, 6],
    },
    {
      title: 'as a condition',
      code: `import { get } from './client.ts';
it('answers', async () => {
  const { status } = await get('/');
  expect(status === 200 || status === 500).toBe(true);
  expect([200, 503].includes(status)).toBe(true);
  expect([200, 404].indexOf(status)).not.toBe(-1);
  expect(new Set([200, 404]).has(status)).toBe(true);
});`,
      lines: [4, 5, 6, 7],
    },
    {
      title: 'below 500',
      code: `const request = require('supertest');
const app = require('../app');
it('does not crash', async () => {
  const response = await request(app).get('/');
  expect(response.status).toBeLessThan(500);
  expect(response.statusCode < 500).toBe(true);
  expect(response.status).toBeGreaterThanOrEqual(200);
});`,
      name: 'test/app.test.js',
      lines: [5, 6, 7],
    },
    {
      title: 'chai',
      code: `import { assert, expect } from 'chai';
import { get } from './client.ts';
it('answers', async () => {
  const response = await get('/');
  expect(response.status).to.be.oneOf([200, 404]);
  expect(response.status).to.be.below(500);
  assert.include([200, 500], response.status);
  assert.oneOf(response.status, [200, 400]);
});`,
      lines: [5, 6, 7, 8],
    },
    {
      title: 'node:assert under node:test',
      code: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get } from './client.ts';
test('answers', async () => {
  const response = await get('/');
  assert(response.status === 200 || response.status === 404);
  assert.ok([200, 500].includes(response.statusCode));
  assert.equal(response.status < 500, true);
});`,
      name: 'src/client.test.mts',
      lines: [6, 7, 8],
    },
    {
      title: 'a job that completed or failed',
      code: `import { start } from './job.ts';
it('ends', async () => {
  const job = await start();
  expect(['completed', 'failed']).toContain(job.status);
  expect(job.state === 'done' || job.state === 'error').toBeTruthy();
  expect(job.status).toMatch(/^(completed|failed)$/);
});`,
      lines: [4, 5, 6],
    },
    {
      title: 'a promise that was fulfilled or rejected',
      code: `import { load } from './load.ts';
it('settles', async () => {
  const [result] = await Promise.allSettled([load('a')]);
  expect(['fulfilled', 'rejected']).toContain(result.status);
});`,
      name: 'src/load.test.js',
      lines: [4],
    },
    {
      title: 'the accepted statuses have a name',
      code: `import { get } from './client.ts';
const accepted = [200, 204, 404];
it('answers', async () => {
  const response = await get('/');
  expect(accepted).toContain(response.status);
  const isFine = response.status === 200 || response.status === 500;
  expect(isFine).toBe(true);
});`,
      lines: [5, 7],
    },
    {
      title: 'one of, in the words of Vitest and jest-extended',
      code: `import { expect, it } from 'vitest';
import { get } from './client.ts';
it('answers', async () => {
  const response = await get('/');
  expect(response.status).toBeOneOf([200, 404]);
  expect(response.status).toSatisfy((status) => status === 200 || status === 404);
});`,
      lines: [5, 6],
    },
    {
      title: 'ok, or not found',
      code: `import { get } from './client.ts';
it('answers', async () => {
  const response = await get('/');
  expect(response.ok || response.status === 404).toBe(true);
});`,
      lines: [4],
    },
    {
      title: 'data, or an error',
      code: `import { load } from './load.ts';
it('answers', async () => {
  const result = await load('a');
  expect(result.data || result.error).toBeTruthy();
});`,
      lines: [4],
    },
    {
      title: 'Playwright',
      code: `import { expect, test } from '@playwright/test';
test('home', async ({ page, request }) => {
  const response = await page.goto('/');
  expect([200, 302, 404]).toContain(response?.status());
  const answer = await request.get('/api');
  expect(answer.status()).toBeLessThan(500);
});`,
      name: 'e2e/home.spec.ts',
      lines: [4, 6],
    },
    {
      title: 'AVA and tape',
      code: `import test from 'ava';
import tape from 'tape';
import { get } from '../index.js';
test('answers', async (t) => {
  const response = await get('/');
  t.true([200, 404].includes(response.status));
});
tape('answers', async (t) => {
  const response = await get('/');
  t.ok(response.status === 200 || response.status === 500);
});`,
      name: 'test/client.test.js',
      lines: [6, 10],
    },
    {
      title: 'supertest with a predicate',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  await request(app).get('/').expect((response) => expect([200, 404]).toContain(response.status));
});`,
      lines: [4],
    },
  ],
});
