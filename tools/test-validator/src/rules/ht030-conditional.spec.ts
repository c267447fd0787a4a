import { testRule } from '../testing/test-rule.ts';

testRule('HT030', {
  valid: [
    {
      title: 'both branches assert',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  if (result.ok) {
    expect(result.value).toBe(1);
  } else {
    expect(result.error).toBeNull();
  }
});`,
    },
    {
      title: 'the other branch throws',
      code: `import { expect, it } from 'vitest';
import { parse } from './subject';
it('parses', () => {
  const result = parse('1');
  if (result.ok) {
    expect(result.value).toBe(1);
  } else {
    throw new Error('did not parse');
  }
});`,
    },
    {
      title: 'the other branch fails on purpose',
      code: `import { assert } from 'chai';
import { load } from './subject';
it('loads', async () => {
  const user = await load(1);
  if (user) assert.equal(user.name, 'Ann');
  else assert.fail('no user');
});`,
    },
    {
      title: 'a condition narrows the type after an unconditional assertion',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  expect(result.ok).toBe(true);
  if (result.ok) expect(result.value).toBe(1);
});`,
    },
    {
      title: 'an unconditional assertion comes after the branch',
      code: `import { list } from './subject';
test('lists', () => {
  const page = list();
  if (page.next) {
    expect(page.next).toMatch(/^cursor:/);
  }
  expect(page.items).toEqual([1, 2]);
});`,
    },
    {
      title: 'a conditional throw is the only oracle',
      code: `import test from 'node:test';
import { add } from './subject';
test('adds', () => {
  const sum = add(1, 2);
  if (sum !== 3) {
    throw new Error('expected 3, got ' + sum);
  }
});`,
    },
    {
      title: 'a conditional throw narrows before the assertion',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  if (!result.ok) throw result.error;
  expect(result.value).toBe(1);
});`,
    },
    {
      title: 'a guard before all oracles is an early return',
      code: `import { connect } from './subject';
test('connects', async () => {
  const client = await connect();
  if (!client) return;
  expect(client.isOpen).toBe(true);
});`,
    },
    {
      title: 'every way out has asserted, by a return in the branch',
      code: `import { divide } from './subject';
test('divides', () => {
  const result = divide(1, 0);
  if (result.kind === 'error') {
    expect(result.code).toBe('ZERO');
    return;
  }
  expect(result.value).toBe(Infinity);
});`,
    },
    {
      title: 'the condition depends on the row of each, and both arms assert',
      code: `import { parse } from './subject';
it.each([
  { input: '1', fails: false },
  { input: '', fails: true },
])('parses $input', ({ input, fails }) => {
  if (fails) expect(() => parse(input)).toThrow('empty');
  else expect(parse(input)).toBe(1);
});`,
    },
    {
      title: 'two conditions on the row of each complete each other',
      code: `import { describe, expect, test } from 'vitest';
import { isPrime } from './subject';
test.each([[2, true], [4, false]])('%d', (number, prime) => {
  if (prime) expect(isPrime(number)).toBe(true);
  if (!prime) expect(isPrime(number)).toBe(false);
});`,
    },
    {
      title: 'a condition on the row of a literal table in the test',
      code: `import { lookup } from './subject';
test('looks up', () => {
  for (const [key, value] of [['a', 1], ['b', undefined]] as const) {
    const found = lookup(key);
    if (value !== undefined) expect(found).toBe(value);
  }
});`,
    },
    {
      title: 'the platform chooses between two assertions',
      code: `import assert from 'node:assert';
