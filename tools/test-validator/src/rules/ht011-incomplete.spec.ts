import { testRule } from '../testing/test-rule.ts';

testRule('HT011', {
  valid: [
    {
      title: 'matchers that are called, over lines, negated, awaited',
      code: `import { load } from './load.ts';
it('loads', async () => {
  expect(load('a'))
    .not
    .toBe(1);
  await expect(load('b')).resolves.not.toBeNull();
  return expect(load('c')).rejects.toThrow('none');
});`,
    },
    {
      title: 'chai asserts by properties',
      code: `import { expect } from 'chai';
import { load } from './load.ts';
it('loads', () => {
  expect(load('a')).to.be.true;
  expect(load('b')).to.exist;
  expect(load('c')).to.not.be.empty;
  expect(load('d')).to.be.an('array').that.is.empty;
  expect(load('e')).to.be.frozen;
});`,
    },
    {
      title: 'chai without an import: a set-up file made expect global',
      code: `const { load } = require('../lib/load');
describe('load', function () {
  it('is open', () => expect(load('a').isOpen).to.be.true);
  it('is nothing', function () {
    expect(load('b')).to.be.null;
    expect(load('c')).not.to.be.undefined;
  });
});`,
      name: 'test/load.test.js',
    },
    {
      title: 'should, as a property of anything',
      code: `require('chai').should();
const { load } = require('../lib/load');
it('loads', () => {
  load('a').should.be.true;
  load('b').should.not.be.empty;
  load('c').isOpen.should.be.ok;
});`,
      name: 'test/load.test.js',
    },
    {
      title: 'properties of sinon-chai and of chai-as-promised',
      code: `import chai, { expect } from 'chai';
import sinonChai from 'sinon-chai';
import { load } from './load.ts';
chai.use(sinonChai);
it('calls back', async () => {
  const back = sinon.spy();
  load('a', back);
  expect(back).to.have.been.calledOnce;
  expect(back).to.not.have.been.called;
  await expect(load('')).to.be.rejected;
  await expect(load('a')).to.eventually.be.true;
});`,
    },
    {
      title: 'the expectation is kept, and its matcher called later',
      code: `import { load } from './load.ts';
it('loads', () => {
  const result = expect(load('a'));
  result.toHaveProperty('id');
  result.not.toHaveProperty('password');
});`,
    },
    {
      title: 'a helper hands the expectation to its caller, who calls the matcher',
      code: `import { load } from './load.ts';
const expectId = (name) => expect(load(name).id);
function expectName(name) {
  return expect(load(name).name);
}
it('loads', () => {
  expectId('a').toBe(1);
  expectName('a').toMatch('a');
});`,
      name: 'src/load.test.js',
    },
    {
      title: 'a custom expectation that returns expect to another file',
      code: `import { expectBody } from './expect-body.ts';
it('greets', async () => {
  (await expectBody('/hello')).toEqual({ hello: 'world' });
});`,
      name: 'test/hello.test.ts',
      files: {
        'test/expect-body.ts': `export async function expectBody(path: string) {
  const response = await fetch('http://localhost' + path);
  return expect(await response.json());
}`,
      },
    },
    {
      title: 'the matcher is chosen at run time',
      code: `import { accepts } from './accepts.ts';
it.each([
  ['a', 'toBeTruthy'],
  ['', 'toBeFalsy'],
])('accepts %s', (text, matcher) => {
  expect(accepts(text))[matcher]();
  expect(accepts(text)).not['toBeNull']();
});`,
      name: 'src/accepts.test.js',
    },
    {
      title: 'what expect itself offers',
      code: `import { load } from './load.ts';
expect.extend({ toBeOdd: (value) => ({ pass: value % 2 === 1, message: () => 'even' }) });
it('loads', async () => {
  expect.hasAssertions();
  expect.assertions(1);
  expect(await load('a')).toEqual(expect.objectContaining({ id: expect.any(Number) }));
});`,
      name: 'src/load.test.js',
    },
    {
      title: 'expect of supertest is a method of the request',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  await request(app).get('/').expect(200);
  await request(app).get('/x').expect((response) => response.body.should.be.empty);
});`,
    },
    {
      title: 'expect of a parser under test is no oracle at all',
      code: `import { Parser } from './parser.ts';
it('consumes a token', () => {
  const parser = new Parser('{}');
  parser.expect('{');
  parser.expect('}');
  assert.ok(parser.isAtEnd);
});`,
    },
    {
      title: 'a function named expect that the file made itself',
      code: `import { compile } from './compile.ts';
function expect(source) {
  if (compile(source) === null) throw new Error('does not compile: ' + source);
}
it('compiles', () => {
  expect('1 + 1');
  expect('a = b');
});`,
      name: 'src/compile.test.js',
    },
    {
      title: 'unexpected, whose second argument is the matcher',
      code: `import expect from 'unexpected';
import { load } from './load.ts';
it('loads', () => {
  expect(load('a'), 'to equal', 'A');
  return expect(load('b'), 'to be rejected');
});`,
    },
    {
      title: 'expect of unexpected by require',
      code: `const expect = require('unexpected').clone();
const { load } = require('../lib/load');
it('loads', () => {
  expect(load('a'), 'to be truthy');
});`,
      name: 'test/load.test.js',
    },
    {
      title: 'soft, poll, configure and a message, each with a matcher',
      code: `import { expect, test } from '@playwright/test';
const patient = expect.configure({ timeout: 10_000 });
test('home', async ({ page }) => {
  await expect.soft(page.locator('h1')).toBeVisible();
  await expect.poll(() => page.title()).toBe('Home');
  await patient(page.locator('h2'), 'the second heading').toBeVisible();
  await expect(async () => expect(await page.title()).toBe('Home')).toPass();
});`,
      name: 'e2e/home.spec.ts',
    },
    {
      title: 'types: a called matcher, and one that is called with a type only',
      code: `import { expectTypeOf, test } from 'vitest';
import { load } from './load.ts';
test('types', () => {
  expectTypeOf(load).parameter(0).toBeString();
  expectTypeOf(load).returns.resolves.toEqualTypeOf<string>();
  expectTypeOf(load('a')).not.toBeAny();
});`,
    },
    {
      title: 'assert is called, or handed to what calls it',
      code: `import assert from 'node:assert';
import { load } from './load.ts';
it('loads', () => load('a').then(assert.ok));
it('loads again', async () => {
  assert(await load('a'));
  [load('b'), load('c')].forEach(assert);
});`,
    },
    {
      title: 'a matcher in a condition, behind a comma, under void',
      code: `import { load, isSlow } from './load.ts';
it('loads', () => {
  isSlow && expect(load('a')).toBe('A');
  (load('x'), expect(load('b')).toBe('B'));
  void expect(load('c')).resolves.toBe('C');
});`,
    },
    {
      title: 'text that only looks like one',
      code: `import { lint } from './lint.ts';
it('reports an expectation without a matcher', () => {
  // expect(value) alone asserts nothing
  expect(lint('expect(value);')).toEqual([{ line: 1 }]);
  expect(lint(\`
    expect(value).not;
  \`)).toHaveLength(1);
});`,
    },
  ],
  invalid: [
    {
      title: 'no matcher at all',
      code: `import { rows } from './rows.ts';
it('has good rows', () => {
  expect(rows().every((row) => row.isGood));
});
it('has two', () => {
  expect(rows().length === 2);
});`,
      lines: [3, 6],
    },
    {
      title: 'the matcher is named and not called',
      code: `const { add } = require('../lib/add');
it('adds', () => {
  const sum = add(1, 2);
  expect(sum).toBe;
  expect(sum).not.toBeNull;
  expect(sum)
    .toBeGreaterThan;
});`,
      name: 'test/add.test.js',
      lines: [4, 5, 6],
    },
    {
      title: 'it ends in a modifier',
      code: `import { load } from './load.ts';
test('loads', async () => {
  expect(load('a')).not;
  await expect(load('b')).resolves;
  await expect(load('')).rejects.not;
});`,
      lines: [3, 4, 5],
    },
    {
      title: 'awaited, voided, returned from an arrow',
      code: `import { load } from './load.ts';
it('loads', async () => {
  await expect(load('a'));
  void expect(load('b'));
});
it('refuses', () => expect(load('')).rejects);`,
      lines: [3, 4, 6],
    },
    {
      title: 'among complete ones',
      code: `import { load } from './load.ts';
it('loads', () => {
  const user = load('a');
  expect(user.name).toBe('a');
  expect(user.isActive);
  expect(user.id).toBe(1);
});`,
      lines: [5],
    },
    {
      title: 'chai: a chain that ends in a word without effect, or in a method that is not called',
      code: `import { expect } from 'chai';
import { load } from './load.ts';
it('loads', () => {
  expect(load('a')).to.be;
  expect(load('b')).to.equal;
  expect(load('c')).to.have.property;
  expect(load('d'));
});`,
      lines: [4, 5, 6, 7],
    },
    {
      title: 'sinon-chai: calledWith is a method',
      code: `import { expect } from 'chai';
import sinon from 'sinon';
import { load } from './load.ts';
it('calls back', () => {
  const back = sinon.spy();
  load('a', back);
  expect(back).to.have.been.calledWith;
});`,
      lines: [7],
    },
    {
      title: 'assert that is never called',
      code: `import assert from 'node:assert';
import { test } from 'node:test';
import { add } from './add.ts';
test('adds', () => {
  add(1, 2);
  assert;
  assert.ok;
});`,
      lines: [6, 7],
    },
    {
      title: 'a message is no matcher',
      code: `import { expect, test } from '@playwright/test';
test('home', async ({ page }) => {
  await page.goto('/');
  expect(page.url().endsWith('/home'), 'we are at home');
  expect.soft(await page.title());
  await expect.poll(() => page.title());
});`,
      name: 'e2e/home.spec.ts',
      lines: [4, 5, 6],
    },
    {
      title: 'Vitest: of the context, and of a type',
      code: `import { expectTypeOf, test } from 'vitest';
import { load } from './load.ts';
test('loads', ({ expect }) => {
  expect(load('a'));
  expectTypeOf(load);
});`,
      lines: [4, 5],
    },
    {
      title: 'in a helper of the file, and in a loop',
      code: `import { rows } from './rows.ts';
function checkRow(row) {
  expect(row.id > 0);
}
it('numbers its rows', () => {
  for (const row of rows()) {
    checkRow(row);
    expect(row.name);
  }
});`,
      name: 'src/rows.test.js',
      lines: [3, 8],
    },
    {
      title: 'in TSX, around an element',
      code: `import { render, screen } from '@testing-library/react';
import { Greeting } from './greeting';
it('greets', async () => {
  render(<Greeting name="Ada" />);
  expect(await screen.findByText('Hello Ada'));
  expect(screen.getByRole('heading')).toBeInTheDocument;
});`,
      name: 'src/greeting.test.tsx',
      lines: [5, 6],
    },
  ],
});
