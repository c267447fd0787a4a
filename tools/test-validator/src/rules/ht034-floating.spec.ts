import { testRule } from '../testing/test-rule.ts';

testRule('HT034', {
  valid: [
    {
      title: 'awaited',
      code: `import { load } from './subject';
test('refuses', async () => {
  await expect(load(-1)).rejects.toThrow('negative');
});`,
    },
    {
      title: 'returned by an arrow without a block',
      code: `import { load } from './subject';
test('refuses', () => expect(load(-1)).rejects.toThrow('negative'));`,
    },
    {
      title: 'kept, and awaited after the clock has moved',
      code: `import { load } from './subject';
test('times out', async () => {
  jest.useFakeTimers();
  const refusal = expect(load(1)).rejects.toThrow('timeout');
  await jest.advanceTimersByTimeAsync(1000);
  await refusal;
});`,
    },
    {
      title: 'kept, and returned',
      code: `import { load } from './subject';
test('loads', () => {
  const loaded = load(1).then((user) => {
    expect(user.name).toBe('Ann');
  });
  return loaded;
});`,
    },
    {
      title: 'gathered in an awaited Promise.all',
      code: `import { expect, it } from 'vitest';
import { load } from './subject';
it('loads both', async () => {
  await Promise.all([
    expect(load(1)).resolves.toBe('a'),
    expect(load(2)).resolves.toBe('b'),
  ]);
});`,
    },
    {
      title: 'pushed onto a list that is awaited',
      code: `import { load } from './subject';
test('loads', async () => {
  const checks: Promise<void>[] = [];
  for (const id of [1, 2]) checks.push(expect(load(id)).resolves.toBe(id));
  await Promise.all(checks);
});`,
    },
    {
      title: 'the callback of map returns, and all are awaited',
      code: `import { load } from './subject';
test('loads', async () => {
  await Promise.all([1, 2].map((id) => expect(load(id)).resolves.toBe(id)));
});`,
    },
    {
      title: 'the callback of map is asynchronous, and all are returned',
      code: `import assert from 'node:assert';
import { test } from 'node:test';
import { load } from './subject';
test('loads', () =>
  Promise.all(
    [1, 2].map(async (id) => {
      assert.equal(await load(id), id);
    }),
  ));`,
    },
    {
      title: 'then calls done, catch too',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('loads', (done) => {
  load(1)
    .then((user) => {
      expect(user.name).to.equal('Ann');
      done();
    })
    .catch(done);
});`,
    },
    {
      title: 'done stands at the end of the chain',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('loads', function (done) {
  load(1).then((user) => expect(user.name).to.equal('Ann')).then(() => done(), done);
});`,
    },
    {
      title: 'the promise around it resolves in then',
      code: `import { load } from './subject';
test('loads', () =>
  new Promise<void>((resolve, reject) => {
    load(1).then((user) => {
      expect(user.name).toBe('Ann');
      resolve();
    }, reject);
  }));`,
    },
    {
      title: 'supertest is returned',
      code: `const request = require('supertest');
const app = require('./subject');
it('answers', () => {
  return request(app).get('/').expect(200, { ok: true });
});`,
    },
    {
      title: 'supertest ends with done',
      code: `const request = require('supertest');
const app = require('./subject');
it('answers', (done) => {
  request(app).get('/').expect(200).end(done);
});`,
    },
    {
      title: 'supertest is given done by its last expectation',
      code: `const request = require('supertest');
const app = require('./subject');
it('answers', (done) => {
  request(app).get('/').expect('Content-Type', /json/).expect(200, done);
});`,
    },
    {
      title: 'a stub resolves and rejects, which is not an assertion',
      code: `import sinon from 'sinon';
import { expect } from 'chai';
import { total } from './subject';
it('adds', async () => {
  const load = sinon.stub();
  load.onFirstCall().resolves(1);
  load.onSecondCall().rejects(new Error('down'));
  expect(await total(load)).to.equal(1);
});`,
    },
    {
      title: 'work that does not assert runs on its own',
      code: `import { Worker } from './subject';
test('works', async () => {
  const worker = new Worker();
  worker.run();
  worker.idle().then(() => worker.stop());
  expect(await worker.next()).toBe('job');
});`,
    },
    {
      title: 'the helper asserts at once',
      code: `import { load } from './subject';
const hasName = (user: User, name: string) => {
  expect(user.name).toBe(name);
};
test('loads', async () => {
  hasName(await load(1), 'Ann');
});`,
    },
    {
      title: 'the asynchronous helper does not assert',
      code: `import { store } from './subject';
async function seed() {
  await store.put('a', 1);
}
test('stores', async () => {
  seed();
  expect(await store.eventually('a')).toBe(1);
});`,
    },
    {
      title: "the helper's promise is returned by the concise arrow",
      code: `import { expectSaved } from '../test/expect-saved';
import { save } from './subject';
test('saves', async () => save(1).then(() => expectSaved(1)));`,
      files: {
        'test/expect-saved.ts': `import { read } from '../src/read';
export async function expectSaved(id: number): Promise<void> {
  expect(await read(id)).toBeDefined();
}`,
      },
    },
    {
      title: 'chai-as-promised notifies done',
      code: `const chai = require('chai');
chai.use(require('chai-as-promised'));
const { load } = require('./subject');
it('refuses', (done) => {
  chai.expect(load(-1)).to.be.rejectedWith('negative').notify(done);
});`,
    },
    {
      title: "Playwright's matchers of values are synchronous",
      code: `import { expect, test } from '@playwright/test';
test('greets', async ({ page }) => {
  await page.goto('/');
  expect(await page.title()).toBe('Hello');
  expect(page.url()).toContain('/');
  await expect(page.locator('h1')).toBeVisible();
});`,
    },
    {
      title: 'both arms of the returned ternary assert',
      code: `import { load } from './subject';
test.each([[1, true], [-1, false]])('%d', (id, found) => {
  return found ? expect(load(id)).resolves.toBe(id) : expect(load(id)).rejects.toThrow();
});`,
    },
    {
      title: 'AVA awaits what it throws',
      code: `import test from 'ava';
import { load } from './subject.js';
test('refuses', async (t) => {
  const error = await t.throwsAsync(load(-1));
  t.is(error?.message, 'negative');
});`,
    },
    {
      title: 'a plain throw is asserted on without a promise',
      code: `import { parse } from './subject';
test('refuses', async () => {
  expect(() => parse('')).toThrow('empty');
});`,
    },
    {
      title: 'an asynchronous function in the test is called with await',
      code: `import { load } from './subject';
test('loads', async () => {
  const loads = async (id: number) => {
    expect(await load(id)).toBe(id);
  };
  await loads(1);
  for (const id of [2, 3]) await loads(id);
});`,
    },
    {
      title: 'the assertion is one side of a race that is awaited',
      code: `import { load } from './subject';
test('loads', async () => {
  const loaded = load(1).then((user) => expect(user.name).toBe('Ann'));
  const late = new Promise((_, reject) => setTimeout(reject, 100, new Error('late')));
  await Promise.race([loaded, late]);
});`,
    },
  ],
  invalid: [
    {
      title: 'rejects without await',
      code: `import { load } from './subject';
test('refuses', () => {
  expect(load(-1)).rejects.toThrow('negative');
});`,
      lines: [3],
    },
    {
      title: 'resolves without await, beside an awaited assertion',
      code: `import { expect, it } from 'vitest';
import { load } from './subject';
it('loads', async () => {
  await expect(load(1)).resolves.toBe('a');
  expect(load(2)).resolves.toBe('b');
});`,
      lines: [5],
    },
    {
      title: 'void is not await',
      code: `import { load } from './subject';
test('refuses', async () => {
  void expect(load(-1)).rejects.toThrow('negative');
});`,
      lines: [3],
    },
    {
      title: 'then is neither awaited nor returned',
      code: `import { load } from './subject';
test('loads', () => {
  load(1).then((user) => {
    expect(user.name).toBe('Ann');
  });
});`,
      lines: [3],
    },
    {
      title: 'a chain over several lines',
      code: `const assert = require('node:assert');
const test = require('node:test');
const { load } = require('./subject');
test('loads', () => {
  const id = 1;
  load(id)
    .then((user) => user.name)
    .then((name) => {
      assert.equal(name, 'Ann');
    });
});`,
      lines: [6],
    },
    {
      title: 'an asynchronous helper of another file without await',
      code: `import { expectSaved } from '../test/expect-saved';
import { save } from './subject';
test('saves', async () => {
  await save(1);
  expectSaved(1);
});`,
      files: {
        'test/expect-saved.ts': `import { read } from '../src/read';
export async function expectSaved(id: number): Promise<void> {
  expect(await read(id)).toBeDefined();
}`,
      },
      lines: [5],
    },
    {
      title: 'an asynchronous arrow of the same file without await',
      code: `import { expect, test } from 'vitest';
import { read, save } from './subject';
const stored = async (key: string, value: unknown): Promise<void> => {
  expect(await read(key)).toEqual(value);
};
test('saves', async () => {
  await save('a', 1);
  stored('a', 1);
});`,
      lines: [8],
    },
    {
      title: 'supertest that nobody ends',
      code: `const request = require('supertest');
const app = require('./subject');
it('answers', () => {
  request(app).get('/').expect(200);
});`,
      lines: [4],
    },
    {
      title: 'a supertest agent whose chain begins on its own line',
      code: `import request from 'supertest';
import { app } from './subject';
const agent = request.agent(app);
it('answers', async () => {
  agent
    .post('/users')
    .send({ name: 'Ann' })
    .expect(201);
});`,
      lines: [5],
    },
    {
      title: 'node:assert rejects without await',
      code: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './subject.js';
test('refuses', async () => {
  assert.rejects(() => load(-1), /negative/);
});`,
      lines: [5],
    },
    {
      title: "Playwright's matcher of a locator without await",
      code: `import { expect, test } from '@playwright/test';
test('greets', async ({ page }) => {
  await page.goto('/');
  expect(page.getByRole('heading')).toHaveText('Hello');
});`,
      lines: [4],
    },
    {
      title: 'chai-as-promised without return',
      code: `const chai = require('chai');
chai.use(require('chai-as-promised'));
const { load } = require('./subject');
it('loads', () => {
  chai.expect(load(1)).to.eventually.equal('a');
});`,
      lines: [5],
    },
    {
      title: "AVA's throwsAsync without await",
      code: `import test from 'ava';
import { load } from './subject.js';
test('refuses', (t) => {
  t.throwsAsync(load(-1), { message: 'negative' });
});`,
      lines: [4],
    },
    {
      title: "testing-library's waitFor without await",
      name: 'src/subject.test.tsx',
      code: `import { render, screen, waitFor } from '@testing-library/react';
import { User } from './subject';
test('shows', () => {
  render(<User id={1} />);
  waitFor(() => expect(screen.queryByText('Ann')).not.toBeNull());
});`,
      lines: [5],
    },
    {
      title: 'an asynchronous function called on the spot',
      code: `import { load } from './subject';
test('loads', () => {
  (async () => {
    expect(await load(1)).toBe('a');
  })();
});`,
      lines: [3],
    },
    {
      title: 'forEach does not wait for its callback',
      code: `import { load } from './subject';
test('loads', async () => {
  [1, 2].forEach(async (id) => {
    expect(await load(id)).toBe(id);
  });
});`,
      lines: [3],
    },
    {
      title: 'kept, but never awaited',
      code: `import { load } from './subject';
test('times out', async () => {
  jest.useFakeTimers();
  const refusal = expect(load(1)).rejects.toThrow('timeout');
  await jest.advanceTimersByTimeAsync(1000);
});`,
      lines: [4],
    },
    {
      title: 'the callback of map has a block and returns nothing',
      code: `import { load } from './subject';
test('loads', async () => {
  await Promise.all(
    [1, 2].map((id) => {
      expect(load(id)).resolves.toBe(id);
    }),
  );
});`,
      lines: [5],
    },
    {
      title: 'Promise.all of assertions without await',
      code: `import { load } from './subject';
test('loads', async () => {
  const first = load(1);
  Promise.all([expect(first).resolves.toBe('a'), expect(load(2)).resolves.toBe('b')]);
});`,
      lines: [4],
    },
    {
      title: 'the poll of Vitest without await',
      code: `import { expect, test, vi } from 'vitest';
import { Worker } from './subject';
test('works', () => {
  const worker = new Worker();
  worker.start();
  expect.poll(() => worker.done).toBe(true);
});`,
      lines: [6],
    },
    {
      title: 'two of them',
      code: `import { load } from './subject';
test('refuses', async () => {
  expect(load(-1)).rejects.toThrow('negative');
  expect(load(NaN)).rejects.toThrow('number');
});`,
      lines: [3, 4],
    },
  ],
});
