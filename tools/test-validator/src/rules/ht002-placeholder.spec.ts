import { testRule } from '../testing/test-rule.ts';

testRule('HT002', {
  valid: [
    {
      title: 'a list of things to do is what is tested',
      code: `import { addTodo } from './todo.ts';
describe('todo', () => {
  it('adds a todo', () => {
    expect(addTodo('TODO: not implemented')).toHaveLength(1);
  });
});`,
    },
    {
      title: 'production code says that it is not implemented',
      code: `import assert from 'node:assert';
import { Storage } from './storage.ts';
it('leaves saving to others', () => {
  expect(() => new Storage().save()).toThrow('not implemented');
  assert.throws(() => new Storage().load(), /not implemented/);
});`,
    },
    {
      title: 'a stub of the test is not implemented',
      code: `import { run } from './run.ts';
it('does not save', () => {
  const storage = {
    save() {
      throw new Error('not implemented');
    },
  };
  expect(run(storage)).toBe(1);
});`,
    },
    {
      title: 'it throws for another reason',
      code: `import { load } from './load.ts';
it('loads', () => {
  throw new Error('the server is down: ' + load('a'));
});`,
    },
    {
      title: 'the throw is what the test fails with, after real work',
      code: `import { load } from './load.ts';
it('refuses', async () => {
  try {
    await load('');
  } catch (error) {
    expect(error.code).toBe('E_EMPTY');
    return;
  }
  throw new Error('not implemented as promised');
});`,
      name: 'src/load.test.js',
    },
    {
      title: 'a comment with a TODO in a real test',
      code: `import { add } from './add.ts';
it('adds', () => {
  // TODO: not implemented for strings
  expect(add(1, 2)).toBe(3);
});`,
    },
    {
      title: 'an empty or a skipped test has a rule of its own',
      code: `it('a', () => {});
it.skip('b', () => {
  expect(1 + Number('1')).toBe(2);
});`,
    },
    {
      title: 'a method named todo',
      code: `import { board } from './board.ts';
it('has columns', () => {
  board.todo('write');
  expect(board.todo()).toEqual(['write']);
});`,
    },
    {
      title: 'options that say it is none',
      code: `import assert from 'node:assert';
import { test } from 'node:test';
import { add } from './add.ts';
test('adds', { todo: false }, () => {
  assert.equal(add(1, 2), 3);
});`,
    },
    {
      title: 'a test that is expected to fail',
      code: `import { add } from './add.ts';
it.failing('adds strings', () => {
  expect(add('1', '2')).toBe(3);
});`,
      name: 'src/add.test.js',
    },
    {
      title: 'the title comes from a variable, the body from a parameter',
      code: `import { cases } from './cases.ts';
for (const [title, body] of cases) it(title, body);
const scenario = (title, body) => test(title, body);
scenario('adds', () => expect(cases.length).toBe(2));`,
      name: 'src/cases.test.js',
    },
    {
      title: 'a block without tests',
      code: `describe('to come');
describe.todo('to come, too');
it('is here', () => expect(process.version).toMatch(/^v/));`,
    },
  ],
  invalid: [
    {
      title: 'todo',
      code: `import { it, test } from '@jest/globals';
it.todo('adds');
describe('subtract', () => {
  test.todo('subtracts');
});`,
      lines: [2, 4],
    },
    {
      title: 'not implemented, in several words',
      code: `it('a', () => {
  throw new Error('not implemented');
});
it('b', async () => {
  throw new Error('Not implemented yet');
});
it('c', function () {
  throw Error('TODO');
});
it('d', () => {
  throw new Error('Test not yet implemented');
});
it('e', () => {
  throw 'unimplemented';
});`,
      lines: [1, 4, 7, 10, 13],
    },
    {
      title: 'it fails with the same words',
      code: `import assert from 'node:assert';
import { expect as chaiExpect } from 'chai';
it('a', () => {
  fail('not implemented');
});
it('b', () => {
  assert.fail('TODO');
});
it('c', () => {
  chaiExpect.fail('not implemented');
});`,
      lines: [3, 6, 9],
    },
    {
      title: 'Mocha: a test without a body is pending',
      code: `describe('add', function () {
  it('adds');
  specify('adds big numbers');
});`,
      name: 'test/add.test.js',
      lines: [2, 3],
    },
    {
      title: 'node:test, in four ways',
      code: `const { it, test } = require('node:test');
test.todo('a');
it.todo('b', () => {});
test('c', { todo: true });
test('d', { todo: 'when there is time' }, () => {});`,
      name: 'test/add.test.cjs',
      lines: [2, 3, 4, 5],
    },
    {
      title: 'Vitest, with a body that does not run',
      code: `import { expect, it, test } from 'vitest';
import { add } from './add.ts';
it.todo('adds', () => {
  expect(add(1, 2)).toBe(3);
});
test.concurrent.todo('adds at once');`,
      lines: [3, 6],
    },
    {
      title: 'AVA and QUnit',
      code: `import test from 'ava';
import QUnit from 'qunit';
test.todo('adds');
test('subtracts', (t) => {
  t.fail('not implemented');
});
QUnit.todo('multiplies', (assert) => {
  assert.ok(false);
});`,
      name: 'test/add.test.js',
      lines: [3, 4, 7],
    },
    {
      title: 'a comment before the throw changes nothing',
      code: `import { test } from '@playwright/test';
test('opens', async ({ page }) => {
  // given a page
  // then it opens
  throw new Error('not implemented');
});`,
      name: 'e2e/home.spec.ts',
      lines: [2],
    },
  ],
});