import { it } from 'node:test';
import { home } from './subject';
it('finds home', () => {
  if (process.platform === 'win32') assert.match(home(), /^[A-Z]:/);
  else assert.match(home(), /^\\//);
});`,
    },
    {
      title: 'the condition chooses the expected value only',
      code: `import { join } from './subject';
test('joins', () => {
  const expected = process.platform === 'win32' ? 'a\\\\b' : 'a/b';
  expect(join('a', 'b')).toBe(expected);
});`,
    },
    {
      title: 'a switch whose every case asserts, with a default that throws',
      code: `import { classify } from './subject';
test('classifies', () => {
  const shape = classify([1, 1]);
  switch (shape.kind) {
    case 'square':
      expect(shape.side).toBe(1);
      break;
    case 'rectangle':
      expect(shape.sides).toEqual([1, 1]);
      break;
    default:
      throw new Error(shape.kind);
  }
});`,
    },
    {
      title: 'both arms of a ternary assert',
      code: `import { read } from './subject';
test('reads', () => {
  const entry = read('a');
  entry.cached ? expect(entry.age).toBe(0) : expect(entry.source).toBe('disk');
});`,
    },
    {
      title: 'the number of assertions is promised',
      code: `import { parse } from './subject';
test('parses', () => {
  expect.assertions(1);
  const result = parse('1');
  if (result.ok) expect(result.value).toBe(1);
});`,
    },
    {
      title: 'a plan counts the assertions',
      code: `import test from 'tape';
import { parse } from './subject';
test('parses', (t) => {
  t.plan(1);
  const result = parse('1');
  if (result.ok) t.equal(result.value, 1);
});`,
    },
    {
      title: 'the condition is in the assertion, not around it',
      code: `const assert = require('assert');
const { list } = require('./subject');
it('lists', () => {
  const rows = list();
  assert(rows && rows.length === 2);
});`,
    },
    {
      title: 'the first error goes to done',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('loads', (done) => {
  load(1, (error, user) => {
    if (error) return done(error);
    expect(user.name).to.equal('Ann');
    done();
  });
});`,
    },
    {
      title: 'the condition is around the set-up',
      code: `import { Cache } from './subject';
test('caches', async () => {
  const cache = new Cache();
  if (!(await cache.has('a'))) await cache.set('a', 1);
  expect(await cache.get('a')).toBe(1);
});`,
    },
    {
      title: 'the condition is around the test, not in it',
      code: `import { open } from './subject';
if (process.env.DATABASE_URL) {
  test('opens', async () => {
    expect(await open(process.env.DATABASE_URL)).toHaveProperty('isOpen', true);
  });
}`,
    },
    {
      title: 'the branch that does not assert skips the test openly',
      code: `const { expect } = require('chai');
const { connect } = require('./subject');
it('connects', async function () {
  const client = await connect();
  if (client.supportsTransactions) {
    expect(await client.begin()).to.equal('BEGIN');
  } else {
    this.skip();
  }
});`,
    },
    {
      title: 'a helper in another file throws before the condition narrows',
      code: `import { mustSucceed } from '../test/must-succeed';
import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  mustSucceed(result);
  if (result.ok) expect(result.value).toBe(1);
});`,
      files: {
        'test/must-succeed.ts': `export function mustSucceed(result: { ok: boolean }): void {
  if (!result.ok) throw new Error('failed');
}`,
      },
    },
    {
      title: 'the helper with a branch asserts on every path',
      code: `import { load } from './subject';
function verify(user, name) {
  if (name === undefined) console.log('anyone');
  expect(user.name).toEqual(name ?? expect.any(String));
}
test('loads', async () => verify(await load(1), 'Ann'));`,
    },
    {
      title: 'supertest checks the status, the branch only adds to it',
      code: `import request from 'supertest';
import { app } from './subject';
test('answers', async () => {
  const response = await request(app).get('/users').expect(200);
  if (response.body.next) expect(response.body.next).toMatch(/^\\//);
});`,
    },
    {
      title: 'polls until it is there, then asserts',
      code: `import { Queue } from './subject';
test('drains', async () => {
  const queue = new Queue([1, 2]);
  while (!queue.isEmpty()) {
    if (queue.isPaused()) queue.resume();
    await queue.step();
  }
  expect(queue.handled).toEqual([1, 2]);
});`,
    },
    {
      title: 'an else-if chain in which each arm asserts',
      code: `import { visit } from './subject';
test('visits', () => {
  const node = visit('1 + 2');
  if (node.type === 'sum') expect(node.terms).toEqual([1, 2]);
  else if (node.type === 'number') expect(node.value).toBe(3);
  else expect(node.type).toBe('sum');
});`,
    },
  ],
  invalid: [
    {
      title: 'nothing runs when there is no user',
      code: `import { find } from './subject';
test('finds', () => {
  const user = find(1);
  if (user) {
    expect(user.name).toBe('Ann');
  }
});`,
      lines: [4],
    },
    {
      title: 'the other branch only logs',
      code: `import { expect, it } from 'vitest';
import { parse } from './subject';
it('parses', () => {
  const result = parse('1');
  if (result.ok) {
    expect(result.value).toBe(1);
  } else {
    console.error(result.error);
  }
});`,
      lines: [5],
    },
    {
      title: 'only the else branch asserts',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  if (!result.ok) {
    console.warn('not parsed');
  } else expect(result.value).toBe(1);
});`,
      lines: [4],
    },
    {
      title: 'a logical and stands for the condition',
      code: `import { find } from './subject';
test('finds', () => {
  const user = find(1);
  user && expect(user.name).toBe('Ann');
});`,
      lines: [4],
    },
    {
      title: 'a logical or stands for the condition',
      code: `const assert = require('node:assert');
