import { testRule } from '../testing/test-rule.ts';

testRule('HT023', {
  valid: [
    {
      title: 'a length that may be wrong',
      code: `import { list } from './list.ts';
it('lists', () => {
  expect(list().length).toBeGreaterThan(0);
  expect(list().length).toBeGreaterThanOrEqual(1);
  expect(list('none').length).toBe(0);
  expect(list().length).not.toBeLessThan(1);
});`,
    },
    {
      title: 'a number that is no length may be negative',
      code: `import { account, compare } from './account.ts';
it('is never overdrawn', () => {
  expect(account.balance).toBeGreaterThanOrEqual(0);
  expect(compare('b', 'a')).toBeGreaterThanOrEqual(0);
  expect(account.offset).toBeGreaterThan(-1);
});`,
    },
    {
      title: 'indexOf says -1 when there is nothing',
      code: `import assert from 'node:assert';
import { render } from './render.ts';
it('names the user', () => {
  expect(render('Ada').indexOf('Ada')).toBeGreaterThanOrEqual(0);
  assert.ok(render('Ada').search(/A/) >= 0);
  expect(['a', 'b'].findIndex((name) => name === render('b'))).toBeGreaterThan(-1);
});`,
    },
    {
      title: 'the difference of two lengths may be negative',
      code: `import { pad } from './pad.ts';
it('never shortens', () => {
  expect(pad('abc').length - 'abc'.length).toBeGreaterThanOrEqual(0);
});`,
    },
    {
      title: 'a length against a bound that has a name',
      code: `import { list } from './list.ts';
it.each([0, 1, 2])('lists at least %i', (minimum) => {
  expect(list(minimum).length).toBeGreaterThanOrEqual(minimum);
  expect(list(minimum).length >= minimum).toBe(true);
});`,
    },
    {
      title: 'or with something that may be false',
      code: `import { login } from './login.ts';
it('lets in', () => {
  const result = login('ada');
  expect(result.isAdmin || result.isOwner).toBe(true);
  expect(result.isAdmin || false).toBe(true);
  expect(result.name || 'nobody').toBe('ada');
  expect(result.age ?? 0).toBe(36);
});`,
    },
    {
      title: 'a vacuous half does not make the whole vacuous',
      code: `import { list } from './list.ts';
it('lists', () => {
  const items = list();
  expect(items.length >= 0 && items[0].id === 1).toBe(true);
  expect((items.isReady || true) && items.isSorted).toBe(true);
});`,
    },
    {
      title: 'asymmetric matchers that ask for something',
      code: `import { load } from './load.ts';
it('loads', () => {
  expect(load('a')).toEqual(expect.objectContaining({ id: 1 }));
  expect(load('b')).toEqual(expect.arrayContaining(['x']));
  expect(load('c')).toEqual({ id: expect.any(Number), name: expect.stringContaining('c') });
  expect(load('d')).toEqual(expect.anything());
});`,
    },
    {
      title: 'an empty pattern further in asks for the property, an empty array for no elements',
      code: `import { load } from './load.ts';
it('loads', () => {
  expect(load('a')).toMatchObject({ owner: {} });
  expect(load('b')).toMatchObject([]);
  expect(load('c')).toEqual({});
  expect(load('d')).not.toMatchObject({});
});`,
    },
    {
      title: 'patterns that some text does not match',
      code: `import { render } from './render.ts';
it('renders', () => {
  expect(render('a')).toMatch(/.+/);
  expect(render('b')).toMatch(/^\\w*$/);
  expect(render('c')).toContain(' ');
  expect(render('')).toMatch(/^$/);
});`,
    },
    {
      title: 'identity with an object that has a name',
      code: `import { copy } from './copy.ts';
it('copies', () => {
  const original = { a: [] };
  expect(copy(original)).not.toBe(original);
  expect(copy(original)).not.toEqual({});
  expect(copy(original).a).not.toStrictEqual([1]);
});`,
    },
    {
      title: 'types that may be others',
      code: `import { load } from './load.ts';
it('loads', () => {
  const value = load('a');
  expect(typeof value === 'string' || typeof value === 'number').toBe(true);
  expect(value !== undefined || value === null).toBe(true);
  expect([true, null]).toContain(value);
  expect(Array.isArray(value)).toBe(true);
});`,
    },
    {
      title: 'no calls, and calls at most',
      code: `import { retry } from './retry.ts';
it('retries', () => {
  const attempt = jest.fn();
  retry(attempt);
  expect(attempt.mock.calls.length).toBeLessThanOrEqual(3);
  expect(attempt.mock.calls.length).toBeGreaterThan(0);
  expect(attempt).toHaveBeenCalledTimes(0);
});`,
    },
    {
      title: 'chai: at least one',
      code: `import { expect } from 'chai';
import { list } from './list.ts';
it('lists', () => {
  expect(list()).to.have.length.of.at.least(1);
  expect(list().length).to.be.above(0);
  expect(list().offset).to.be.at.least(0);
});`,
    },
    {
      title: 'a found element, and the count of a locator',
      code: `import { expect, test } from '@playwright/test';
test('home', async ({ page }) => {
  expect(await page.locator('li').count()).toBeGreaterThan(0);
  await expect(page.locator('.error')).toBeHidden();
  expect(await page.$('.user')).toBeTruthy();
});`,
      name: 'e2e/home.spec.ts',
    },
    {
      title: 'a polling condition and a default are no assertions',
      code: `import { list } from './list.ts';
it('lists', async () => {
  const limit = process.env.LIMIT || true;
  const items = (await list({ limit })) || [];
  if (items.length >= 0) items.sort();
  expect(items).toEqual([1, 2]);
});`,
    },
  ],
  invalid: [
    {
      title: 'a length is never negative',
      code: `import { list } from './list.ts';
it('lists', () => {
  const items = list();
  expect(items.length).toBeGreaterThanOrEqual(0);
  expect(items.length).toBeGreaterThan(-1);
  expect(items.length >= 0).toBe(true);
  expect(items.length).not.toBeLessThan(0);
  expect(0).toBeLessThanOrEqual(items.length);
});`,
      lines: [4, 5, 6, 7, 8],
    },
    {
      title: 'nor is what counts calls, keys, members, or takes the absolute value',
      code: `import { run } from './run.ts';
it('runs', () => {
  const back = jest.fn();
  const result = run(back);
  expect(back.mock.calls.length).toBeGreaterThanOrEqual(0);
  expect(Object.keys(result).length).toBeGreaterThanOrEqual(0);
  expect(new Set(result.names).size).toBeGreaterThanOrEqual(0);
  expect(Math.abs(result.offset)).toBeGreaterThanOrEqual(0);
});`,
      lines: [5, 6, 7, 8],
    },
    {
      title: '|| true, || 1, || an object',
      code: `import { load } from './load.ts';
test('loads', () => {
  const user = load('a');
  expect(user.isActive || true).toBe(true);
  expect(user.name === 'a' || 1).toBeTruthy();
  expect(user.tags || []).toBeTruthy();
  expect(true || user.isActive).toBeTruthy();
});`,
      lines: [4, 5, 6, 7],
    },
    {
      title: 'something, or its opposite',
      code: `import { load } from './load.ts';
it('loads', () => {
  const user = load('a');
  expect(user.isActive || !user.isActive).toBe(true);
  expect(user === null || user !== null).toBe(true);
  expect(typeof user.name === 'string' || typeof user.name !== 'string').toBeTruthy();
  expect([true, false]).toContain(user.isActive);
});`,
      lines: [4, 5, 6, 7],
    },
    {
      title: 'node:assert',
      code: `const assert = require('node:assert');
const { test } = require('node:test');
const { list } = require('./list');
test('lists', () => {
  const items = list();
  assert(items.length >= 0);
  assert.ok(items.isReady || true);
  assert.equal(items.length > -1, true);
  assert(items.total !== NaN);
});`,
      name: 'src/list.test.js',
      lines: [6, 7, 8, 9],
    },
    {
      title: 'chai',
      code: `import { expect } from 'chai';
import { list } from './list.ts';
it('lists', () => {
  expect(list()).to.have.length.of.at.least(0);
  expect(list().length).to.be.at.least(0);
  expect(list()).to.have.lengthOf.above(-1);
  expect(list().length).to.be.gte(0);
});`,
      lines: [4, 5, 6, 7],
    },
    {
      title: 'patterns that every text matches',
      code: `import { render } from './render.ts';
it('renders', () => {
  expect(render('a')).toMatch(/.*/);
  expect(render('a')).toContain('');
  expect(render('a')).toEqual(expect.stringContaining(''));
  expect(render('a').startsWith('')).toBe(true);
});`,
      lines: [3, 4, 5, 6],
    },
    {
      title: 'patterns that every object or array matches',
      code: `import { load } from './load.ts';
it('loads', () => {
  expect(load('a')).toMatchObject({});
  expect(load('b')).toEqual(expect.objectContaining({}));
  expect(load('c')).toEqual(expect.arrayContaining([]));
});`,
      lines: [3, 4, 5],
    },
    {
      title: 'nothing is identical with an object that was just made',
      code: `import { load } from './load.ts';
it('loads', () => {
  expect(load('a')).not.toBe({});
  expect(load('b')).not.toBe([]);
  expect(load('c') !== {}).toBe(true);
});`,
      lines: [3, 4, 5],
    },
    {
      title: 'typeof always says something',
      code: `import { load } from './load.ts';
it('loads', () => {
  expect(typeof load).toBeDefined();
  expect(typeof load('a')).toBeTruthy();
});`,
      lines: [3, 4],
    },
    {
      title: 'Playwright: counts, and locators that are made without looking',
      code: `import { expect, test } from '@playwright/test';
test('home', async ({ page }) => {
  await page.goto('/');
  expect(await page.locator('.error').count()).toBeGreaterThanOrEqual(0);
  expect(page.locator('h1')).toBeTruthy();
  const heading = page.getByRole('heading');
  expect(heading).toBeDefined();
});`,
      name: 'e2e/home.spec.ts',
      lines: [4, 5, 7],
    },
    {
      title: 'testing-library: the list of found elements may be empty',
      code: `import { render, screen } from '@testing-library/react';
import { List } from './list';
it('lists', () => {
  render(<List />);
  expect(screen.queryAllByRole('listitem').length).toBeGreaterThanOrEqual(0);
});`,
      name: 'src/list.test.tsx',
      lines: [5],
    },
    {
      title: 'AVA, and a condition kept in a constant',
      code: `import test from 'ava';
import { list } from '../index.js';
test('lists', (t) => {
  t.true(list().length >= 0);
  const isFine = list().isReady || true;
  t.truthy(isFine);
});`,
      name: 'test/list.test.js',
      lines: [4, 6],
    },
  ],
});
