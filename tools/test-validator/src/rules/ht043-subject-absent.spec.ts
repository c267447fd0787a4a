import { testRule } from '../testing/test-rule.ts';

testRule('HT043', {
  valid: [
    {
      title: 'the subject is imported',
      code: `import { slug } from './subject';
test('slugs', () => {
  expect(slug('A B')).toBe('a-b');
});`,
    },
    {
      title: 'the subject is reached through a helper of another file',
      code: `import { makeClient } from '../test/make-client';
test('answers', async () => {
  const client = makeClient();
  expect(await client.ping()).toBe('PONG');
});`,
      files: {
        'test/make-client.ts': `import { Client } from '../src/client';
export const makeClient = () => new Client({ retries: 0 });`,
      },
    },
    {
      title: 'a hook makes it',
      code: `import { beforeEach, expect, it } from 'vitest';
import { Service } from './subject';
let service: Service;
beforeEach(() => {
  service = new Service();
});
it('is idle', () => {
  expect(service.state).toBe('idle');
});`,
    },
    {
      title: 'a local function wraps it',
      code: `const assert = require('node:assert');
const test = require('node:test');
const { parse } = require('../lib/parse');
const run = (text) => parse(text, { strict: true }).value;
test('parses', () => {
  assert.equal(run('1'), 1);
});`,
    },
    {
      title: 'reached over HTTP',
      code: `test('is healthy', async () => {
  const response = await fetch('http://localhost:3000/health');
  expect(response.status).toBe(200);
});`,
    },
    {
      title: 'reached as a subprocess',
      code: `const { execFileSync } = require('child_process');
const { expect } = require('chai');
it('prints its version', () => {
  expect(String(execFileSync('node', ['bin/cli.js', '--version']))).to.match(/^1\\./);
});`,
    },
    {
      title: "reached by a shell's template",
      code: `import { expect, test } from 'vitest';
import { $ } from 'execa';
test('prints its version', async () => {
  const { stdout } = await $\`node bin/cli.js --version\`;
  expect(stdout).toBe('1.0.0');
});`,
    },
    {
      title: 'an unknown global',
      code: `test('parses', () => {
  expect(Parser.parse('1')).toBe(1);
});`,
    },
    {
      title: 'a property of the global object that a set-up file has set',
      code: `test('is up', async () => {
  expect(await globalThis.__SERVER__.status()).toBe('up');
});`,
    },
    {
      title: 'a file of the project is read',
      code: `import { readFileSync } from 'node:fs';
test('names its licence', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest.license).toBe('MIT');
});`,
    },
    {
      title: 'a package of a third party',
      code: `import { z } from 'zod';
test('refuses numbers', () => {
  expect(z.string().safeParse(1).success).toBe(false);
});`,
    },
    {
      title: 'an alias of the workspace',
      code: `import { expect, it } from 'vitest';
import { slug } from '@/text/slug';
it('slugs', () => {
  expect(slug('A B')).toBe('a-b');
});`,
    },
    {
      title: 'imported in the test',
      code: `test('has a default', async () => {
  const module = await import('./subject');
  expect(module.default).toEqual({ port: 80 });
});`,
    },
    {
      title: 'required by a path that is put together',
      code: `const path = require('path');
const assert = require('assert');
for (const name of ['a', 'b']) {
  it('exports ' + name, () => {
    assert.equal(typeof require(path.join(__dirname, '..', name)), 'function');
  });
}`,
    },
    {
      title: 'the real module is required past the mock',
      code: `jest.mock('./subject');
test('slugs', () => {
  const { slug } = jest.requireActual('./subject');
  expect(slug('A B')).toBe('a-b');
});`,
    },
    {
      title: 'imported for its effect on a built-in',
      code: `import './subject';
test('finds the last', () => {
  expect([1, 2].lastEven()).toBe(2);
});`,
    },
    {
      title: 'custom matchers are the subject',
      code: `import * as matchers from './subject';
expect.extend(matchers);
test('knows even numbers', () => {
  expect(2).toBeEven();
});`,
    },
    {
      title: 'a class of the test extends it',
      code: `import { Base } from './subject';
class Fake extends Base {
  protected read() {
    return 'a';
  }
}
test('reads in capitals', () => {
  expect(new Fake().shout()).toBe('A');
});`,
    },
    {
      title: 'a component in JSX',
      name: 'src/subject.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { Greeting } from './subject';
test('greets', () => {
  render(<Greeting name="Ann" />);
  expect(screen.getByText('Hello, Ann')).toBeInTheDocument();
});`,
    },
    {
      title: 'a page of Playwright',
      code: `import { expect, test } from '@playwright/test';
test('greets', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('h1')).toHaveText('Hello');
});`,
    },
    {
      title: 'a fixture of the runner',
      code: `import { test } from '../test/fixtures';
test('counts', async ({ database, expect }) => {
  expect(await database.count('users')).toBe(0);
});`,
    },
    {
      title: 'the context of AVA',
      code: `import test from 'ava';
test('answers', async (t) => {
  t.is(await t.context.client.ping(), 'PONG');
});`,
    },
    {
      title: 'the context of mocha',
      code: `const { expect } = require('chai');
it('answers', async function () {
  expect(await this.client.ping()).to.equal('PONG');
});`,
    },
    {
      title: 'a type is the subject',
      code: `import { expectTypeOf, test } from 'vitest';
import type { Parsed } from './subject';
test('gives numbers', () => {
  expectTypeOf<Parsed<'1'>>().toEqualTypeOf<number>();
});`,
    },
    {
      title: 'a worker runs it',
      code: `import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
test('adds', async () => {
  const worker = new Worker(new URL('./subject.js', import.meta.url), { workerData: [1, 2] });
  expect(await once(worker, 'message')).toEqual([3]);
});`,
    },
    {
      title: 'a local copy is the expectation for the subject',
      code: `import { sum } from './subject';
const slowSum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
test('adds', () => {
  expect(sum([1, 2, 3])).toBe(slowSum([1, 2, 3]));
});`,
    },
    {
      title: 'the subject decorates a local function',
      code: `import { memoize } from './subject';
test('calls once', () => {
  let calls = 0;
  const load = memoize(() => (calls += 1));
  load();
  load();
  expect(calls).toBe(1);
});`,
    },
  ],
  invalid: [
    {
      title: 'the function is written again in the test file',
      code: `function slug(title) {
  return title.toLowerCase().replaceAll(' ', '-');
}
test('slugs', () => {
  expect(slug('A B')).toBe('a-b');
});`,
      lines: [4],
    },
    {
      title: 'the class is written again in the test file',
      code: `import { describe, expect, it } from 'vitest';
class Counter {
  count = 0;
  increment(): void {
    this.count += 1;
  }
}
describe('Counter', () => {
  it('increments', () => {
    const counter = new Counter();
    counter.increment();
    expect(counter.count).toBe(1);
  });
});`,
      lines: [9],
    },
    {
      title: 'the logic stands in the test itself',
      code: `import { expect } from 'chai';
describe('total', () => {
  it('adds prices', () => {
    const prices = [1, 2, 3];
    const total = prices.reduce((sum, price) => sum + price, 0);
    expect(total).to.equal(6);
  });
});`,
      lines: [3],
    },
    {
      title: 'only built-ins are tested',
      code: `const assert = require('node:assert');
const { test } = require('node:test');
test('finds the largest', () => {
  assert.strictEqual(Math.max(...[1, 5, 3]), 5);
});`,
      lines: [3],
    },
    {
      title: 'only a type of the subject is imported',
      code: `import type { User } from './subject';
test('has a name', () => {
  const user: User = { id: 1, name: 'Ann' };
  expect(user.name.length).toBe(3);
});`,
      lines: [2],
    },
    {
      title: 'the import serves another test only',
      code: `import { slug } from './subject';
const shorten = (text: string) => text.slice(0, 3);
describe('text', () => {
  it('slugs', () => {
    expect(slug('A B')).toBe('a-b');
  });
  it('shortens', () => {
    expect(shorten('abcd')).toBe('abc');
  });
});`,
      lines: [7],
    },
    {
      title: 'the helper of another file holds the logic',
      code: `import { parseQuery } from '../test/support/parse-query';
test('parses', () => {
  expect(parseQuery('a=1')).toEqual([['a', '1']]);
});`,
      files: {
        'test/support/parse-query.ts': `export function parseQuery(text: string): string[][] {
  return text.split('&').map((pair) => pair.split('='));
}`,
      },
      lines: [2],
    },
    {
      title: 'the hook makes only what the test file holds',
      code: `let queue;
beforeEach(() => {
  queue = [];
});
it('takes in order', () => {
  queue.push('a');
  queue.push('b');
  expect(queue.shift()).toBe('a');
});`,
      lines: [5],
    },
    {
      title: 'all that is called are mocks',
      code: `const load = jest.fn();
const save = jest.fn();
test('saves what was loaded', async () => {
  load.mockResolvedValue('a');
  await save(await load());
  expect(save).toHaveBeenCalledWith('a');
});`,
      lines: [3],
    },
    {
      title: 'asynchronous, with a timer of its own',
      code: `import { expect, test } from 'vitest';
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
async function loadUser() {
  await sleep(1);
  return { name: 'Ann' };
}
test('loads', async () => {
  const user = await loadUser();
  expect(user.name).toBe('Ann');
});`,
      lines: [7],
    },
    {
      title: 'AVA',
      code: `import test from 'ava';
const isEven = (number) => number % 2 === 0;
test('knows even numbers', (t) => {
  t.true(isEven(2));
  t.false(isEven(3));
});`,
      lines: [3],
    },
    {
      title: "sinon's stub is called by a copy of the logic",
      code: `const sinon = require('sinon');
const { expect } = require('chai');
async function register(store, name) {
  if (name === '') throw new Error('empty');
  await store.insert({ name });
}
it('registers', async () => {
  const store = { insert: sinon.stub().resolves() };
  await register(store, 'Ann');
  expect(store.insert.firstCall.args[0]).to.deep.equal({ name: 'Ann' });
});`,
      lines: [7],
    },
  ],
});