const test = require('node:test');
const { parse } = require('./subject');
test('parses', () => {
  const result = parse('1');
  result.failed || assert.equal(result.value, 1);
});`,
      lines: [6],
    },
    {
      title: 'one arm of a ternary asserts',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  result.ok ? expect(result.value).toBe(1) : undefined;
});`,
      lines: [4],
    },
    {
      title: 'a switch without a default',
      code: `import { classify } from './subject';
test('classifies', () => {
  const shape = classify([1, 1]);
  switch (shape.kind) {
    case 'square':
      expect(shape.side).toBe(1);
      break;
    case 'rectangle':
      expect(shape.sides).toEqual([1, 1]);
      break;
  }
});`,
      lines: [4],
    },
    {
      title: 'an else-if chain without an end',
      code: `import { visit } from './subject';
test('visits', () => {
  const node = visit('1 + 2');
  if (node.type === 'sum') {
    expect(node.terms).toEqual([1, 2]);
  } else if (node.type === 'number') {
    expect(node.value).toBe(3);
  }
});`,
      lines: [4],
    },
    {
      title: 'chai in CommonJS',
      code: `const { expect } = require('chai');
const { list } = require('../lib/list');
describe('list', () => {
  it('gives items', async () => {
    const body = await list();
    if (body.items) {
      expect(body.items).to.have.length(2);
    }
  });
});`,
      lines: [6],
    },
    {
      title: 'an error is looked at only if there is one',
      code: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from './subject.js';
test('refuses', () => {
  const { error } = validate({});
  if (error) assert.equal(error.code, 'REQUIRED');
});`,
      lines: [6],
    },
    {
      title: 'the response of supertest is looked at only on success',
      code: `import request from 'supertest';
import { app } from './subject';
test('answers', async () => {
  const response = await request(app).get('/users');
  if (response.status === 200) {
    expect(response.body).toEqual([]);
  }
});`,
      lines: [5],
    },
    {
      title: 'Playwright asserts only when the element is seen',
      code: `import { expect, test } from '@playwright/test';
test('greets', async ({ page }) => {
  await page.goto('/');
  const banner = page.locator('#banner');
  if (await banner.isVisible()) {
    await expect(banner).toHaveText('Hello');
  }
});`,
      lines: [5],
    },
    {
      title: 'testing-library asserts only when the query finds something',
      name: 'src/subject.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { Form } from './subject';
test('disables', () => {
  render(<Form busy />);
  const button = screen.queryByRole('button');
  if (button) expect(button).toBeDisabled();
});`,
      lines: [6],
    },
    {
      title: 'AVA in one branch',
      code: `import test from 'ava';
import { find } from './subject.js';
test('finds', (t) => {
  const user = find(1);
  if (user !== undefined) {
    t.is(user.name, 'Ann');
  }
});`,
      lines: [5],
    },
    {
      title: 'sinon asserts on the call only if there was one',
      code: `import sinon from 'sinon';
import { save } from './subject';
it('saves', async () => {
  const write = sinon.spy();
  await save({ write });
  if (write.called) sinon.assert.calledWith(write, 'a');
});`,
      lines: [6],
    },
    {
      title: "only the developer's machine asserts",
      code: `import { build } from './subject';
test('builds', async () => {
  const output = await build();
  if (!process.env.CI) {
    expect(output.files).toEqual(['a.js']);
  }
});`,
      lines: [4],
    },
    {
      title: 'the row is literal, but the condition depends on the result',
      code: `import { find } from './subject';
test('finds', () => {
  for (const id of [1, 2]) {
    const user = find(id);
    if (user) {
      expect(user.id).toBe(id);
    }
  }
});`,
      lines: [5],
    },
    {
      title: 'each calls the test with a row, but the condition depends on the result',
      code: `import { find } from './subject';
it.each([1, 2])('finds %d', async (id) => {
  const user = await find(id);
  if (user?.id) expect(user.id).toBe(id);
});`,
      lines: [4],
    },
    {
      title: 'in the callback of an awaited wrapper',
      code: `import { withClient } from '../test/with-client';
test('gets', async () => {
  await withClient(async (client) => {
    const value = await client.get('a');
    if (value !== null) {
      expect(value).toBe('1');
    }
  });
});`,
      files: {
        'test/with-client.ts': `import { connect } from '../src/client';
export async function withClient(run: (client: Client) => Promise<void>): Promise<void> {
  const client = await connect();
  try {
    await run(client);
  } finally {
    await client.close();
  }
}`,
      },
      lines: [5],
    },
    {
      title: 'the helper that asserts is called in one branch only',
      code: `import { find } from './subject';
const inspectUser = (user: User) => expect(user).toMatchObject({ name: 'Ann' });
test('finds', () => {
  const user = find(1);
  if (user) inspectUser(user);
});`,
      lines: [5],
    },
  ],
});
