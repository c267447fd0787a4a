import { testRule } from '../testing/test-rule.ts';

testRule('HT013', {
  valid: [
    {
      title: 'it must throw',
      code: `import { parse } from './parse.ts';
it('refuses', async () => {
  expect(() => parse('{')).toThrow();
  await expect(parse.later('{')).rejects.toThrow('unexpected');
});`,
    },
    {
      title: 'it does not throw, and does something',
      code: `import { parse } from './parse.ts';
it('parses', () => {
  expect(() => parse('1')).not.toThrow();
  expect(parse('1')).toBe(1);
});`,
    },
    {
      title: 'the oracle stands inside what must not throw',
      code: `import { parse } from './parse.ts';
it('parses', () => {
  expect(() => {
    expect(parse('1')).toBe(1);
  }).not.toThrow();
});`,
    },
    {
      title: 'the request that must not fail has a status of its own',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  await expect(request(app).get('/').expect(200)).resolves.not.toThrow();
});`,
    },
    {
      title: 'with the oracle of another library',
      code: `import assert from 'node:assert';
import nock from 'nock';
import sinon from 'sinon';
import { notify } from './notify.ts';
it('a', () => {
  const send = sinon.spy();
  assert.doesNotThrow(() => notify('x', send));
  sinon.assert.calledOnce(send);
});
it('b', async () => {
  const scope = nock('https://api.test').post('/').reply(200);
  await expect(notify('x')).resolves.not.toThrow();
  scope.done();
});`,
    },
    {
      title: 'with a helper of another file',
      code: `import { save } from '../src/save.ts';
import { stored } from './stored.ts';
it('saves', () => {
  expect(() => save('a')).not.toThrow();
  stored('a');
});`,
      name: 'test/save.test.ts',
      files: {
        'test/stored.ts': `import { existsSync } from 'node:fs';
export const stored = (name: string) => expect(existsSync(name)).toBe(true);`,
      },
    },
    {
      title: 'a count of assertions that is not zero',
      code: `import { load } from './load.ts';
const names = ['a', 'b'];
it('loads', async () => {
  expect.assertions(1);
  await load('a', (value) => expect(value).toBe('A'));
});
it('loads all', async () => {
  expect.assertions(names.length);
  for (const name of names) expect(await load(name)).toBe(name.toUpperCase());
});`,
      name: 'src/load.test.js',
    },
    {
      title: 'what a promise resolves to is a value',
      code: `import { save } from './save.ts';
it('saves', async () => {
  await expect(save('a')).resolves.toBeUndefined();
  await expect(save('b')).resolves.not.toBe(false);
});`,
    },
    {
      title: 'no oracle at all is not declared',
      code: `import { save } from './save.ts';
it('saves', async () => {
  await save('a');
});
it('saves nothing', () => {});`,
    },
    {
      title: 'a spy says whether something threw',
      code: `import { expect } from 'chai';
import sinon from 'sinon';
import { run } from './run.ts';
it('runs', () => {
  const task = sinon.spy();
  run(task);
  expect(task).to.have.been.calledOnce;
  expect(task).to.not.have.thrown();
});`,
    },
    {
      title: 'AVA: does not throw, and is',
      code: `import test from 'ava';
import { parse } from '../index.js';
test('parses', (t) => {
  const value = t.notThrows(() => parse('1'));
  t.is(value, 1);
});`,
      name: 'test/parse.test.js',
    },
    {
      title: 'an element must be found before it does not throw',
      code: `import { fireEvent, render, screen } from '@testing-library/react';
import { Button } from './button';
it('can be clicked', () => {
  render(<Button />);
  const button = screen.getByRole('button', { name: 'Save' });
  expect(() => fireEvent.click(button)).not.toThrow();
});`,
      name: 'src/button.test.tsx',
    },
  ],
  invalid: [
    {
      title: 'no assertions, and it says so',
      code: `import { save } from './save.ts';
it('saves', async () => {
  expect.assertions(0);
  await save('a');
});`,
      lines: [2],
    },
    {
      title: 'it does not throw',
      code: `import { parse } from './parse.ts';
describe('parse', () => {
  it('parses', () => {
    expect(() => parse('1')).not.toThrow();
  });
  it('parses with a function', () => {
    expect(function () {
      parse('1');
    }).not.toThrowError();
  });
});`,
      lines: [3, 6],
    },
    {
      title: 'twice is no more than once',
      code: `import { parse } from './parse.ts';
it('parses', () => {
  const attempt = () => parse('1');
  expect(attempt).not.toThrow();
  expect(() => parse('2')).not.toThrow(TypeError);
});`,
      lines: [2],
    },
    {
      title: 'a promise that does not throw',
      code: `import { load } from './load.ts';
test('loads', async () => {
  await expect(load('a')).resolves.not.toThrow();
});
test('loads again', () => expect(load('b')).resolves.not.toThrow());`,
      lines: [2, 5],
    },
    {
      title: 'node:assert',
      code: `const assert = require('node:assert');
const { test } = require('node:test');
const { load } = require('./load');
test('loads', () => {
  assert.doesNotThrow(() => load('a'));
});
test('loads later', async (t) => {
  await assert.doesNotReject(load.later('a'));
});`,
      name: 'src/load.test.cjs',
      lines: [4, 7],
    },
    {
      title: 'chai',
      code: `import { assert, expect } from 'chai';
import { parse } from './parse.ts';
it('a', () => {
  expect(() => parse('1')).to.not.throw();
});
it('b', () => {
  expect(() => parse('1')).not.to.throw(SyntaxError);
});
it('c', () => {
  assert.doesNotThrow(() => parse('1'));
});`,
      lines: [3, 6, 9],
    },
    {
      title: 'AVA and tape',
      code: `import test from 'ava';
import tape from 'tape';
import { parse } from '../index.js';
test('parses', (t) => {
  t.notThrows(() => parse('1'));
});
test('parses later', async (t) => {
  await t.notThrowsAsync(parse.later('1'));
});
tape('parses', (t) => {
  t.doesNotThrow(() => parse('1'));
  t.end();
});`,
      name: 'test/parse.test.js',
      lines: [4, 7, 10],
    },
    {
      title: 'through a helper',
      code: `import { parse } from './parse.ts';
const survives = (text) => expect(() => parse(text)).not.toThrow();
it.each(['1', '[]'])('parses %s', (text) => {
  survives(text);
});`,
      name: 'src/parse.test.js',
      lines: [3],
    },
    {
      title: 'a component is rendered without a crash',
      code: `import { render } from '@testing-library/react';
import { Button } from './button';
it('renders', () => {
  expect(() => render(<Button />)).not.toThrow();
});`,
      name: 'src/button.test.tsx',
      lines: [3],
    },
  ],
});
