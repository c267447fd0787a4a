import { testRule } from '../testing/test-rule.ts';

testRule('HT036', {
  valid: [
    {
      title: 'the catch throws on',
      code: `import { list } from './subject';
test('lists', () => {
  try {
    expect(list()).toEqual([1]);
  } catch (error) {
    console.error(list());
    throw error;
  }
});`,
    },
    {
      title: 'the catch fails the test',
      code: `const { expect } = require('chai');
const { list } = require('./subject');
it('lists', () => {
  try {
    expect(list()).to.deep.equal([1]);
  } catch (error) {
    expect.fail(error.message);
  }
});`,
    },
    {
      title: 'the catch asserts',
      code: `import { parse } from './subject';
test('parses', () => {
  try {
    expect(parse('')).toBeNull();
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
  }
});`,
    },
    {
      title: 'done is given the error',
      code: `const assert = require('assert');
const { load } = require('./subject');
it('loads', (done) => {
  load(1, (user) => {
    try {
      assert.strictEqual(user.name, 'Ann');
      done();
    } catch (error) {
      done(error);
    }
  });
});`,
    },
    {
      title: 'the promise around it is rejected',
      code: `import { expect, it } from 'vitest';
import { Client } from './subject';
it('answers', () =>
  new Promise<void>((resolve, reject) => {
    new Client().on('message', (message) => {
      try {
        expect(message).toBe('pong');
        resolve();
      } catch (error) {
        reject(error);
      }
    });
  }));`,
    },
    {
      title: 'the error is kept and asserted on',
      code: `import { list } from './subject';
test('lists', () => {
  let failure: unknown;
  try {
    expect(list()).toEqual([1]);
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeUndefined();
});`,
    },
    {
      title: 'the message of a custom matcher is the subject',
      code: `import { toBeEven } from './subject';
expect.extend({ toBeEven });
test('says what is odd', () => {
  let message = '';
  try {
    expect(1).toBeEven();
  } catch (error) {
    message = error.message;
  }
  expect(message).toContain('expected 1 to be even');
});`,
    },
    {
      title: 'a finally, and no catch',
      code: `import { open } from './subject';
test('reads', async () => {
  const file = await open('a');
  try {
    expect(await file.read()).toBe('text');
  } finally {
    await file.close();
  }
});`,
    },
    {
      title: 'the swallowed try holds no oracle',
      code: `import { rm } from 'node:fs/promises';
import { write } from './subject';
test('writes', async () => {
  try {
    await rm('out');
  } catch {
    // it was not there
  }
  expect(await write('out')).toBe(4);
});`,
    },
    {
      title: 'the promise whose error is swallowed asserts nothing',
      code: `import assert from 'node:assert';
import test from 'node:test';
import { start } from './subject.js';
test('starts', async () => {
  const server = await start();
  assert.equal(server.port > 0, true);
  await server.stop().catch(() => {});
});`,
    },
    {
      title: 'the swallowing catch stands before the assertion',
      code: `import { load } from './subject';
test('gives null', async () => {
  await load(-1)
    .catch(() => null)
    .then((user) => expect(user).toBeNull());
});`,
    },
    {
      title: 'tries again until the time is over, then throws',
      code: `import { status } from './subject';
test('becomes ready', async () => {
  const deadline = Date.now() + 1000;
  for (;;) {
    try {
      expect(await status()).toBe('ready');
      break;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
});`,
    },
    {
      title: 'keeps the last error of several attempts and throws it',
      code: `import { status } from './subject';
test('becomes ready', async () => {
  let lastError;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      expect(await status()).toBe('ready');
      return;
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
});`,
    },
    {
      title: 'one kind of error is let through',
      code: `import { list } from './subject';
test('lists', async () => {
  try {
    expect(await list()).toEqual([1]);
  } catch (error) {
    if (error.code !== 'ECONNREFUSED') throw error;
  }
});`,
    },
    {
      title: 'then calls done, and catch is done',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('loads', (done) => {
  load(1)
    .then((user) => {
      expect(user.name).to.equal('Ann');
      done();
    })
    .catch(done);
});`,
    },
    {
      title: 'the handler of the catch throws',
      code: `import { load } from './subject';
test('loads', () =>
  load(1)
    .then((user) => expect(user.name).toBe('Ann'))
    .catch((error) => {
      throw new Error('load: ' + error.message);
    }));`,
    },
    {
      title: 'the handler of the catch rejects',
      code: `import { load } from './subject';
test('loads', async () => {
  await load(1)
    .then((user) => expect(user.name).toBe('Ann'))
    .catch((error) => Promise.reject(error));
});`,
    },
    {
      title: 'the catch ends in t.ifError',
      code: `const test = require('tape');
const { load } = require('./subject');
test('loads', async (t) => {
  try {
    const user = await load(1);
    t.equal(user.name, 'Ann');
  } catch (error) {
    t.ifError(error);
  }
  t.end();
});`,
    },
    {
      title: 'a helper of another file throws the error on',
      code: `import { explain } from '../test/explain';
import { list } from './subject';
test('lists', () => {
  try {
    expect(list()).toEqual([1]);
  } catch (error) {
    explain(error);
  }
});`,
      files: {
        'test/explain.ts': `export function explain(error: unknown): never {
  throw new Error('the list is wrong', { cause: error });
}`,
      },
    },
    {
      title: 'the flag of the catch is asserted on',
      code: `import { list } from './subject';
test('lists', () => {
  let isWrong = false;
  try {
    expect(list()).toEqual([1]);
  } catch {
    isWrong = true;
  }
  expect(isWrong).toBe(false);
});`,
    },
  ],
  invalid: [
    {
      title: 'an empty catch',
      code: `import { list } from './subject';
test('lists', () => {
  try {
    expect(list()).toEqual([1]);
  } catch {}
});`,
      lines: [3],
    },
    {
      title: 'the catch only logs',
      code: `import { expect, it } from 'vitest';
import { load } from './subject';
it('loads', async () => {
  const id = 1;
  try {
    const user = await load(id);
    expect(user.name).toBe('Ann');
  } catch (error) {
    console.error('load failed', error);
  }
});`,
      lines: [5],
    },
    {
      title: 'the catch returns',
      code: `const assert = require('node:assert');
const test = require('node:test');
const { load } = require('./subject');
test('loads', async () => {
  try {
    assert.deepEqual(await load(1), { name: 'Ann' });
  } catch (error) {
    return;
  }
});`,
      lines: [5],
    },
    {
      title: 'a catch that does nothing, behind an asserting then',
      code: `import { load } from './subject';
test('loads', async () => {
  await load(1).then((user) => expect(user.name).toBe('Ann')).catch(() => {});
});`,
      lines: [3],
    },
    {
      title: 'the handler of the catch is the console',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('loads', () => {
  return load(1)
    .then((user) => {
      expect(user.name).to.equal('Ann');
    })
    .catch(console.error);
});`,
      lines: [4],
    },
    {
      title: 'done hears nothing of the error',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('loads', async (done) => {
  try {
    expect(await load(1)).to.equal('a');
    done();
  } catch (error) {
    done();
  }
});`,
      lines: [4],
    },
    {
      title: 'the error is kept, and nobody looks at it',
      code: `import { list } from './subject';
test('lists', () => {
  let lastError;
  try {
    expect(list()).toEqual([1]);
  } catch (error) {
    lastError = error;
  }
});`,
      lines: [4],
    },
    {
      title: 'supertest in a try',
      code: `import request from 'supertest';
import { app } from './subject';
test('answers', async () => {
  try {
    await request(app).get('/').expect(200);
  } catch (error) {
    console.log(error);
  }
});`,
      lines: [4],
    },
    {
      title: "nock's scope in a try",
      code: `import nock from 'nock';
import { load } from './subject';
it('asks', async () => {
  const scope = nock('http://users.test').get('/1').reply(200, {});
  await load(1);
  try {
    scope.done();
  } catch (error) {
    nock.cleanAll();
  }
});`,
      lines: [6],
    },
    {
      title: "Playwright's slow element is let through",
      code: `import { expect, test } from '@playwright/test';
test('greets', async ({ page }) => {
  await page.goto('/');
  try {
    await expect(page.locator('h1')).toBeVisible({ timeout: 100 });
  } catch {
    console.warn('slow');
  }
});`,
      lines: [4],
    },
    {
      title: 'the rejection of the assertion itself is swallowed',
      code: `import { load } from './subject';
test('refuses', async () => {
  await expect(load(-1)).rejects.toThrow('negative').catch(() => undefined);
});`,
      lines: [3],
    },
    {
      title: 'sinon in a try',
      code: `const sinon = require('sinon');
const { save } = require('./subject');
it('saves', async () => {
  const write = sinon.spy();
  await save(write);
  try {
    sinon.assert.calledOnce(write);
  } catch (error) {
    /* flaky */
  }
});`,
      lines: [6],
    },
    {
      title: 'a helper that asserts, in another file',
      code: `import { isGreeting } from '../test/is-greeting';
import { greet } from './subject';
test('greets', () => {
  try {
    isGreeting(greet('Ann'));
  } catch (error) {
    console.warn(error);
  }
});`,
      files: {
        'test/is-greeting.ts': `import { expect } from '@jest/globals';
export function isGreeting(text: string): void {
  expect(text).toMatch(/^Hello /);
}`,
      },
      lines: [4],
    },
    {
      title: 'testing-library in a try',
      name: 'src/subject.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { User } from './subject';
test('shows', async () => {
  render(<User id={1} />);
  try {
    expect(await screen.findByText('Ann')).toBeInTheDocument();
  } catch (error) {
    screen.debug();
  } finally {
    localStorage.clear();
  }
});`,
      lines: [5],
    },
  ],
});
