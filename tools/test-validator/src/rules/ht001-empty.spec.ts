import { testRule } from '../testing/test-rule.ts';

testRule('HT001', {
  valid: [
    {
      title: 'one statement',
      code: `import { add } from './add.ts';
it('adds', () => {
  expect(add(1, 2)).toBe(3);
});`,
    },
    {
      title: 'an expression instead of a body',
      code: `import { add } from './add.ts';
it('adds', () => expect(add(1, 2)).toBe(3));`,
    },
    {
      title: 'an object instead of a body: braces in parentheses are a value',
      code: `import { add } from './add.ts';
it('adds', () => ({ sum: expect(add(1, 2)).toBe(3) }));`,
    },
    {
      title: 'a todo has a rule of its own',
      code: `it.todo('adds');
it.todo('subtracts', () => {});`,
    },
    {
      title: 'a test without a body is a placeholder',
      code: `describe('add', function () {
  it('adds');
});`,
      name: 'test/add.test.js',
    },
    {
      title: 'empty blocks, hooks and benchmarks are no tests',
      code: `import { bench } from 'vitest';
describe('to come', () => {});
beforeEach(() => {});
afterAll(async () => {});
bench('nothing', () => {});`,
    },
    {
      title: 'empty callbacks inside a test',
      code: `import { run } from './run.ts';
it('runs', async () => {
  const log = () => {};
  expect(await run(log, function () {})).toBe(1);
});`,
    },
    {
      title: 'the body is a function of another file',
      code: `import { adds } from './adds.ts';
it('adds', adds);`,
      name: 'test/add.test.ts',
      files: {
        'test/adds.ts': `import { add } from '../src/add.ts';
export function adds() { expect(add(1, 2)).toBe(3); }`,
      },
    },
    {
      title: 'the body is the result of a wrapper',
      code: `import { fakeAsync } from '@angular/core/testing';
import { add } from './add.ts';
it('adds', fakeAsync(() => {
  expect(add(1, 2)).toBe(3);
}));`,
    },
    {
      title: 'methods named test and it that belong to something else',
      code: `import { router, suite } from './router.ts';
it('matches', () => {
  router.test('/a', () => {});
  suite.it('b', () => {});
  expect(/a/.test('a')).toBe(router.isReady);
});`,
    },
    {
      title: 'a body in one line, after a parameter with a default',
      code: `import { test } from '@playwright/test';
test('home', async ({ page }, info = {}) => { await page.waitForSelector('h1'); });`,
      name: 'e2e/home.spec.ts',
    },
    {
      title: 'text with an empty test in it',
      code: `import { lint } from './lint.ts';
it('finds empty tests', () => {
  expect(lint("it('x', () => {});")).toHaveLength(1);
});`,
    },
  ],
  invalid: [
    {
      title: 'nothing between the braces',
      code: `import { it, test } from '@jest/globals';
it('a', () => {});
test('b', async () => {});
it('c', function () {
});`,
      lines: [2, 3, 4],
    },
    {
      title: 'only comments',
      code: `describe('add', () => {
  it('adds', () => {
    // TODO: write this
  });
  it('subtracts', () => {
    /* expect(subtract(3, 2)).toBe(1); */
  });
});`,
      lines: [2, 5],
    },
    {
      title: 'only semicolons, empty blocks, a directive',
      code: `it('a', () => {
  ;
});
it('b', () => {
  {
  }
});
it('c', function () {
  'use strict';
});`,
      lines: [1, 4, 8],
    },
    {
      title: 'with parameters that nobody uses',
      code: `const { test } = require('node:test');
it('calls back', (done) => {});
test('has options', { timeout: 100 }, (t) => {});`,
      name: 'test/add.test.cjs',
      lines: [2, 3],
    },
    {
      title: 'a table of empty tests, and concurrent ones',
      code: `import { it, test } from 'vitest';
it.each([1, 2])('takes %i', (n) => {});
test.concurrent('is quick', async () => {});
test.concurrent.each([1])('is quick with %i', async () => {});`,
      lines: [2, 3, 4],
    },
    {
      title: 'Mocha, by its other names',
      code: `context('add', function () {
  specify('adds', function () {});
});
suite('subtract', function () {
  test('subtracts', function () {});
});`,
      name: 'test/add.test.js',
      lines: [2, 5],
    },
    {
      title: 'AVA, tape and QUnit',
      code: `import test from 'ava';
import tape from 'tape';
import QUnit from 'qunit';
test('a', (t) => {});
tape('b', function (t) {});
QUnit.test('c', (assert) => {});`,
      name: 'test/add.test.js',
      lines: [4, 5, 6],
    },
    {
      title: 'Playwright with fixtures',
      code: `import { test } from '@playwright/test';
test.describe('home', () => {
  test('opens', async ({ page }) => {});
});`,
      name: 'e2e/home.spec.ts',
      lines: [3],
    },
    {
      title: 'the body is a function with a name that is empty',
      code: `const nothing = () => {};
it('adds', nothing);`,
      lines: [2],
    },
    {
      title: 'in TSX, next to one that is not empty',
      code: `import { render, screen } from '@testing-library/react';
import { Button } from './button';
it('renders', () => {
  render(<Button />);
  screen.getByRole('button');
});
it('can be clicked', () => {
  // render(<Button />);
});`,
      name: 'src/button.test.tsx',
      lines: [7],
    },
  ],
});
