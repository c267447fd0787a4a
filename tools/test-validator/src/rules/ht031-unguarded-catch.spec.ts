import { testRule } from '../testing/test-rule.ts';

testRule('HT031', {
  valid: [
    {
      title: 'fail() stands in the try',
      code: `import { parse } from './subject';
it('refuses', () => {
  try {
    parse('');
    fail('did not throw');
  } catch (error) {
    expect(error.message).toBe('empty');
  }
});`,
    },
    {
      title: 'a throw stands in the try',
      code: `import { expect, it } from 'vitest';
import { load } from './subject';
it('refuses', async () => {
  try {
    await load(-1);
    throw new Error('did not throw');
  } catch (error) {
    expect((error as Error).message).toBe('negative');
  }
});`,
    },
    {
      title: 'an assertion that cannot hold stands in the try',
      code: `import { parse } from './subject';
test('refuses', () => {
  try {
    parse('');
    expect(true).toBe(false);
  } catch (error) {
    expect(error).toHaveProperty('code', 'EMPTY');
  }
});`,
    },
    {
      title: 'the number of assertions is promised',
      code: `import { load } from './subject';
test('refuses', async () => {
  expect.assertions(1);
  try {
    await load(-1);
  } catch (error) {
    expect(error).toHaveProperty('code', 'NEGATIVE');
  }
});`,
    },
    {
      title: 'at least one assertion is promised',
      code: `import { load } from './subject';
test('refuses', async () => {
  expect.hasAssertions();
  await load(-1).catch((error) => expect(error.code).toBe('NEGATIVE'));
});`,
    },
    {
      title: 'a plan counts the assertions',
      code: `const test = require('tape');
const { parse } = require('./subject');
test('refuses', (t) => {
  t.plan(1);
  try {
    parse('');
  } catch (error) {
    t.equal(error.message, 'empty');
  }
});`,
    },
    {
      title: 'done is given an error in the try',
      code: `const { expect } = require('chai');
const { parse } = require('./subject');
it('refuses', (done) => {
  try {
    parse('');
    done(new Error('did not throw'));
  } catch (error) {
    expect(error.message).to.equal('empty');
    done();
  }
});`,
    },
    {
      title: 'done is called in the catch only, so the test hangs without it',
      code: `const { expect } = require('chai');
const { parse } = require('./subject');
it('refuses', (done) => {
  try {
    parse('');
  } catch (error) {
    expect(error.message).to.equal('empty');
    done();
  }
});`,
    },
    {
      title: 'Vitest says that the line is unreachable',
      code: `import { expect, test } from 'vitest';
import { parse } from './subject';
test('refuses', () => {
  try {
    parse('');
    expect.unreachable('did not throw');
  } catch (error) {
    expect(error).toHaveProperty('message', 'empty');
  }
});`,
    },
    {
      title: 'assert.fail in a loop over bad input',
      code: `import assert from 'node:assert';
import test from 'node:test';
import { parse } from './subject.js';
test('refuses', () => {
  for (const input of ['', ' ']) {
    try {
      parse(input);
      assert.fail('did not throw');
    } catch (error) {
      assert.equal(error.code, 'EMPTY');
    }
  }
});`,
    },
    {
      title: 'the error is kept and asserted on after the catch',
      code: `import { parse } from './subject';
test('refuses', () => {
  let caught: unknown;
  try {
    parse('');
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(SyntaxError);
});`,
    },
    {
      title: 'a flag of the catch is asserted on',
      code: `import { parse } from './subject';
test('refuses', () => {
  let threw = false;
  try {
    parse('');
  } catch (error) {
    threw = true;
    expect(error.message).toBe('empty');
  }
  expect(threw).toBe(true);
});`,
    },
    {
      title: 'the catch of a promise gives the error as a value',
      code: `import { load } from './subject';
test('refuses', async () => {
  const error = await load(-1).catch((reason) => reason);
  expect(error.code).toBe('NEGATIVE');
});`,
    },
    {
      title: 'the sentinel stands after the try, and the catch returns',
      code: `import { parse } from './subject';
test('refuses', () => {
  try {
    parse('');
  } catch (error) {
    expect(error.message).toBe('empty');
    return;
  }
  throw new Error('did not throw');
});`,
    },
    {
      title: 'the fulfilled promise throws',
      code: `import { load } from './subject';
test('refuses', () => {
  return load(-1).then(
    () => {
      throw new Error('did not reject');
    },
    (error) => expect(error.code).toBe('NEGATIVE'),
  );
});`,
    },
    {
      title: 'then throws before the catch',
      code: `import { load } from './subject';
test('refuses', async () => {
  await load(-1)
    .then(() => Promise.reject(new Error('did not reject')))
    .catch((error) => expect(error.message).toBe('negative'));
});`,
    },
    {
      title: 'the sentinel is a helper of another file',
      code: `import { mustNotComeHere } from '../test/must-not-come-here';
import { parse } from './subject';
test('refuses', () => {
  try {
    parse('');
    mustNotComeHere();
  } catch (error) {
    expect(error.message).toBe('empty');
  }
});`,
      files: {
        'test/must-not-come-here.ts': `export function mustNotComeHere(): never {
  throw new Error('came here');
}`,
      },
    },
    {
      title: 'the result is asserted on in the try',
      code: `import { divide } from './subject';
test('divides', () => {
  try {
    expect(divide(4, 2)).toBe(2);
  } catch (error) {
    expect(error.message).toBe('not supported');
  }
});`,
    },
    {
      title: 'another assertion stands after the catch',
      code: `import { save } from './subject';
test('does not write', async () => {
  const write = jest.fn();
  try {
    await save({ id: -1 }, write);
  } catch (error) {
    expect(error.message).toBe('negative');
  }
  expect(write).not.toHaveBeenCalled();
});`,
    },
    {
      title: 'another assertion stands in the finally',
      code: `import { expect } from 'chai';
import { open } from './subject';
it('closes', async () => {
  const file = await open('a');
  try {
    await file.write(null);
  } catch (error) {
    expect(error.code).to.equal('NULL');
  } finally {
    expect(file.isOpen).to.equal(false);
  }
});`,
    },
    {
      title: 'the catch is part of the set-up and asserts nothing',
      code: `import { createTable, insert } from './subject';
test('inserts', async () => {
  try {
    await createTable('users');
  } catch {
    console.log('there already');
  }
  expect(await insert('users', { id: 1 })).toBe(1);
});`,
    },
    {
      title: 'the catch only adds what the error was, and throws',
      code: `import { load } from './subject';
test('loads', async () => {
  let user;
  try {
    user = await load(1);
  } catch (error) {
    throw new Error('could not load', { cause: error });
  }
  expect(user.name).toBe('Ann');
});`,
    },
  ],
  invalid: [
    {
      title: 'nothing happens when it does not throw',
      code: `import { parse } from './subject';
test('refuses', () => {
  try {
    parse('');
  } catch (error) {
    expect(error.message).toBe('empty');
  }
});`,
      lines: [3],
    },
    {
      title: 'asynchronous',
      code: `import { expect, it } from 'vitest';
import { load } from './subject';
it('refuses', async () => {
  const id = -1;
  try {
    await load(id);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect((error as RangeError).message).toBe('negative');
  }
});`,
      lines: [5],
    },
    {
      title: 'the catch of an awaited promise',
      code: `import { load } from './subject';
test('refuses', async () => {
  await load(-1).catch((error) => expect(error.code).toBe('NEGATIVE'));
});`,
      lines: [3],
    },
    {
      title: 'the catch of a returned promise',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('refuses', () => {
  return load(-1).catch((error) => {
    expect(error.message).to.equal('negative');
  });
});`,
      lines: [4],
    },
    {
      title: 'the second argument of then',
      code: `import assert from 'node:assert';
import test from 'node:test';
import { load } from './subject.js';
test('refuses', async () => {
  await load(-1).then(
    () => {},
    (error) => {
      assert.equal(error.code, 'NEGATIVE');
    },
  );
});`,
      lines: [5],
    },
    {
      title: 'the sentinel is only a log line',
      code: `import { parse } from './subject';
test('refuses', () => {
  try {
    parse('');
    console.log('should not come here');
  } catch (error) {
    expect(error.message).toBe('empty');
  }
});`,
      lines: [3],
    },
    {
      title: 'AVA',
      code: `import test from 'ava';
import { parse } from './subject.js';
test('refuses', (t) => {
  try {
    parse('');
  } catch (error) {
    t.is(error.message, 'empty');
  }
});`,
      lines: [4],
    },
    {
      title: 'done is called on both ways',
      code: `const should = require('should');
const { parse } = require('../index');
it('refuses', function (done) {
  try {
    parse('');
    done();
  } catch (error) {
    error.message.should.equal('empty');
    done();
  }
});`,
      lines: [4],
    },
    {
      title: 'done is called after the catch',
      code: `const { assert } = require('chai');
const { parse } = require('../index');
it('refuses', function (done) {
  try {
    parse('');
  } catch (error) {
    assert.equal(error.message, 'empty');
  }
  done();
});`,
      lines: [4],
    },
    {
      title: 'an HTTP client that is expected to fail',
      code: `import axios from 'axios';
import { start } from './subject';
test('is not found', async () => {
  const url = await start();
  try {
    await axios.get(url + '/missing');
  } catch (error) {
    expect(error.response.status).toBe(404);
  }
});`,
      lines: [5],
    },
    {
      title: 'the catch calls an asserting helper of another file',
      code: `import { isProblem } from '../test/is-problem';
import { load } from './subject';
test('refuses', async () => {
  try {
    await load(-1);
  } catch (error) {
    isProblem(error, 'negative');
  }
});`,
      files: {
        'test/is-problem.ts': `export function isProblem(error: unknown, title: string): void {
  expect(error).toMatchObject({ name: 'Problem', title });
}`,
      },
      lines: [4],
    },
    {
      title: 'in a loop over literal input',
      code: `import { parse } from './subject';
test('refuses', () => {
  for (const input of ['', ' ']) {
    try {
      parse(input);
    } catch (error) {
      expect(error.message).toBe('empty');
    }
  }
});`,
      lines: [4],
    },
    {
      title: 'the try returns when nothing is thrown',
      code: `import { parse } from './subject';
test('refuses', () => {
  try {
    const tree = parse('');
    return;
  } catch ({ message }) {
    expect(message).toMatch(/empty/);
  }
});`,
      lines: [3],
    },
    {
      title: 'Playwright waits for what must not come',
      code: `import { expect, test } from '@playwright/test';
test('has no dialog', async ({ page }) => {
  await page.goto('/');
  try {
    await page.click('#dialog', { timeout: 100 });
  } catch (error) {
    expect(error.message).toContain('Timeout');
  }
});`,
      lines: [4],
    },
    {
      title: 'the resource is released in a finally',
      code: `import { open } from './subject';
test('refuses', async () => {
  const file = await open('a');
  try {
    await file.write(null);
  } catch (error) {
    expect(error.code).toBe('NULL');
  } finally {
    await file.close();
  }
});`,
      lines: [4],
    },
  ],
});
