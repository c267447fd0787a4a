import { testRule } from '../testing/test-rule.ts';

// What counts as an oracle in which library, and which of their calls look like one and are none.
testRule('HT010', {
  valid: [
    {
      title: 'node:assert: the bare call, a renamed function, the strict one, a namespace',
      code: `import assert, { strictEqual as same } from 'node:assert';
import { strict as must } from 'assert';
import * as claims from 'node:assert/strict';
import { it } from 'node:test';
import { add } from './add.ts';
it('a', () => assert(add(1, 2) === 3));
it('b', () => same(add(1, 2), 3));
it('c', () => must.equal(add(1, 2), 3));
it('d', () => claims.deepEqual([add(1, 2)], [3]));
it('e', () => assert.rejects(async () => add('1', 2)));`,
      name: 'src/add.test.mts',
    },
    {
      title: 'node:assert by require, in three spellings',
      code: `const test = require('node:test');
const assert = require('assert').strict;
const { deepStrictEqual: same } = require('node:assert');
const { add } = require('./add');
test('a', () => { assert.equal(add(1, 2), 3); });
test('b', () => { same(add(1, 2), 3); });
test('c', (t) => { t.assert.strictEqual(add(1, 2), 3); });`,
      name: 'src/add.test.cjs',
    },
    {
      title: 'chai: properties, should, assert, and promises',
      code: `const { assert, expect } = require('chai');
const should = require('chai').should();
const { add, load } = require('../lib');
describe('add', function () {
  it('a', () => { expect(add(1, 2) === 3).to.be.true; });
  it('b', () => { add(1, 2).should.equal(3); });
  it('c', () => { (add(1, 2) === 3).should.be.true; });
  it('d', () => { should.exist(add(1, 2)); });
  it('e', () => { assert.isAbove(add(1, 2), 2); });
  it('f', () => load('a').should.eventually.equal('A'));
  it('g', () => expect(load('')).to.be.rejectedWith(TypeError));
});`,
      name: 'test/add.test.js',
    },
    {
      title: 'sinon: assertions, a mock that is verified, a sandbox',
      code: `import sinon from 'sinon';
import { notify } from './notify.ts';
it('a', () => {
  const send = sinon.spy();
  notify('x', send);
  sinon.assert.calledOnceWithExactly(send, 'x');
});
it('b', () => {
  const mailer = { send() {} };
  const mock = sinon.mock(mailer);
  mock.expects('send').once().withArgs('x');
  notify('x', mailer);
  mock.verify();
});
it('c', () => {
  const sandbox = sinon.createSandbox();
  sandbox.mock(console).expects('log').never();
  notify('x', () => {});
  sandbox.verifyAndRestore();
});`,
    },
    {
      title: 'supertest: expect with a status, with a callback, in a helper, by an agent',
      code: `const request = require('supertest');
const app = require('../app');
const get = (path) => request(app).get(path);
describe('GET /', () => {
  it('a', () => request(app).get('/').expect(200));
  it('b', (done) => { request(app).get('/').expect(200, done); });
  it('c', async () => { await get('/').expect('content-type', /json/); });
  it('d', async () => {
    const agent = request.agent(app);
    await agent.post('/login').send({ name: 'ada' }).expect(302);
  });
  it('e', function (done) { request(app).get('/').end(done); });
});`,
      name: 'test/app.test.js',
    },
    {
      title: 'nock: all that was announced was called',
      code: `import nock from 'nock';
import { fetchUser } from './fetch-user.ts';
it('asks for the user', async () => {
  const scope = nock('https://api.test').get('/users/1').reply(200, {});
  await fetchUser(1);
  scope.done();
});`,
    },
    {
      title: 'testing-library: queries that throw, bound to the screen, to a result, and within waitFor',
      code: `import { render, screen, waitFor, waitForElementToBeRemoved, within } from '@testing-library/react';
import { Greeting } from './greeting';
it('a', () => { render(<Greeting />); screen.getByText('Hello'); });
it('b', async () => { render(<Greeting />); await screen.findByRole('heading', { name: 'Hello' }); });
it('c', () => { const { getByTestId } = render(<Greeting />); getByTestId('name'); });
it('d', () => { const view = render(<Greeting />); within(view.container).getAllByRole('listitem'); });
it('e', async () => { render(<Greeting />); await waitFor(() => screen.getByText('Hello')); });
it('f', async () => { render(<Greeting />); await waitForElementToBeRemoved(() => screen.queryByText('Loading')); });`,
      name: 'src/greeting.test.tsx',
    },
    {
      title: 'Playwright: expect of extended fixtures, steps, waiting for a selector or an address',
      code: `import { expect, test } from './fixtures';
test('a', async ({ page }) => { await expect(page).toHaveTitle('Home'); });
test('b', async ({ page }) => {
  await test.step('opens', async () => {
    await expect.soft(page.locator('h1')).toHaveText('Home');
  });
});
test('c', async ({ page }) => { await page.waitForSelector('#ready'); });
test('d', async ({ page }) => { await expect.poll(() => page.evaluate(() => document.title)).toBe('Home'); });
test('e', async ({ page }) => { await page.goto('/'); await page.waitForURL('**/home'); });`,
      name: 'e2e/home.spec.ts',
      files: {
        'e2e/fixtures.ts': `import { test as base } from '@playwright/test';
export const test = base.extend({ user: async ({}, use) => { await use({ name: 'Ada' }); } });
export { expect } from '@playwright/test';`,
      },
    },
    {
      title: 'AVA: the context, a macro, a throw',
      code: `import test from 'ava';
import { add } from '../index.js';
test('a', (t) => { t.is(add(1, 2), 3); });
test('b', async (t) => { await t.throwsAsync(async () => add('1')); });
const adds = test.macro((t, left, right, sum) => { t.deepEqual(add(left, right), sum); });
test('c', adds, 1, 2, 3);
test('d', ({ like }) => { like({ sum: add(1, 2) }, { sum: 3 }); });`,
      name: 'test/add.test.js',
    },
    {
      title: 'tape and tap',
      code: `const tape = require('tape');
const tap = require('tap');
const { add } = require('..');
tape('a', (assert) => { assert.equal(add(1, 2), 3); assert.end(); });
tape('b', function (t) { t.plan(1); add(1, 2, (error) => t.error(error)); });
tap.test('c', (t) => { t.equal(add(1, 2), 3); t.end(); });`,
      name: 'test/add.test.js',
    },
    {
      title: 'QUnit',
      code: `import { module, test } from 'qunit';
import { add } from './add.js';
module('add', () => {
  test('adds', (assert) => {
    assert.strictEqual(add(1, 2), 3);
  });
  test('calls back', (assert) => {
    assert.expect(1);
    add(1, 2, (sum) => assert.ok(sum === 3));
  });
});`,
      name: 'tests/add.test.js',
    },
    {
      title: 'Vitest: expect of the context, and types',
      code: `import { assertType, expectTypeOf, test, vi } from 'vitest';
import { add, type Sum } from './add.ts';
test('a', ({ expect }) => { expect(add(1, 2)).toBe(3); });
test('b', () => { expectTypeOf(add).returns.toEqualTypeOf<Sum>(); });
test('c', () => { assertType<Sum>(add(1, 2)); });
test.concurrent('d', async (context) => { context.expect(await add(1, 2)).toBe(3); });
test('e', async () => { await vi.waitFor(() => { if (add(1, 2) !== 3) throw new Error('not yet'); }); });`,
    },
    {
      title: 'fast-check: the property returns what must hold',
      code: `import fc from 'fast-check';
import { test } from '@fast-check/vitest';
import { add } from './add.ts';
it('a', () => { fc.assert(fc.property(fc.integer(), (n) => add(n, 0) === n)); });
it('b', async () => { await fc.assert(fc.asyncProperty(fc.integer(), async (n) => (await add(n, 0)) === n)); });
test.prop([fc.integer()])('c', (n) => add(n, 0) === n);`,
    },
    {
      title: 'marbles of RxJS',
      code: `import { TestScheduler } from 'rxjs/testing';
import { double } from './double.ts';
it('doubles', () => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run(({ cold, expectObservable }) => {
    expectObservable(double(cold('a|', { a: 1 }))).toBe('b|', { b: 2 });
  });
});`,
    },
    {
      title: 'Jasmine, testdouble, Cypress, uvu, unexpected, the standard library of Deno, one unknown',
      code: `import * as td from 'testdouble';
import * as uvu from 'uvu/assert';
import unexpected from 'unexpected';
import { assertEquals } from '@std/assert';
import { expectProblem } from '@acme/testing';
import { add, save } from './add.ts';
it('a', async () => { await expectAsync(save()).toBeResolvedTo(1); });
it('b', () => { const store = td.func(); save(store); td.verify(store('x')); });
it('c', () => { cy.visit('/'); cy.get('h1').should('be.visible'); });
it('d', () => { uvu.is(add(1, 2), 3); });
it('e', () => { unexpected(add(1, 2), 'to equal', 3); });
it('f', () => { assertEquals(add(1, 2), 3); });
it('g', async () => { expectProblem(await save(null), 'E_NULL'); });`,
    },
    {
      title: 'Effect: the body is a generator',
      code: `import { it } from '@effect/vitest';
import { Effect } from 'effect';
import { expect } from 'vitest';
import { load } from './load.ts';
it.effect('loads', () =>
  Effect.gen(function* () {
    const value = yield* load('a');
    expect(value).toBe('A');
  }),
);`,
    },
  ],
  invalid: [
    {
      title: 'supertest without expect',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  await request(app).get('/');
});
it('answers with a body', () =>
  request(app)
    .get('/body')
    .then((response) => {
      console.log(response.status);
    }));`,
      lines: [3, 6],
    },
    {
      title: 'nock without done',
      code: `import nock from 'nock';
import { fetchUser } from './fetch-user.ts';
it('asks for the user', async () => {
  nock('https://api.test').get('/users/1').reply(200, {});
  await fetchUser(1);
});`,
      lines: [3],
    },
    {
      title: 'spies that nobody looks at, and a mock that nobody verifies',
      code: `const sinon = require('sinon');
const { notify } = require('./notify');
it('notifies', () => {
  const send = sinon.spy();
  notify('x', send);
  sinon.restore();
});
it('notifies once', () => {
  const mailer = { send() {} };
  sinon.mock(mailer).expects('send').once();
  notify('x', mailer);
});`,
      name: 'src/notify.test.js',
      lines: [3, 8],
    },
    {
      title: 'testing-library: rendered and queried without looking',
      code: `import { render, screen } from '@testing-library/react';
import { Greeting } from './greeting';
it('renders', () => {
  render(<Greeting />);
});
it('greets', () => {
  const { unmount } = render(<Greeting />);
  screen.queryByText('Hello');
  unmount();
});`,
      name: 'src/greeting.test.tsx',
      lines: [3, 6],
    },
    {
      title: 'Playwright: a locator is made, not looked for',
      code: `import { test as base } from '@playwright/test';
const test = base.extend({});
test('home', async ({ page }) => {
  await page.goto('/');
  page.getByText('Welcome');
  await page.screenshot({ path: 'home.png' });
});`,
      name: 'e2e/home.spec.ts',
      lines: [3],
    },
    {
      title: 'AVA: the context only logs',
      code: `import test from 'ava';
import { add } from '../index.js';
test('adds', async (t) => {
  t.timeout(1000);
  t.log(await add(1, 2));
});`,
      name: 'test/add.test.js',
      lines: [3],
    },
    {
      title: 'tape and node:test: ended, planned and mocked, never asserted',
      code: `const tape = require('tape');
const test = require('node:test');
const { add } = require('..');
tape('adds', (t) => {
  add(1, 2);
  t.end();
});
test('adds twice', (t) => {
  t.mock.method(console, 'log');
  t.diagnostic(String(add(1, 2)));
});`,
      name: 'test/add.test.js',
      lines: [4, 8],
    },
    {
      title: 'fast-check: the property is made and never checked',
      code: `import fc from 'fast-check';
import { add } from './add.ts';
it('has a neutral element', () => {
  fc.property(fc.integer(), (n) => add(n, 0) === n);
});`,
      lines: [3],
    },
  ],
});
