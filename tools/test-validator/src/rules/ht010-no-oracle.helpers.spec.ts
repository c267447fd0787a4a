import { testRule } from '../testing/test-rule.ts';

// Oracles that are reached through functions: of this file, of other files, and by wrappers.
testRule('HT010', {
  valid: [
    {
      title: 'a helper further down asserts under an unusual name',
      code: `import { add } from './add.ts';
it('adds', () => {
  roundTrip(1, 2, 3);
});
function roundTrip(left, right, sum) {
  if (add(left, right) === sum) return;
  throw new Error('wrong sum');
}`,
      name: 'src/add.test.js',
    },
    {
      title: 'a helper of another file asserts under an unusual name',
      code: `import { add } from '../src/add.ts';
import { looksLike } from './support/numbers.ts';
it('adds', () => {
  looksLike(add(1, 2), 3);
});`,
      name: 'test/add.test.ts',
      files: {
        'test/support/numbers.ts': `export function looksLike(actual: number, expected: number) {
  expect(actual).toBe(expected);
}`,
      },
    },
    {
      title: 'through two re-exports and a new name',
      code: `import { sumOf as probe } from './support';
it('adds', () => probe([1, 2], 3));`,
      name: 'test/add.test.ts',
      files: {
        'test/support/index.ts': `export * from './numbers';`,
        'test/support/numbers.ts': `export { checkSum as sumOf } from './sums';`,
        'test/support/sums.ts': `import { strict as assert } from 'node:assert';
import { add } from '../../src/add';
export const checkSum = ([left, right]: number[], sum: number) => assert.equal(add(left, right), sum);`,
      },
    },
    {
      title: 'a default export, and one reached through a namespace',
      code: `import probe from './probe.ts';
import * as shapes from './shapes.ts';
it('adds', () => probe(1, 2, 3));
it('draws', () => {
  shapes.square(2);
});`,
      name: 'test/add.test.ts',
      files: {
        'test/probe.ts': `import { add } from '../src/add.ts';
export default function (left: number, right: number, sum: number) {
  expect(add(left, right)).toEqual(sum);
}`,
        'test/shapes.ts': `import { area } from '../src/area.ts';
export const square = (side: number) => expect(area(side)).toBe(side * side);`,
      },
    },
    {
      title: 'CommonJS: a destructured require, a property of exports, a property of module.exports',
      code: `const { probe } = require('./probe');
const support = require('./support');
it('adds', () => {
  probe(1, 2, 3);
});
it('subtracts', () => {
  support.minus(3, 2, 1);
});`,
      name: 'test/add.test.js',
      files: {
        'test/probe.js': `const assert = require('assert');
const { add } = require('../lib/add');
exports.probe = (a, b, sum) => assert.strictEqual(add(a, b), sum);`,
        'test/support.js': `const assert = require('assert');
const { minus } = require('../lib/add');
module.exports = { minus(a, b, rest) { assert.strictEqual(minus(a, b), rest); } };`,
      },
    },
    {
      title: 'a dynamic import inside the test',
      code: `it('adds', async () => {
  const { probe } = await import('./probe.ts');
  probe(3);
});`,
      files: { 'src/probe.ts': `export const probe = (sum: number) => expect(sum).toBe(3);` },
    },
    {
      title: 'through a path of tsconfig.json',
      code: `import { probe } from '~test/probe';
it('adds', () => {
  probe(1, 2);
});`,
      files: {
        'tsconfig.json': `{ "compilerOptions": { "paths": { "~test/*": ["./test/*"] } } }`,
        'test/probe.ts': `import { add } from '../src/add';
export const probe = (left: number, right: number) => expect(add(left, right)).toBe(left + right);`,
      },
    },
    {
      title: 'the method of a page object, inherited from another file',
      code: `import { LoginPage } from './login-page.ts';
test('logs in', async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.isReady();
});`,
      name: 'e2e/login.spec.ts',
      files: {
        'e2e/login-page.ts': `import { BasePage } from './base-page.ts';
export class LoginPage extends BasePage {
  async open() { await this.page.goto('/login'); }
}`,
        'e2e/base-page.ts': `import { expect, type Page } from '@playwright/test';
export class BasePage {
  constructor(readonly page: Page) {}
  async isReady() { await expect(this.page.locator('main')).toBeVisible(); }
}`,
      },
    },
    {
      title: 'a fluent vocabulary of the project',
      code: `import { given } from './given.ts';
it('greets', async () => {
  await given({ name: 'Ada' }).whenPosted('/greet').thenStatus(200);
});`,
      name: 'test/greet.test.ts',
      files: {
        'test/given.ts': `export const given = (body: object) => new Scenario(body);
class Scenario {
  #path = '';
  constructor(readonly body: object) {}
  whenPosted(path: string) { this.#path = path; return this; }
  async thenStatus(status: number) {
    const response = await fetch('http://localhost' + this.#path, { method: 'POST' });
    expect(response.status).toBe(status);
  }
}`,
      },
    },
    {
      title:
        'the body is a function with a name, an imported one, a bound one, or one that a factory returns',
      code: `import { add } from './add.ts';
import { imported } from './imported.ts';
const named = () => expect(add(1, 2)).toBe(3);
const check = (sum: number) => expect(add(1, 2)).toBe(sum);
const checker = (sum: number) => () => expect(add(1, 2)).toBe(sum);
it('is named', named);
it('is imported', imported);
it('is bound', check.bind(null, 3));
it('is made', checker(3));`,
      files: { 'src/imported.ts': `export function imported() { expect(1 + Number('2')).toBe(3); }` },
    },
    {
      title: 'the asserting function is handed over by name',
      code: `import { rows } from './rows.ts';
const check = (row) => expect(row.id).toBeGreaterThan(0);
it('numbers its rows', () => {
  rows().forEach(check);
});
it('numbers its first row', () => rows.first().then(check));`,
      name: 'src/rows.test.js',
    },
    {
      title: 'a wrapper runs its callback',
      code: `import { withServer } from './with-server.ts';
it('answers', () =>
  withServer(async (url) => {
    const response = await fetch(url);
    expect(response.status).toBe(204);
  }));`,
      files: {
        'src/with-server.ts': `import { listen } from './server.ts';
export async function withServer(use: (url: string) => Promise<void>) {
  const server = await listen(0);
  try { await use(server.url); } finally { await server.close(); }
}`,
      },
    },
    {
      title: 'a wrapper around the body, such as fakeAsync of Angular',
      code: `import { fakeAsync, inject, TestBed, tick } from '@angular/core/testing';
import { Counter } from './counter.ts';
it('counts', fakeAsync(() => {
  const counter = TestBed.inject(Counter);
  counter.start();
  tick(1000);
  expect(counter.value).toBe(1);
}));
it('starts at zero', inject([Counter], (counter: Counter) => expect(counter.value).toBe(0)));`,
    },
    {
      title: 'a component made for the test asserts while it renders',
      code: `import { render } from '@testing-library/react';
import { useCount } from './use-count';
function Probe() {
  expect(useCount(3)).toBe(3);
  return null;
}
it('counts', () => {
  render(<Probe />);
});`,
      name: 'src/use-count.test.tsx',
    },
    {
      title: 'a helper that polls and gives up with a throw',
      code: `import { start } from '../src/start.ts';
import { until } from './until.ts';
it('becomes ready', async () => {
  const app = start();
  await until(() => app.isReady);
});`,
      name: 'test/start.test.ts',
      files: {
        'test/until.ts': `export async function until(holds: () => boolean) {
  for (let turn = 0; turn < 100; turn++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('never came');
}`,
      },
    },
    {
      title: 'the test context is handed to a helper',
      code: `const test = require('ava');
const { same } = require('./_same');
test('adds', (t) => {
  same(t, 3);
});`,
      name: 'test/add.test.js',
      files: {
        'test/_same.js': `const { add } = require('..');
exports.same = (t, sum) => { t.is(add(1, 2), sum); };`,
      },
    },
  ],
  invalid: [
    {
      title: 'a helper that sounds like an oracle and only prints',
      code: `import { add } from './add.ts';
function verifySum(sum: number) {
  console.log('verified', sum);
}
it('adds', () => {
  verifySum(add(1, 2));
});`,
      lines: [5],
    },
    {
      title: 'a helper of another file that sounds like an oracle and only prints',
      code: `import { add } from '../src/add.ts';
import { assertSum } from './assert-sum.ts';
it('adds', () => {
  assertSum(add(1, 2));
});`,
      name: 'test/add.test.ts',
      files: { 'test/assert-sum.ts': `export const assertSum = (sum: number) => { console.log(sum); };` },
      lines: [3],
    },
    {
      title: 'what throws and asserts is the production code, not the test',
      code: `import { connect } from './client.ts';
import { withdraw } from './account.ts';
it('connects', async () => {
  await connect('localhost');
});
it('withdraws', () => {
  withdraw({ balance: 3 }, 2);
});`,
      files: {
        'src/client.ts': `export async function connect(host: string) {
  if (host === '') throw new TypeError('no host');
  return { host };
}`,
        'src/account.ts': `import assert from 'node:assert';
export function withdraw(account: { balance: number }, amount: number) {
  assert(account.balance >= amount);
  account.balance -= amount;
}`,
      },
      lines: [3, 6],
    },
    {
      title: 'the wrapper runs a callback that looks at nothing',
      code: `import { withServer } from './with-server.ts';
it('answers', async () => {
  await withServer(async (url) => {
    await fetch(url);
  });
});`,
      files: {
        'src/with-server.ts': `export const withServer = async (use: (url: string) => Promise<void>) => use('http://localhost');`,
      },
      lines: [2],
    },
    {
      title: 'the body is a function with a name that looks at nothing',
      code: `import { add } from './add.ts';
const adds = () => {
  add(1, 2);
};
it('adds', adds);`,
      lines: [5],
    },
    {
      title: 'the method that is called is not the one that asserts',
      code: `import { LoginPage } from './login-page.ts';
test('logs in', async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
});`,
      name: 'e2e/login.spec.ts',
      files: {
        'e2e/login-page.ts': `import { expect, type Page } from '@playwright/test';
export class LoginPage {
  constructor(readonly page: Page) {}
  async open() { await this.page.goto('/login'); }
  async isReady() { await expect(this.page.locator('main')).toBeVisible(); }
}`,
      },
      lines: [2],
    },
    {
      title: 'two helpers call each other and never an oracle',
      code: `import { step } from './step.ts';
function ping(turns) {
  step();
  if (turns > 0) pong(turns - 1);
}
function pong(turns) {
  if (turns > 0) ping(turns - 1);
}
it('plays', () => {
  ping(3);
});`,
      name: 'src/step.test.js',
      lines: [9],
    },
  ],
});
