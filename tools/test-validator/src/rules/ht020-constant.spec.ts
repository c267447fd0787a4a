import { testRule } from '../testing/test-rule.ts';

testRule('HT020', {
  valid: [
    {
      title: 'a sentinel whose execution expect.assertions requires',
      code: `import { load } from './load.ts';
it('refuses', async () => {
  expect.assertions(1);
  try {
    await load('');
  } catch {
    expect(true).toBe(true);
  }
});`,
    },
    {
      title: 'a sentinel in a callback whose execution the plan requires',
      code: `const tape = require('tape');
const { load } = require('..');
tape('calls back', (t) => {
  t.plan(1);
  load('a', () => t.ok(true, 'was called'));
});`,
      name: 'test/load.test.js',
    },
    {
      title: 'a sentinel that always fails, where nobody should come',
      code: `import assert from 'node:assert';
import { load } from './load.ts';
it('refuses', async () => {
  try {
    await load('');
    expect(true).toBe(false);
  } catch (error) {
    expect(error.code).toBe('E_EMPTY');
  }
});
it('refuses again', async () => {
  await load('').then(
    () => assert(false, 'should not get here'),
    (error) => assert.equal(error.code, 'E_EMPTY'),
  );
});
it('refuses once more', () => load('').then(() => expect('resolved').toBe('rejected'), () => {}));`,
    },
    {
      title: 'a fresh object is never the same as another: this always fails',
      code: `import { load } from './load.ts';
it('refuses', () => {
  load('', () => expect({}).toBe({}));
  load('', () => expect(0).toBe(-0));
  load('', () => expect('a').not.toBe('a'));
});`,
    },
    {
      title: 'a variable that a callback changes',
      code: `import { run } from './run.ts';
it('runs', () => {
  let called = false;
  run(() => {
    called = true;
  });
  expect(called).toBe(true);
});`,
    },
    {
      title: 'a flag that must stay as it was',
      code: `import { run } from './run.ts';
it('does not run when it is stopped', () => {
  let called = false;
  let count = 0;
  run({ isStopped: true }, () => {
    called = true;
    count++;
  });
  expect(called).toBe(false);
  expect(count).toBe(0);
});`,
    },
    {
      title: 'a constant list that somebody fills, and one that must stay empty',
      code: `import { emitter } from './emitter.ts';
it('emits', () => {
  const seen: number[] = [];
  const errors: Error[] = [];
  emitter.on('value', (value) => seen.push(value)).on('error', (error) => errors.push(error));
  emitter.emit('value', 1);
  expect(seen.length).toBe(1);
  expect(errors).toEqual([]);
});`,
    },
    {
      title: 'a literal that the code under test may change',
      code: `import { freeze, sortInPlace } from './arrays.ts';
it('sorts', () => {
  const list = [3, 1, 2];
  sortInPlace(list);
  expect(list).toEqual([1, 2, 3]);
});
it('leaves its argument alone', () => {
  const list = [3, 1, 2];
  freeze(list);
  expect(list).toEqual([3, 1, 2]);
});`,
    },
    {
      title: 'a constant that production exports',
      code: `import { LIMIT, Level } from './limits.ts';
import settings from './settings.json';
it('has limits', () => {
  expect(LIMIT).toBe(10);
  expect(Level.High).toBe(3);
  expect(settings.port).toBe(8080);
  expect(\`\${LIMIT} items\`).toBe('10 items');
});`,
    },
    {
      title: 'the expected value is a constant, the actual one is not',
      code: `import { add } from './add.ts';
const expected = 3;
it('adds', () => {
  expect(add(1, 2)).toBe(expected);
  expect(expected).toBe(add(2, 1));
});`,
    },
    {
      title: 'a parameter hides the constant of the same name',
      code: `import { load } from './load.ts';
const id = 1;
it('loads', () => {
  load('a', (id) => {
    expect(id).toBe(1);
  });
});`,
    },
    {
      title: 'a variable that a hook sets',
      code: `import { count } from './count.ts';
let total = 0;
beforeEach(() => {
  total = count();
});
it('counts', () => {
  expect(total).toBe(0);
});`,
    },
    {
      title: 'the matcher itself is under test',
      code: `import { matchers } from './matchers.ts';
expect.extend(matchers);
it('knows divisors', () => {
  expect(10).toBeDivisibleBy(5);
  expect(10).not.toBeDivisibleBy(3);
});`,
      name: 'src/matchers.test.js',
    },
    {
      title: 'expect itself is under test',
      code: `import { expect } from '../src/expect.ts';
it('knows what is the same', () => {
  expect(1).toBe(1);
  expect('a').not.toBe('b');
});`,
      name: 'test/expect.test.ts',
      files: {
        'src/expect.ts': `export const expect = (actual: unknown) => ({
  toBe(expected: unknown) { if (!Object.is(actual, expected)) throw new Error('not the same'); },
  not: { toBe(expected: unknown) { if (Object.is(actual, expected)) throw new Error('the same'); } },
});`,
      },
    },
    {
      title: 'the type of what is imported is not known here',
      code: `import { add } from './add.ts';
it('is a function', () => {
  expect(typeof add).toBe('function');
  expect(add ?? 1).not.toBe(1);
  expect(add.length).toBe(2);
});`,
    },
    {
      title: 'a loop over literals, each through the code',
      code: `import { double } from './double.ts';
it('doubles', () => {
  for (const n of [1, 2, 3]) expect(double(n)).toBe(n * 2);
});`,
    },
    {
      title: 'time and chance are no constants',
      code: `import { start } from './start.ts';
it('is quick', () => {
  const before = Date.now();
  start();
  expect(Date.now() - before < 100).toBe(true);
});`,
    },
  ],
  invalid: [
    {
      title: 'true is true',
      code: `import { load } from './load.ts';
it('loads', async () => {
  await load('a');
  expect(true).toBe(true);
  expect(true).toBeTruthy();
  expect(!false).toEqual(true);
});`,
      lines: [4, 5, 6],
    },
    {
      title: 'after a real one, as a filler',
      code: `import { add } from './add.ts';
it('adds', () => {
  expect(add(1, 2)).toBe(3);
  expect(1).toBe(1);
});`,
      lines: [4],
    },
    {
      title: 'arithmetic, comparison, length and membership of literals',
      code: `it('computes', () => {
  expect(1 + 1).toBe(2);
  expect(2 > 1).toBe(true);
  expect('abc').toHaveLength(3);
  expect([1, 2]).toContain(1);
  expect([1, 2]).toEqual([1, 2]);
  expect(1).not.toBe(2);
});`,
      lines: [2, 3, 4, 5, 6, 7],
    },
    {
      title: 'nothing is nothing, and NaN is NaN for Object.is',
      code: `it('is nothing', () => {
  expect(null).toBeNull();
  expect(undefined).toBeUndefined();
  expect(false).toBeFalsy();
  expect(NaN).toBe(NaN);
});`,
      lines: [2, 3, 4, 5],
    },
    {
      title: 'through local constants',
      code: `import { status } from './status.ts';
it('is ok', () => {
  const expected = 'ok';
  const actual = expected;
  status();
  expect(actual).toBe('ok');
  expect(actual).toBe(expected);
});`,
      lines: [6, 7],
    },
    {
      title: 'node:assert, in all spellings',
      code: `const assert = require('node:assert');
const test = require('node:test');
const { load } = require('./load');
test('loads', async (t) => {
  await load('a');
  assert(true);
  assert.ok(1, 'reached');
  assert.equal(1, '1');
  assert.strictEqual(true, true);
  assert.notStrictEqual('a', 'b');
  t.assert.ok(true);
});`,
      name: 'src/load.test.cjs',
      lines: [6, 7, 8, 9, 10, 11],
    },
    {
      title: 'chai, in all styles',
      code: `import { assert, expect, should } from 'chai';
import { load } from './load.ts';
should();
it('loads', () => {
  load('a');
  expect(true).to.be.true;
  expect(1).to.equal(1);
  expect('ok').to.be.a('string');
  assert.isTrue(true);
  (true).should.equal(true);
});`,
      lines: [6, 7, 8, 9, 10],
    },
    {
      title: 'AVA',
      code: `import test from 'ava';
import { load } from '../index.js';
test('loads', async (t) => {
  await load('a');
  t.is(1, 1);
  t.true(true);
  t.deepEqual({ a: 1 }, { a: 1 });
});`,
      name: 'test/load.test.js',
      lines: [5, 6, 7],
    },
    {
      title: 'QUnit',
      code: `import { test } from 'qunit';
import { load } from './load.js';
test('loads', (assert) => {
  load('a');
  assert.ok(true, 'no error');
  assert.equal('a', 'a');
});`,
      name: 'tests/load.test.js',
      lines: [5, 6],
    },
    {
      title: 'in a catch, without a count that requires it',
      code: `import { load } from './load.ts';
it('refuses', async () => {
  try {
    await load('');
  } catch (error) {
    expect(true).toBe(true);
  }
});`,
      lines: [6],
    },
    {
      title: 'in a callback of the promise',
      code: `import { load } from './load.ts';
it('loads', () =>
  load('a').then(() => {
    expect(true).toEqual(true);
  }));`,
      lines: [4],
    },
    {
      title: 'behind a cast, and in a template without holes',
      code: `import { load } from './load.ts';
it('loads', () => {
  load('a');
  expect(true as boolean).toBe(true);
  expect(\`ok\`).toBe('ok');
  expect('ok' satisfies string).toBe('ok' as const);
});`,
      lines: [4, 5, 6],
    },
    {
      title: 'in a helper of the file',
      code: `import { load } from './load.ts';
function succeed() {
  expect(true).toBe(true);
}
it('loads', async () => {
  await load('a');
  succeed();
});`,
      lines: [3],
    },
    {
      title: 'Playwright, after an action',
      code: `import { expect, test } from '@playwright/test';
test('signs in', async ({ page }) => {
  await page.click('#sign-in');
  await page.waitForTimeout(1000);
  expect(true).toBeTruthy();
  await expect(1).toBe(1);
});`,
      name: 'e2e/sign-in.spec.ts',
      lines: [5, 6],
    },
  ],
});
