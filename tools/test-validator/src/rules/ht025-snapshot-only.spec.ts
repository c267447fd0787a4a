import { testRule } from '../testing/test-rule.ts';

testRule('HT025', {
  valid: [
    {
      title: 'a snapshot, and a matcher',
      code: `import { render } from './render.ts';
it('renders', () => {
  const html = render('a');
  expect(html).toContain('<b>a</b>');
  expect(html).toMatchSnapshot();
});`,
    },
    {
      title: 'a store that can make snapshots of itself',
      code: `import { matchSnapshot, store } from './store.ts';
it('takes snapshots', () => {
  expect(store.snapshot()).toEqual({ count: 0 });
  expect(matchSnapshot(store.snapshot(), {})).toBe(false);
});`,
    },
    {
      title: 'a file that the test compares by itself',
      code: `import { readFileSync } from 'node:fs';
import { generate } from './generate.ts';
it('generates', () => {
  const snapshot = readFileSync('fixtures/expected.txt', 'utf8');
  expect(generate()).toBe(snapshot);
});`,
    },
    {
      title: 'a query that throws stands next to it',
      code: `import { render, screen } from '@testing-library/react';
import { Greeting } from './greeting';
it('greets', () => {
  const { asFragment } = render(<Greeting />);
  screen.getByText('Hello');
  expect(asFragment()).toMatchSnapshot();
});`,
      name: 'src/greeting.test.tsx',
    },
    {
      title: 'a request with a status',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  const response = await request(app).get('/').expect(200);
  expect(response.body).toMatchSnapshot();
});`,
    },
    {
      title: 'spies and interceptors that are verified',
      code: `import nock from 'nock';
import sinon from 'sinon';
import { notify } from './notify.ts';
it('a', () => {
  const send = sinon.spy();
  expect(notify('x', send)).toMatchSnapshot();
  sinon.assert.calledOnce(send);
});
it('b', async () => {
  const scope = nock('https://api.test').post('/').reply(200);
  expect(await notify('x')).toMatchSnapshot();
  scope.done();
});`,
    },
    {
      title: 'a helper of another file is exact',
      code: `import { load } from '../src/load.ts';
import { looksLike } from './looks-like.ts';
it('loads', () => {
  expect(load('a')).toMatchSnapshot();
  looksLike(load('a'), 1);
});`,
      name: 'test/load.test.ts',
      files: {
        'test/looks-like.ts': `import assert from 'node:assert';
export const looksLike = (user: { id: number }, id: number) => assert.equal(user.id, id);`,
      },
    },
    {
      title: 'node:assert and an explicit throw',
      code: `import assert from 'node:assert';
import { load } from './load.ts';
it('a', () => {
  expect(load('a')).toMatchSnapshot();
  assert.equal(load('a').id, 1);
});
it('b', () => {
  expect(load('b')).toMatchSnapshot();
  if (load('b').id !== 2) throw new Error('wrong user');
});`,
    },
    {
      title: 'AVA and node:test',
      code: `import test from 'ava';
import { test as nodeTest } from 'node:test';
import { render } from '../index.js';
test('renders', (t) => {
  t.snapshot(render('a'));
  t.regex(render('a'), /<b>/);
});
nodeTest('renders', (t) => {
  t.assert.snapshot(render('a'));
  t.assert.match(render('a'), /<b>/);
});`,
      name: 'test/render.test.js',
    },
    {
      title: 'Playwright: a picture, and a title',
      code: `import { expect, test } from '@playwright/test';
test('home', async ({ page }) => {
  await expect(page).toHaveTitle('Home');
  await expect(page).toHaveScreenshot();
});`,
      name: 'e2e/home.spec.ts',
    },
    {
      title: 'a spy of chai next to its snapshot',
      code: `const { expect } = require('chai');
const sinon = require('sinon');
const { render } = require('../lib/render');
it('renders', function () {
  const log = sinon.spy();
  expect(render('a', log)).to.matchSnapshot(this);
  expect(log).to.have.been.calledOnce;
});`,
      name: 'test/render.test.js',
    },
    {
      title: 'no snapshot at all, and none in a comment',
      code: `import { render } from './render.ts';
it('renders', () => {
  // toMatchSnapshot() was here
  expect(render('a')).toBe('<b>a</b>');
});`,
    },
    {
      title: 'each row has an expected text',
      code: `import { render } from './render.ts';
it.each([['a', '<b>a</b>']])('renders %s', (text, html) => {
  expect(render(text)).toBe(html);
  expect(render(text)).toMatchSnapshot('html');
});`,
    },
  ],
  invalid: [
    {
      title: 'one snapshot',
      code: `import { render } from './render.ts';
it('renders', () => {
  expect(render('a')).toMatchSnapshot();
});`,
      lines: [2],
    },
    {
      title: 'several, with names, and of an error',
      code: `import { parse, render } from './render.ts';
describe('render', () => {
  it('renders', async () => {
    expect(render('a')).toMatchSnapshot('a');
    expect(render('b')).toMatchSnapshot('b');
  });
  it('refuses', () => {
    expect(() => parse('<')).toThrowErrorMatchingSnapshot();
  });
  it('refuses later', () => expect(parse.later('<')).rejects.toThrowErrorMatchingSnapshot());
});`,
      lines: [3, 7, 10],
    },
    {
      title: 'a rendered component',
      code: `import renderer from 'react-test-renderer';
import { render } from '@testing-library/react';
import { Greeting } from './greeting';
it('renders', () => {
  const tree = renderer.create(<Greeting />).toJSON();
  expect(tree).toMatchSnapshot();
});
it('renders as a fragment', () => {
  const { asFragment } = render(<Greeting />);
  expect(asFragment()).toMatchSnapshot();
});`,
      name: 'src/greeting.test.tsx',
      lines: [4, 8],
    },
    {
      title: 'a table, and a loop over files',
      code: `const { readdirSync } = require('node:fs');
const { format } = require('../lib/format');
test.each(['a', 'b'])('formats %s', (name) => {
  expect(format(name)).toMatchSnapshot();
});
for (const name of readdirSync('fixtures')) {
  test('formats ' + name, () => {
    expect(format(name)).toMatchSnapshot();
  });
}`,
      name: 'test/format.test.js',
      lines: [3, 7],
    },
    {
      title: 'through a helper',
      code: `import { render } from './render.ts';
const same = (text: string) => expect(render(text)).toMatchSnapshot();
it('renders', () => {
  same('a');
});`,
      lines: [3],
    },
    {
      title: 'Vitest with a file',
      code: `import { expect, it } from 'vitest';
import { render } from './render.ts';
it('renders', async () => {
  await expect(render('a')).toMatchFileSnapshot('./a.html');
});`,
      lines: [3],
    },
    {
      title: 'AVA and node:test',
      code: `import test from 'ava';
import { test as nodeTest } from 'node:test';
import { render } from '../index.js';
test('renders', (t) => {
  t.snapshot(render('a'));
});
nodeTest('renders', (t) => {
  t.assert.snapshot(render('a'));
});`,
      name: 'test/render.test.js',
      lines: [4, 7],
    },
    {
      title: 'Playwright: only a picture',
      code: `import { expect, test } from '@playwright/test';
test('home', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveScreenshot('home.png');
});`,
      name: 'e2e/home.spec.ts',
      lines: [2],
    },
    {
      title: 'a plugin of chai',
      code: `const { expect } = require('chai');
const { render } = require('../lib/render');
it('renders', function () {
  expect(render('a')).to.matchSnapshot(this);
});`,
      name: 'test/render.test.js',
      lines: [3],
    },
  ],
});
