import { testRule } from '../testing/test-rule.ts';

testRule('HT003', {
  valid: [
    {
      title: 'a condition that is known only when it runs',
      code: `import { connect } from './client.ts';
const maybe = process.env.REDIS_URL ? it : it.skip;
maybe('connects', () => expect(connect().isOpen).toBe(true));
(process.env.CI ? describe.skip : describe)('client', () => {
  it('pings', () => expect(connect().ping()).toBe('PONG'));
});`,
    },
    {
      title: 'skipIf and runIf of Vitest with a condition',
      code: `import { describe, expect, it } from 'vitest';
import { connect } from './client.ts';
it.skipIf(process.platform === 'win32')('connects', () => expect(connect().isOpen).toBe(true));
describe.runIf(process.env.REDIS_URL)('client', () => {
  it('pings', () => expect(connect().ping()).toBe('PONG'));
});`,
    },
    {
      title: 'node:test skips by an option, and in the test',
      code: `import assert from 'node:assert';
import test from 'node:test';
import { connect } from './client.ts';
test('a', { skip: !process.env.REDIS_URL }, () => assert.ok(connect().isOpen));
test('b', { skip: false }, () => assert.ok(connect().isOpen));
test('c', (t) => {
  if (!process.env.REDIS_URL) return t.skip('no redis');
  assert.ok(connect().isOpen);
});`,
    },
    {
      title: 'Mocha skips in a guard',
      code: `const { connect } = require('../lib/client');
describe('client', function () {
  before(function () {
    if (!process.env.REDIS_URL) this.skip();
  });
  it('connects', function () {
    if (process.platform === 'win32') this.skip();
    connect().isOpen.should.equal(true);
  });
});`,
      name: 'test/client.test.js',
    },
    {
      title: 'Playwright annotates with a condition',
      code: `import { expect, test } from '@playwright/test';
test.skip(({ browserName }) => browserName === 'webkit', 'no video');
test('plays', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'no sound');
  test.fixme(browserName === 'chromium' && !process.env.CI, 'flaky');
  await expect(page.locator('video')).toBeVisible();
});`,
      name: 'e2e/video.spec.ts',
    },
    {
      title: 'skip of a stream, a query, an iterator',
      code: `import { rows } from './rows.ts';
it('pages', async () => {
  const page = await rows().skip(10).limit(5);
  expect(rows.skip(1, () => {})).toEqual([]);
  expect(page.skip).toBe(10);
});`,
      name: 'src/rows.test.js',
    },
    {
      title: 'the word in titles, comments and text',
      code: `import { lint } from './lint.ts';
// it.skip('is old', () => {});
describe('skip', () => {
  it('xit and it.skip are found', () => {
    expect(lint("it.skip('a', () => {})")).toHaveLength(1);
  });
});`,
    },
    {
      title: 'an option of the code under test',
      code: `import { parse } from './parse.ts';
it('leaves out lines', () => {
  expect(parse('a\\nb', { skip: true })).toEqual(['b']);
  expect(parse('a\\nb', { skip: 'a' })).toEqual(['b']);
});`,
    },
    {
      title: 'declared only where the service is there',
      code: `import { connect } from './client.ts';
if (process.env.REDIS_URL) {
  it('connects', () => expect(connect().isOpen).toBe(true));
}
const isOn = connect !== undefined;
if (isOn) it('pings', () => expect(connect().ping()).toBe('PONG'));`,
    },
    {
      title: 'a todo has a rule of its own',
      code: `it.todo('skips');
test('skips, too', { todo: true }, () => {});`,
    },
    {
      title: 'a table whose rows hold the word',
      code: `import { act } from './act.ts';
it.each([{ skip: true }, { only: true }])('acts on %o', (options) => {
  expect(act(options)).toBe(1);
});`,
    },
    {
      title: 'a function of the file that happens to be named xit',
      code: `import { xit } from './navigation.ts';
it('leaves', () => {
  expect(xit('room', () => 'hall')).toBe('hall');
});`,
    },
  ],
  invalid: [
    {
      title: 'skip, in Jest',
      code: `import { add } from './add.ts';
it.skip('a', () => {
  expect(add(1, 2)).toBe(3);
});
test.skip('b', () => {});
xit('c', () => expect(add(1, 2)).toBe(3));
xtest('d', () => expect(add(1, 2)).toBe(3));
it.skip.each([1, 2])('e %i', (n) => expect(add(n, 0)).toBe(n));
test.concurrent.skip('f', async () => {});
it['skip']('g', () => {});`,
      lines: [2, 5, 6, 7, 8, 9, 10],
    },
    {
      title: 'each test of a skipped block',
      code: `import { add } from './add.ts';
describe.skip('add', () => {
  it('adds', () => expect(add(1, 2)).toBe(3));
  describe('big numbers', () => {
    it('adds them', () => expect(add(1e9, 1)).toBe(1000000001));
  });
});
xdescribe('subtract', () => {
  it('subtracts', () => expect(add(1, -2)).toBe(-1));
});
it('is not skipped', () => expect(add(0, 0)).toBe(0));`,
      lines: [3, 5, 9],
    },
    {
      title: 'a condition that is always false',
      code: `import { add } from './add.ts';
if (false) {
  it('adds', () => expect(add(1, 2)).toBe(3));
}
const isReady = false;
if (isReady) it('adds big numbers', () => expect(add(1e9, 1)).toBe(1000000001));`,
      lines: [3, 6],
    },
    {
      title: 'Vitest, with a constant condition',
      code: `import { expect, it, test } from 'vitest';
import { add } from './add.ts';
it.skipIf(true)('a', () => expect(add(1, 2)).toBe(3));
it.runIf(false)('b', () => expect(add(1, 2)).toBe(3));
test('c', { skip: true }, () => expect(add(1, 2)).toBe(3));`,
      lines: [3, 4, 5],
    },
    {
      title: 'node:test, in five ways',
      code: `const assert = require('node:assert');
const { describe, it, test } = require('node:test');
const { add } = require('./add');
test.skip('a', () => assert.equal(add(1, 2), 3));
test('b', { skip: true }, () => assert.equal(add(1, 2), 3));
test('c', { skip: 'flaky' }, () => assert.equal(add(1, 2), 3));
it('d', (t) => {
  t.skip('later');
});
describe('block', { skip: true }, () => {
  it('e', () => assert.equal(add(1, 2), 3));
});`,
      name: 'src/add.test.cjs',
      lines: [4, 5, 6, 7, 11],
    },
    {
      title: 'Mocha, by its other names',
      code: `const { add } = require('../lib/add');
describe('add', function () {
  xspecify('a', () => add(1, 2).should.equal(3));
  specify.skip('b', () => add(1, 2).should.equal(3));
  it('c', function () {
    this.skip();
    add(1, 2).should.equal(3);
  });
});
xcontext('old', function () {
  it('d', () => add(1, 2).should.equal(3));
});
suite.skip('older', () => {
  test('e', () => add(1, 2).should.equal(3));
});`,
      name: 'test/add.test.js',
      lines: [3, 4, 5, 11, 14],
    },
    {
      title: 'Playwright',
      code: `import { expect, test } from '@playwright/test';
test.skip('a', async ({ page }) => { await expect(page).toHaveTitle('A'); });
test.fixme('b', async ({ page }) => { await expect(page).toHaveTitle('B'); });
test('c', async ({ page }) => {
  test.skip();
  await expect(page).toHaveTitle('C');
});
test('d', async ({ page }) => {
  test.skip(true, 'flaky');
  await expect(page).toHaveTitle('D');
});
test.describe.skip('old', () => {
  test('e', async ({ page }) => { await expect(page).toHaveTitle('E'); });
});`,
      name: 'e2e/home.spec.ts',
      lines: [2, 3, 4, 8, 13],
    },
    {
      title: 'AVA, tape and QUnit',
      code: `import test from 'ava';
import tape from 'tape';
import QUnit from 'qunit';
import { add } from '../index.js';
test.skip('a', (t) => t.is(add(1, 2), 3));
test.serial.skip('b', (t) => t.is(add(1, 2), 3));
tape.skip('c', (t) => t.equal(add(1, 2), 3));
tape('d', { skip: true }, (t) => t.equal(add(1, 2), 3));
QUnit.skip('e', (assert) => assert.equal(add(1, 2), 3));`,
      name: 'test/add.test.js',
      lines: [5, 6, 7, 8, 9],
    },
  ],
});
