import { testRule } from '../testing/test-rule.ts';

testRule('HT026', {
  valid: [
    {
      title: 'weak first, exact after',
      code: `import { load } from './load.ts';
it('loads', () => {
  const user = load('a');
  expect(user).toBeDefined();
  expect(user.name).toBe('a');
});`,
    },
    {
      title: 'a function whose name asks a question',
      code: `import { canEdit, hasAccess, isValid, shouldRetry } from './rules.ts';
it('is valid', () => expect(isValid('a')).toBeTruthy());
it('has access', () => expect(hasAccess('a')).toBeFalsy());
it('can edit', async () => expect(await canEdit('a')).toBeTruthy());
it('should retry', () => expect(shouldRetry(503)).toBeTruthy());`,
    },
    {
      title: 'a property whose name asks a question',
      code: `import { load } from './load.ts';
it('is active', () => {
  const user = load('a');
  expect(user.isActive).toBeTruthy();
  expect(user.hasPassword).toBeFalsy();
});`,
    },
    {
      title: 'a comparison, instanceof, in, not',
      code: `import assert from 'node:assert';
import { load } from './load.ts';
it('a', () => expect(load('a').age > 17).toBeTruthy());
it('b', () => assert(load('b').name === 'b'));
it('c', () => assert.ok(load('c') instanceof Map));
it('d', () => expect('id' in load('d')).toBeTruthy());
it('e', () => assert.ok(load('e').age >= 18 && load('e').age < 100));`,
    },
    {
      title: 'built-ins that say yes or no',
      code: `import { existsSync } from 'node:fs';
import { generate } from './generate.ts';
it('a', () => expect(generate().has('a')).toBeTruthy());
it('b', () => expect(generate().text.startsWith('a')).toBeTruthy());
it('c', () => expect(generate().names.includes('a')).toBeFalsy());
it('d', () => expect(Array.isArray(generate().names)).toBeTruthy());
it('e', () => expect(/^a+$/.test(generate().text)).toBeTruthy());
it('f', () => expect(generate().names.every((name) => name !== '')).toBeTruthy());
it('g', () => {
  generate('out');
  expect(existsSync('out/a.txt')).toBeTruthy();
});`,
    },
    {
      title: 'a match of a pattern',
      code: `import { render } from './render.ts';
it('names the user', () => {
  expect(render('Ada').match(/<b>Ada<\\/b>/)).toBeTruthy();
  expect(render('Bob').match(/<b>Bob<\\/b>/)).not.toBeNull();
});`,
    },
    {
      title: 'null, undefined, true and false are exact values',
      code: `import { find } from './find.ts';
it('a', () => expect(find('none')).toBeUndefined());
it('b', () => expect(find('none', { orNull: true })).toBeNull());
it('c', () => expect(find('a').isOpen).toBe(true));
it('d', () => expect(find('a').isOld).toEqual(false));`,
    },
    {
      title: 'the query of testing-library throws by itself',
      code: `import { render, screen } from '@testing-library/react';
import { Greeting } from './greeting';
it('greets', () => {
  render(<Greeting />);
  expect(screen.getByText('Hello')).toBeTruthy();
});
it('greets later', async () => {
  const { findByRole } = render(<Greeting />);
  expect(await findByRole('heading', { name: 'Hello' })).toBeDefined();
});`,
      name: 'src/greeting.test.tsx',
    },
    {
      title: 'next to an oracle of another library',
      code: `import nock from 'nock';
import request from 'supertest';
import sinon from 'sinon';
import { app, notify } from './app.ts';
it('a', async () => {
  const response = await request(app).get('/').expect(200);
  expect(response.body).toBeDefined();
});
it('b', () => {
  const send = sinon.spy();
  expect(notify('x', send)).toBeTruthy();
  sinon.assert.calledOnceWithExactly(send, 'x');
});
it('c', async () => {
  const scope = nock('https://api.test').get('/').reply(200);
  expect(await app.refresh()).toBeTruthy();
  scope.done();
});`,
    },
    {
      title: 'next to a helper that is exact',
      code: `import { load } from '../src/load.ts';
import { looksLike } from './looks-like.ts';
it('loads', () => {
  const user = load('a');
  expect(user).toBeTruthy();
  looksLike(user, { name: 'a' });
});`,
      name: 'test/load.test.ts',
      files: {
        'test/looks-like.ts': `import assert from 'node:assert';
export const looksLike = (actual: object, expected: object) => assert.deepEqual(actual, expected);`,
      },
    },
    {
      title: 'next to a snapshot, a throw, a type',
      code: `import { load } from './load.ts';
it('a', () => {
  expect(load('a')).toBeDefined();
  expect(load('a')).toMatchSnapshot();
});
it('b', () => {
  expect(load('b')).toBeTruthy();
  expect(() => load('')).toThrow('empty');
});
it('c', () => {
  const user = load('c');
  expect(user).not.toBeNull();
  if (user.name !== 'c') throw new Error('wrong user');
});`,
      name: 'src/load.test.js',
    },
    {
      title: 'chai: exact properties',
      code: `import { expect } from 'chai';
import { load } from './load.ts';
it('a', () => { expect(load('a').isOpen).to.be.true; });
it('b', () => { expect(load('b').owner).to.be.null; });
it('c', () => { expect(load('c').tags).to.be.empty; });
it('d', () => { expect(load('d')).to.be.an.instanceof(Map); });
it('e', () => { expect(load('e')).to.exist.and.have.property('id', 1); });`,
    },
    {
      title: 'a constant that holds a comparison',
      code: `import { add } from './add.ts';
it('adds', () => {
  const isRight = add(1, 2) === 3;
  expect(isRight).toBeTruthy();
});
it('adds in order', () => {
  const same = add(1, 2) === add(2, 1);
  expect(same).toBeTruthy();
});`,
    },
    {
      title: 'calls, instances and visibility are specific',
      code: `import { expect, test } from '@playwright/test';
import { run } from './run.ts';
test('a', () => { expect(run()).toBeInstanceOf(Map); });
test('b', async ({ page }) => { await expect(page.locator('h1')).toBeVisible(); });
test('c', async ({ page }) => { expect(await page.isVisible('h1')).toBeTruthy(); });
test('d', async ({ page }) => { expect(await page.locator('button').isDisabled()).toBeFalsy(); });`,
      name: 'e2e/run.spec.ts',
    },
    {
      title: 'equality by a function of a library',
      code: `const assert = require('assert');
const { isDeepStrictEqual } = require('node:util');
const { load } = require('../lib/load');
it('loads', () => {
  assert.ok(isDeepStrictEqual(load('a'), { name: 'a' }));
});
it('equals', () => {
  assert.ok(load('a').equals(load('a')));
});`,
      name: 'test/load.test.js',
    },
  ],
  invalid: [
    {
      title: 'there is something',
      code: `import { load } from './load.ts';
it('a', () => {
  expect(load('a')).toBeTruthy();
});
it('b', () => {
  expect(load('b')).toBeDefined();
});
it('c', () => {
  expect(load('c')).not.toBeNull();
});
it('d', () => {
  expect(load('d')).not.toBeUndefined();
});
it('e', () => {
  expect(load('none')).toBeFalsy();
});`,
      lines: [2, 5, 8, 11, 14],
    },
    {
      title: 'several weak ones are as weak as one',
      code: `import { load } from './load.ts';
test('loads', async () => {
  const user = await load('a');
  expect(user).toBeDefined();
  expect(user).not.toBeNull();
  expect(user.name).toBeTruthy();
  expect(user?.address?.city).toBeTruthy();
});`,
      lines: [2],
    },
    {
      title: 'node:assert',
      code: `const assert = require('node:assert');
const { test } = require('node:test');
const { load } = require('./load');
test('loads', async (t) => {
  const user = await load('a');
  assert(user);
  assert.ok(user.name);
  t.assert.ok(user.id);
});`,
      name: 'src/load.test.js',
      lines: [4],
    },
    {
      title: 'chai, in three styles',
      code: `const { assert, expect } = require('chai');
const should = require('chai').should();
const { load } = require('./load');
describe('load', function () {
  it('a', function () {
    expect(load('a')).to.exist;
    expect(load('a').name).to.be.ok;
  });
  it('b', () => {
    assert.exists(load('b'));
    assert.isOk(load('b').name);
  });
  it('c', () => {
    should.exist(load('c'));
    load('c').should.be.ok;
  });
});`,
      name: 'src/load.test.js',
      lines: [5, 9, 13],
    },
    {
      title: 'AVA, tape and QUnit',
      code: `import test from 'ava';
import tape from 'tape';
import QUnit from 'qunit';
import { load } from '../index.js';
test('loads', (t) => {
  t.truthy(load('a'));
});
tape('loads', (t) => {
  t.ok(load('a'));
  t.end();
});
QUnit.test('loads', (assert) => {
  assert.ok(load('a'));
});`,
      name: 'test/load.test.js',
      lines: [5, 8, 12],
    },
    {
      title: 'the body of an answer is there',
      code: `import request from 'supertest';
import { app } from './app.ts';
describe('GET /', () => {
  it('answers', async () => {
    const response = await request(app).get('/');
    expect(response.body).toBeDefined();
    expect(response.headers['content-type']).toBeTruthy();
  });
});`,
      lines: [4],
    },
    {
      title: 'an import and an instance are there',
      code: `import { createApp, Service } from './service.ts';
it('exports a function', () => {
  expect(createApp).toBeDefined();
});
it('should be created', () => {
  const service = TestBed.inject(Service);
  expect(service).toBeTruthy();
});`,
      lines: [2, 5],
    },
    {
      title: 'through a helper that is weak',
      code: `import { load } from '../src/load.ts';
import { present } from './present.ts';
it('loads', () => {
  present(load('a'));
});`,
      name: 'test/load.test.ts',
      files: { 'test/present.ts': `export const present = (value: unknown) => expect(value).toBeTruthy();` },
      lines: [3],
    },
    {
      title: 'a table',
      code: `import { load } from './load.ts';
it.each(['a', 'b'])('loads %s', async (name) => {
  const user = await load(name);
  expect(user).toBeTruthy();
});`,
      lines: [2],
    },
    {
      title: 'the container of a rendered component',
      code: `import { render } from '@testing-library/react';
import { Greeting } from './greeting';
it('renders', () => {
  const { container } = render(<Greeting />);
  expect(container).toBeDefined();
  expect(container.firstChild).toBeTruthy();
});`,
      name: 'src/greeting.test.tsx',
      lines: [3],
    },
    {
      title: 'Vitest, under fake timers',
      code: `import { expect, it, vi } from 'vitest';
import { load } from './load.ts';
it('loads', async () => {
  vi.useFakeTimers();
  const promise = load('a');
  await vi.runAllTimersAsync();
  expect(await promise).toBeTruthy();
});`,
      lines: [3],
    },
  ],
});
