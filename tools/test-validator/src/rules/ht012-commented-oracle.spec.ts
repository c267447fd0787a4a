import { testRule } from '../testing/test-rule.ts';

testRule('HT012', {
  valid: [
    {
      title: 'prose that begins with the words',
      code: `import { add } from './add.ts';
it('adds', () => {
  // expect the sum to be exact
  // assert that nothing is rounded
  // Expect (and hope) that it is quick
  // expected: 3
  expect(add(1, 2)).toBe(3);
});`,
    },
    {
      title: 'prose that names a call',
      code: `import { add } from './add.ts';
it('adds', () => {
  // expect(sum) would need a matcher
  // see expect(…).toBe in the manual; assert.equal() would do as well
  // the next line fails if expect(1).toBe(2) is tried
  expect(add(1, 2)).toBe(3);
});`,
    },
    {
      title: 'an example in a docblock',
      code: `import { check } from './check.ts';
/**
 * Checks a sum.
 *
 * @example
 * expect(check(3)).toBe(true);
 */
function probe(sum) {
  expect(check(sum)).toBe(true);
}
it('checks', () => probe(3));`,
      name: 'src/check.test.js',
    },
    {
      title: 'words to tools',
      code: `import { add } from './add.ts';
it('adds', () => {
  // eslint-disable-next-line jest/valid-expect, jest/expect-expect
  // @ts-expect-error a string is no number
  expect(add('1', 2)).toBe(3);
  /* istanbul ignore next */
  // prettier-ignore
  expect( add(1, 2) ).toBe( 3 );
});`,
    },
    {
      title: 'source text in a string and in a template',
      code: `import { lint } from './lint.ts';
it('finds commented oracles', () => {
  expect(lint('// expect(a).toBe(1);')).toHaveLength(1);
  expect(
    lint(\`
    // assert.equal(a, 1);
    /* expect(a).toBe(1); */
  \`),
  ).toHaveLength(2);
});`,
    },
    {
      title: 'an address, and a pattern, with two slashes',
      code: `import { get } from './get.ts';
it('gets', async () => {
  expect(await get('https://expect(a).test')).toBe('a');
  expect(await get('b')).toMatch(/\\/\\/ expect\\(a\\)/);
});`,
    },
    {
      title: 'a remark behind the assertion',
      code: `import { add } from './add.ts';
it('adds', () => {
  expect(add(1, 2)).toBe(3); // 1 + 2
  expect(add(2, 2)).toBe(4); // was 5 before
  expect(add(0.1, 0.2)).toBeCloseTo(0.3); // => 0.30000000000000004
});`,
    },
    {
      title: 'other code that is commented out',
      code: `import { add } from './add.ts';
it('adds', () => {
  // const sum = add(1, 2);
  // console.log(sum);
  /* add(3, 4); */
  expect(add(1, 2)).toBe(3);
});`,
    },
    {
      title: 'a method named expect, an expected value, a step',
      code: `import { Parser } from './parser.ts';
it('parses', () => {
  const parser = new Parser('{}');
  // const expected = '{}';
  // 1. expect
  // expectation: the parser is at its end
  expect(parser.isAtEnd).toBe(false);
});`,
    },
    {
      title: 'headings between the parts of a test',
      code: `import { add } from './add.ts';
it('adds', () => {
  // Arrange
  const terms = [1, 2];
  // Act
  const sum = add(...terms);
  // Assert
  expect(sum).toBe(3);
  // Expect
  // should
});`,
      name: 'src/add.test.js',
    },
    {
      title: 'a question and an idea',
      code: `import { load } from './load.ts';
it('loads', async () => {
  // should we expect(load).toThrow() for an empty name?
  // TODO: expect more of the name
  expect(await load('a')).toBe('A');
});`,
    },
    {
      title: 'a licence at the top',
      code: `/*
 * Copyright. No warranty is expected (or given); assert nothing.
 */
import { load } from './load.ts';
it('loads', async () => {
  expect(await load('a')).toBe('A');
});`,
    },
  ],
  invalid: [
    {
      title: 'a line',
      code: `import { add } from './add.ts';
it('adds', () => {
  const sum = add(1, 2);
  expect(sum).toBeGreaterThan(0);
  // expect(sum).toBe(3);
});`,
      lines: [5],
    },
    {
      title: 'without a space, without a semicolon, with await, with return',
      code: `import { load } from './load.ts';
it('a', async () => {
  //expect(await load('a')).toBe('A')
  expect(await load('b')).toBe('B');
});
it('b', async () => {
  // await expect(load('')).rejects.toThrow('empty');
  expect(await load('b')).toBe('B');
});
it('c', () => {
  // return expect(load('c')).resolves.toBe('C');
  return load('c');
});`,
      lines: [3, 7, 11],
    },
    {
      title: 'a block, in one line and over several',
      code: `import { add } from './add.ts';
it('adds', () => {
  expect(add(1, 2)).toBe(3);
  /* expect(add(2, 2)).toBe(4); */
});
it('adds big numbers', () => {
  const sum = add(1e9, 1);
  /*
  expect(sum).toBe(1000000001);
  */
});`,
      lines: [4, 8],
    },
    {
      title: 'one assertion over several lines',
      code: `import { load } from './load.ts';
it('loads', () => {
  const user = load('a');
  // expect(user).toEqual({
  //   id: 1,
  //   name: 'a',
  // });
  expect(user.id).toBe(1);
});`,
      lines: [4],
    },
    {
      title: 'node:assert, chai, should, sinon',
      code: `const assert = require('node:assert');
const { expect } = require('chai');
const sinon = require('sinon');
const { load } = require('../lib/load');
it('a', () => {
  // assert.strictEqual(load('a').id, 1);
  expect(load('a')).to.exist;
});
it('b', () => {
  // expect(load('b').isOpen).to.be.true;
  expect(load('b')).to.exist;
});
it('c', () => {
  // load('c').id.should.equal(1);
  expect(load('c')).to.exist;
});
it('d', () => {
  // sinon.assert.calledOnce(load.spy);
  expect(load('d')).to.exist;
});
it('e', () => {
  // assert(load('e').isOpen);
  assert.ok(load('e'));
});`,
      name: 'test/load.test.js',
      lines: [6, 10, 14, 18, 22],
    },
    {
      title: 'AVA and tape',
      code: `import test from 'ava';
import tape from 'tape';
import { add } from '../index.js';
test('adds', (t) => {
  t.truthy(add(1, 2));
  // t.is(add(1, 2), 3);
});
tape('adds', (t) => {
  // t.equal(add(1, 2), 3);
  t.end();
});`,
      name: 'test/add.test.js',
      lines: [6, 9],
    },
    {
      title: 'behind a statement',
      code: `import { add } from './add.ts';
it('adds', () => {
  const sum = add(1, 2); // expect(sum).toBe(3);
  expect(sum).toBeTruthy();
});`,
      lines: [3],
    },
    {
      title: 'the expect of a request, in the middle of its chain',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  await request(app)
    .get('/')
    // .expect(200)
    .expect('content-type', /json/);
});`,
      lines: [6],
    },
    {
      title: 'Playwright and testing-library, in TSX',
      code: `import { expect, test } from '@playwright/experimental-ct-react';
import { Button } from './button';
test('saves', async ({ mount, page }) => {
  const button = await mount(<Button label="Save" />);
  await button.click();
  // await expect(page.getByText('Saved')).toBeVisible();
  await expect(button).toBeVisible();
});`,
      name: 'src/button.test.tsx',
      lines: [6],
    },
  ],
});
