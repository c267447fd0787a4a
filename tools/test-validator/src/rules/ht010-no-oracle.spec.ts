import { testRule } from '../testing/test-rule.ts';

// What stands in the test itself. Helpers and libraries: the neighbouring `ht010-no-oracle.*.spec.ts`.
testRule('HT010', {
  valid: [
    {
      title: 'a matcher of imported Jest globals',
      code: `import { expect, it } from '@jest/globals';
import { add } from './add.ts';
it('adds', () => {
  expect(add(1, 2)).toBe(3);
});`,
    },
    {
      title: 'an explicit throw is what makes it fail',
      code: `import { add } from './add.ts';
test('adds', () => {
  const sum = add(1, 2);
  if (sum !== 3) throw new Error('wrong sum: ' + sum);
});`,
    },
    {
      title: 'a throw sentinel in a callback that must not run',
      code: `import { watch } from './watch.ts';
test('stays silent', async () => {
  const watcher = watch('.');
  watcher.on('error', () => {
    throw new Error('must not happen');
  });
  await watcher.close();
});`,
    },
    {
      title: 'fail() in the branch that must not be reached',
      code: `import { parse } from './parse.ts';
it('refuses', () => {
  try {
    parse('{');
  } catch {
    return;
  }
  fail('should have thrown');
});`,
    },
    {
      title: 'done is handed to a callback',
      code: `import { connect } from './client.ts';
it('connects', (done) => {
  connect().on('ready', done);
});`,
    },
    {
      title: 'done is called from a callback, with the error',
      code: `import { connect } from './client.ts';
it('connects', function (done) {
  connect((error) => {
    if (error) return done(error);
    done();
  });
});`,
    },
    {
      title: 'done is the last parameter, after those of the table',
      code: `import { connect } from './client.ts';
it.each([1, 2])('connects to %i', (port, done) => {
  connect(port).once('ready', () => done());
});`,
    },
    {
      title: 'done is wrapped in a counter',
      code: `const after = require('after');
const { connect } = require('../lib/client');
it('connects twice', function (done) {
  const step = after(2, done);
  connect().on('ready', step);
  connect().on('ready', step);
});`,
      name: 'test/client.test.js',
    },
    {
      title: 'done is the second parameter under node:test, by whatever name',
      code: `const test = require('node:test');
const { connect } = require('./client');
test('connects', (t, testDone) => {
  connect((error) => {
    testDone(error);
  });
});`,
      name: 'test/client.test.js',
    },
    {
      title: 'the awaited promise is rejected by the test',
      code: `import { spawn } from 'node:child_process';
test('exits with 0', async () => {
  await new Promise<void>((resolve, reject) => {
    const child = spawn('node', ['cli.js']);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('exit ' + code))));
  });
});`,
    },
    {
      title: 'the returned promise hands its reject to the error event',
      code: `import { pack } from './pack.ts';
test('packs', () => {
  return new Promise((resolve, reject) => {
    pack('.').on('error', reject).on('finish', resolve);
  });
});`,
    },
    {
      title: 'reject comes from Promise.withResolvers',
      code: `import { pack } from './pack.ts';
test('packs', async () => {
  const { promise, resolve, reject } = Promise.withResolvers();
  pack('.', (error) => (error ? reject(error) : resolve()));
  await promise;
});`,
    },
    {
      title: 'a @ts-expect-error is checked by the compiler',
      code: `import { add } from './add.ts';
test('takes numbers only', () => {
  // @ts-expect-error a string is no number
  add('1', 2);
});`,
    },
    {
      title: 'the mock that the code calls asserts on what it gets',
      code: `import { notify } from './notify.ts';
test('hands the address on', async () => {
  const send = jest.fn((address) => {
    expect(address).toBe('a@b.c');
  });
  await notify('a@b.c', send);
});`,
    },
    {
      title: 'the hook after each test asserts on what the test did',
      code: `import { render } from './render.ts';
let output = '';
afterEach(() => {
  expect(output).toMatch(/^<p>/);
});
it('renders a word', () => {
  output = render('word');
});`,
    },
    {
      title: 'the body is what a function that makes tests is given: nobody knows it here',
      code: `import { add } from './add.ts';
function scenario(title, body) {
  it(title, async () => {
    await body();
  });
}
scenario('adds', () => expect(add(1, 2)).toBe(3));`,
      name: 'src/add.test.js',
    },
    {
      title: 'the parent of subtests has its oracles in them',
      code: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add } from './add.ts';
test('add', async (t) => {
  await t.test('small numbers', () => {
    assert.equal(add(1, 2), 3);
  });
});`,
    },
    {
      title: 'a benchmark is no test',
      code: `import { bench } from 'vitest';
import { add } from './add.ts';
bench('adds', () => {
  add(1, 2);
});`,
    },
    {
      title: 'empty, todo and skipped tests have rules of their own',
      code: `import { add } from './add.ts';
it('is empty', () => {});
it.todo('is to come');
it.skip('is left out', () => {
  add(1, 2);
});`,
    },
    {
      title: 'a placeholder has a rule of its own',
      code: `it('multiplies', () => {
  throw new Error('not implemented');
});`,
    },
    {
      title: 'an expect without a matcher has a rule of its own',
      code: `import { add } from './add.ts';
it('adds', () => {
  expect(add(1, 2) === 3);
});`,
    },
    {
      title: 'a declared smoke test has a rule of its own',
      code: `import { add } from './add.ts';
it('takes big numbers', () => {
  expect(() => add(1e300, 1e300)).not.toThrow();
});
it('takes small ones', () => {
  expect.assertions(0);
  add(1e-300, 1e-300);
});`,
    },
    {
      title: 'an unreachable oracle has a rule of its own',
      code: `import { add } from './add.ts';
it('adds', () => {
  const sum = add(1, 2);
  return;
  expect(sum).toBe(3);
});
it('adds big numbers', () => {
  const check = () => expect(add(1e9, 1)).toBe(1000000001);
});`,
    },
    {
      title: 'oracles in an if, in a catch, or floating have rules of their own',
      code: `import { load } from './load.ts';
it('may look', () => {
  const value = load('a');
  if (value) expect(value).toBe('a');
});
it('looks at the error only', async () => {
  try {
    await load('b');
  } catch (error) {
    expect(error.code).toBe('E_NONE');
  }
});
it('does not wait', () => {
  expect(load('c')).rejects.toThrow('none');
});`,
    },
  ],
  invalid: [
    {
      title: 'production code that could throw is called, no more',
      code: `import { it } from '@jest/globals';
import { connect } from './client.ts';
it('connects', async () => {
  const client = connect();
  await client.open();
});`,
      lines: [3],
    },
    {
      title: 'the result is printed for a human',
      code: `import { add } from './add.ts';
test('adds', () => {
  const sum = add(1, 2);
  console.log('sum is', sum);
  console.assert(sum === 3, 'wrong sum');
});`,
      lines: [2],
    },
    {
      title: 'only the assertion that would have looked is commented out',
      code: `import { add } from './add.ts';
test('adds', () => {
  const sum = add(1, 2);
  // expect(sum).toBe(3);
});`,
      lines: [2],
    },
    {
      title: 'one of three tests has none',
      code: `import { add } from './add.ts';
describe('add', () => {
  it('adds', () => {
    expect(add(1, 2)).toBe(3);
  });
  it('adds big numbers', () => {
    add(1e9, 1e9);
  });
  it('adds negative numbers', () => {
    expect(add(-1, -2)).toBe(-3);
  });
});`,
      lines: [6],
    },
    {
      title: 'done is called at once, whatever happened',
      code: `const { start } = require('./server');
describe('server', function () {
  it('starts', function (done) {
    start();
    done();
  });
});`,
      name: 'test/server.test.js',
      lines: [3],
    },
    {
      title: 'errors are caught and printed',
      code: `import { save } from './save.ts';
test('saves', async () => {
  try {
    await save({ id: 1 });
  } catch (error) {
    console.error(error);
  }
});`,
      lines: [2],
    },
    {
      title: 'a promise that only lets time pass',
      code: `import { schedule } from './schedule.ts';
test('fires', async () => {
  schedule(10);
  await new Promise((resolve) => setTimeout(resolve, 50));
});`,
      lines: [2],
    },
    {
      title: 'the only throw is the fault that a mock simulates',
      code: `import { load } from './load.ts';
test('survives a broken network', async () => {
  const fetcher = jest.fn(() => {
    throw new Error('offline');
  });
  await load(fetcher);
});`,
      lines: [2],
    },
    {
      title: 'asymmetric matchers and set-up of expect are no oracles',
      code: `import { save } from './save.ts';
test('saves', () => {
  const shape = expect.objectContaining({ id: expect.any(Number) });
  save(shape);
});`,
      lines: [2],
    },
    {
      title: 'a table of rows, and options before the body',
      code: `import { it, test } from 'vitest';
import { add } from './add.ts';
it.each([
  [1, 2],
  [3, 4],
])('adds %i and %i', (left, right) => {
  add(left, right);
});
test('is quick', { timeout: 100 }, () => {
  add(1, 2);
});
it.each\`
  left | right
  \${1} | \${2}
\`('adds $left', ({ left, right }) => {
  add(left, right);
});`,
      lines: [3, 9, 12],
    },
    {
      title: 'under names of Mocha, in CommonJS',
      code: `const { add } = require('../lib/add');
context('add', () => {
  specify('adds', () => {
    const sum = add(1, 2);
    return sum;
  });
});`,
      name: 'test/add.test.cjs',
      lines: [3],
    },
    {
      title: 'the chain of promises ends in a log',
      code: `import { load } from './load.ts';
it('loads', () => load('a').then((value) => console.log(value)));`,
      lines: [2],
    },
  ],
});
