import { testRule } from '../testing/test-rule.ts';

testRule('HT004', {
  valid: [
    {
      title: 'plain tests',
      code: `import { add } from './add.ts';
describe('add', () => {
  it('adds', () => expect(add(1, 2)).toBe(3));
  it.each([1, 2])('adds %i', (n) => expect(add(n, 0)).toBe(n));
});`,
    },
    {
      title: 'keys of chai',
      code: `import { expect } from 'chai';
import { load } from './load.ts';
it('loads', () => {
  expect(load('a')).to.only.have.keys('id');
  expect(load('b')).to.have.only.keys('id');
});`,
    },
    {
      title: 'only of a query',
      code: `import { users } from './users.ts';
it('selects', async () => {
  const rows = await users.only('id', 'name');
  expect(users.test.only('id')).toEqual(rows);
});`,
      name: 'src/users.test.js',
    },
    {
      title: 'fit of a layout, imported',
      code: `import { fit } from './layout.ts';
it('fits', () => {
  expect(fit('contain', () => 2)).toBe(1);
  fit('cover', () => 3);
});`,
    },
    {
      title: 'fit of a model, and a function of the file',
      code: `const { Model } = require('../lib/model');
function fit(title, measure) {
  return new Model(title).fit(measure);
}
it('learns', () => {
  expect(fit('line', () => 1).error).toBe(0);
  new Model('line').fit([1, 2]);
});`,
      name: 'test/model.test.js',
    },
    {
      title: 'an option of the code under test',
      code: `import { pick } from './pick.ts';
it('picks', () => {
  expect(pick({ a: 1, b: 2 }, { only: ['a'] })).toEqual({ a: 1 });
});
it.each([{ only: true }])('picks with %o', (options) => {
  expect(pick({}, options)).toEqual({});
});`,
      name: 'src/pick.test.js',
    },
    {
      title: 'an option that says it is not',
      code: `import assert from 'node:assert';
import { test } from 'node:test';
import { add } from './add.ts';
test('adds', { only: false }, () => assert.equal(add(1, 2), 3));`,
    },
    {
      title: 'the word in titles, comments and text',
      code: `import { lint } from './lint.ts';
// it.only('was here', () => {});
describe('only', () => {
  it('finds fit and it.only', () => {
    expect(lint("it.only('a', () => {}); fit('b', () => {});")).toHaveLength(2);
  });
});`,
    },
    {
      title: 'a skipped test is not focused',
      code: `import { add } from './add.ts';
it.skip('only', () => expect(add(1, 2)).toBe(3));`,
    },
    {
      title: 'modes of Playwright',
      code: `import { expect, test } from '@playwright/test';
test.describe.configure({ mode: 'serial' });
test.describe.parallel('home', () => {
  test('opens', async ({ page }) => { await expect(page).toHaveTitle('Home'); });
});`,
      name: 'e2e/home.spec.ts',
    },
    {
      title: 'a helper of the project with that method',
      code: `import { tester } from './tester.ts';
tester.only = false;
it('is fair', () => {
  expect(tester.only).toBe(false);
  expect(tester.it.only).toBeUndefined();
});`,
      name: 'src/tester.test.js',
    },
    {
      title: 'JSX with the attribute',
      code: `import { render, screen } from '@testing-library/react';
import { List } from './list';
it('lists', () => {
  render(<List only="a" fit />);
  screen.getByText('a');
});`,
      name: 'src/list.test.tsx',
    },
  ],
  invalid: [
    {
      title: 'only, in Jest',
      code: `import { add } from './add.ts';
it.only('a', () => {
  expect(add(1, 2)).toBe(3);
});
test.only('b', () => expect(add(1, 2)).toBe(3));
fit('c', () => expect(add(1, 2)).toBe(3));
it.only.each([1, 2])('d %i', (n) => expect(add(n, 0)).toBe(n));
test.concurrent.only('e', async () => expect(add(1, 2)).toBe(3));
it['only']('f', () => expect(add(1, 2)).toBe(3));`,
      lines: [2, 5, 6, 7, 8, 9],
    },
    {
      title: 'a focused block',
      code: `import { add } from './add.ts';
describe.only('a', () => it('adds', () => expect(add(1, 2)).toBe(3)));
fdescribe('b', () => it('adds', () => expect(add(1, 2)).toBe(3)));
describe.only.each([1])('c', (n) => it('adds', () => expect(add(n, 2)).toBe(3)));`,
      lines: [2, 3, 4],
    },
    {
      title: 'Mocha, by its other names',
      code: `const { add } = require('../lib/add');
context.only('a', () => specify('adds', () => add(1, 2).should.equal(3)));
describe('b', function () {
  specify.only('adds', () => add(1, 2).should.equal(3));
});
suite.only('c', () => test('adds', () => add(1, 2).should.equal(3)));`,
      name: 'test/add.test.js',
      lines: [2, 4, 6],
    },
    {
      title: 'node:test, in three ways',
      code: `import assert from 'node:assert';
import { it, test } from 'node:test';
import { add } from './add.ts';
test.only('a', () => assert.equal(add(1, 2), 3));
test('b', { only: true }, () => assert.equal(add(1, 2), 3));
it.only('c', () => assert.equal(add(1, 2), 3));`,
      lines: [4, 5, 6],
    },
    {
      title: 'Vitest',
      code: `import { describe, expect, it, test } from 'vitest';
import { add } from './add.ts';
describe('add', () => {
  it.only('a', () => expect(add(1, 2)).toBe(3));
  test.only.for([1])('b %i', (n) => expect(add(n, 0)).toBe(n));
  it('c', { only: true }, () => expect(add(1, 2)).toBe(3));
});`,
      lines: [4, 5, 6],
    },
    {
      title: 'Playwright',
      code: `import { expect, test as base } from '@playwright/test';
const test = base.extend({});
test.only('a', async ({ page }) => { await expect(page).toHaveTitle('A'); });
test.describe.only('b', () => test('opens', async ({ page }) => expect(page).toHaveTitle('B')));`,
      name: 'e2e/home.spec.ts',
      lines: [3, 4],
    },
    {
      title: 'AVA, tape and QUnit',
      code: `import test from 'ava';
import tape from 'tape';
import QUnit from 'qunit';
import { add } from '../index.js';
test.only('a', (t) => t.is(add(1, 2), 3));
test.serial.only('b', (t) => t.is(add(1, 2), 3));
tape.only('c', (t) => t.equal(add(1, 2), 3));
QUnit.only('d', (assert) => assert.equal(add(1, 2), 3));`,
      name: 'test/add.test.js',
      lines: [5, 6, 7, 8],
    },
    {
      title: 'in TSX, among others',
      code: `import { render, screen } from '@testing-library/react';
import { Button } from './button';
describe('button', () => {
  it('has a label', () => { render(<Button />); screen.getByText('Save'); });
  it.only('has a role', () => { render(<Button />); screen.getByRole('button'); });
});`,
      name: 'src/button.test.tsx',
      lines: [5],
    },
  ],
});
