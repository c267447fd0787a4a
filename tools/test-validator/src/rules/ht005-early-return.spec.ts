import { testRule } from '../testing/test-rule.ts';

testRule('HT005', {
  valid: [
    {
      title: 'the guard comes after an oracle, and only narrows the type',
      code: `import { parse } from './parse.ts';
it('parses', () => {
  const result = parse('1');
  expect(result.ok).toBe(true);
  if (!result.ok) return;
  expect(result.value).toBe(1);
});`,
    },
    {
      title: 'node:test is told that the test is skipped',
      code: `import assert from 'node:assert';
import test from 'node:test';
import { connect } from './client.ts';
test('a', (t) => {
  if (!process.env.REDIS_URL) return t.skip('no redis');
  assert.ok(connect().isOpen);
});
test('b', (t) => {
  if (!process.env.REDIS_URL) {
    t.skip('no redis');
    return;
  }
  assert.ok(connect().isOpen);
});`,
    },
    {
      title: 'Mocha and Vitest are told that the test is skipped',
      code: `import { connect } from './client.ts';
it('a', function () {
  if (!process.env.REDIS_URL) {
    this.skip();
    return;
  }
  expect(connect().isOpen).toBe(true);
});
it('b', (context) => {
  if (!process.env.REDIS_URL) return context.skip();
  expect(connect().isOpen).toBe(true);
});
test('c', ({ skip }) => {
  if (process.platform === 'win32') {
    skip();
    return;
  }
  expect(connect().isOpen).toBe(true);
});`,
      name: 'src/client.test.js',
    },
    {
      title: 'if (error) return done(error): the return fails the test',
      code: `const { load } = require('../lib/load');
it('loads', function (done) {
  load('a', (error, value) => {
    if (error) return done(error);
    expect(value).toBe('A');
    done();
  });
});
it('loads with a callback that is the test', (done) => {
  const error = load.check();
  if (error) {
    done(error);
    return;
  }
  expect(load('a')).toBe('A');
  done();
});`,
      name: 'test/load.test.js',
    },
    {
      title: 'the end of supertest',
      code: `const request = require('supertest');
const app = require('../app');
it('answers', (done) => {
  request(app)
    .get('/')
    .end((error, response) => {
      if (error) return done(error);
      response.status.should.equal(200);
      done();
    });
});`,
      name: 'test/app.test.js',
    },
    {
      title: 'each way out has its own oracle',
      code: `import { join } from './join.ts';
it('joins', () => {
  const path = join('a', 'b');
  if (process.platform === 'win32') {
    expect(path).toBe('a\\\\b');
    return;
  }
  expect(path).toBe('a/b');
});
it('joins in a line', () => {
  if (process.platform === 'win32') return expect(join('a', 'b')).toBe('a\\\\b');
  expect(join('a', 'b')).toBe('a/b');
});`,
    },
    {
      title: 'the catch asserts and returns, what follows fails',
      code: `import assert from 'node:assert';
import { parse } from './parse.ts';
it('refuses', () => {
  try {
    parse('{');
  } catch (error) {
    assert.equal(error.name, 'SyntaxError');
    return;
  }
  assert.fail('should have thrown');
});`,
    },
    {
      title: 'the catch is the success, what follows fails',
      code: `import { parse } from './parse.ts';
it('refuses', () => {
  try {
    parse('{');
  } catch {
    return;
  }
  throw new Error('should have thrown');
});`,
    },
    {
      title: 'a loop that polls returns on success and throws at the end',
      code: `import { start } from './start.ts';
it('becomes ready', async () => {
  const app = start();
  for (let turn = 0; turn < 100; turn++) {
    if (app.isReady) return;
    await app.step();
  }
  throw new Error('never became ready');
});`,
    },
    {
      title: 'returns of other functions inside the test',
      code: `import { createServer } from 'node:http';
import { fetchAll, walk } from './fetch-all.ts';
it('fetches', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/none') {
      response.writeHead(404).end();
      return;
    }
    response.end('ok');
  }).listen(0);
  const names: string[] = [];
  walk('.', (name) => {
    if (name.startsWith('.')) return;
    names.push(name);
  });
  const load = jest.fn((name: string) => {
    if (name === '') return null;
    return name;
  });
  expect(await fetchAll(server, names, load)).toEqual(['ok']);
});`,
    },
    {
      title: 'a helper that looks for something',
      code: `import { users } from './users.ts';
function find(name) {
  for (const user of users()) if (user.name === name) return user;
  return null;
}
it('has Ada', () => {
  expect(find('Ada')).toEqual({ name: 'Ada' });
});`,
      name: 'src/users.test.js',
    },
    {
      title: 'a hook that has nothing to do, and a block that is not declared',
      code: `import { connect } from './client.ts';
let client;
beforeAll(async () => {
  if (!process.env.REDIS_URL) return;
  client = await connect();
});
afterAll(() => {
  if (!client) return;
  client.close();
});
describe('client', () => {
  if (!process.env.REDIS_URL) return;
  it('is open', () => {
    expect(client.isOpen).toBe(true);
  });
});`,
      name: 'src/client.test.js',
    },
    {
      title: 'the last statement returns the promise',
      code: `import { load } from './load.ts';
it('a', () => {
  const value = load('a');
  return value.then((text) => expect(text).toBe('A'));
});
it('b', () => {
  return expect(load('b')).resolves.toBe('B');
});
it('c', () => {
  if (process.env.FAST) {
    return expect(load('c')).resolves.toBe('C');
  }
  return load('c').then((text) => expect(text).toBe('C'));
});`,
    },
    {
      title: 'the guard throws, or rejects',
      code: `import { load } from './load.ts';
it('a', () => {
  const value = load('a');
  if (!value) throw new Error('nothing');
  expect(value.id).toBe(1);
});
it('b', () =>
  new Promise((resolve, reject) => {
    load('b', (error, value) => {
      if (error) return reject(error);
      expect(value.id).toBe(1);
      resolve();
    });
  }));`,
      name: 'src/load.test.js',
    },
    {
      title: 'the oracle before the guard is in a helper',
      code: `import { parse } from './parse.ts';
const demand = (condition) => expect(condition).toBe(true);
it('parses', () => {
  const result = parse('1');
  demand(result.ok);
  if (!result.ok) return;
  expect(result.value).toBe(1);
});`,
      name: 'src/parse.test.js',
    },
  ],
  invalid: [
    {
      title: 'without the service',
      code: `import { connect } from './client.ts';
it('connects', async () => {
  if (!process.env.REDIS_URL) return;
  const client = await connect(process.env.REDIS_URL);
  expect(client.isOpen).toBe(true);
});`,
      lines: [3],
    },
    {
      title: 'with a warning that nobody reads',
      code: `import { connect } from './client.ts';
let client;
test('connects', async () => {
  if (client === undefined) {
    console.warn('no redis, skipping');
    return;
  }
  expect(await client.ping()).toBe('PONG');
});`,
      name: 'src/client.test.js',
      lines: [6],
    },
    {
      title: 'when the result is empty',
      code: `import { list } from './list.ts';
it('lists', async () => {
  const items = await list();
  if (items.length === 0) return;
  expect(items[0].id).toBe(1);
});
it('finds', async () => {
  const item = (await list()).find((each) => each.id === 1);
  if (!item) {
    return undefined;
  }
  expect(item.name).toBe('a');
});`,
      name: 'src/list.test.js',
      lines: [4, 10],
    },
    {
      title: 'on one platform, under node:test',
      code: `import assert from 'node:assert';
import test from 'node:test';
import { chmod } from './chmod.ts';
test('changes the mode', () => {
  if (process.platform === 'win32') return;
  assert.equal(chmod('a', 0o600), 0o600);
});`,
      lines: [5],
    },
    {
      title: 'done is called, and no more',
      code: `const { expect } = require('chai');
const { connect } = require('../lib/client');
describe('client', function () {
  it('connects', function (done) {
    if (!process.env.REDIS_URL) return done();
    connect((error, client) => {
      expect(client.isOpen).to.equal(true);
      done(error);
    });
  });
});`,
      name: 'test/client.test.js',
      lines: [5],
    },
    {
      title: 'a failed connection ends the test well',
      code: `import { connect } from './client.ts';
it('connects', async () => {
  let client;
  try {
    client = await connect();
  } catch {
    console.warn('no redis');
    return;
  }
  expect(await client.ping()).toBe('PONG');
});`,
      name: 'src/client.test.js',
      lines: [8],
    },
    {
      title: 'two guards, and a third that is harmless',
      code: `import { load } from './load.ts';
it('loads', async () => {
  if (!process.env.TOKEN) return;
  const user = await load('a');
  if (!user) return;
  expect(user.id).toBe(1);
  if (!user.name) return;
  expect(user.name).toBe('a');
});`,
      lines: [3, 5],
    },
    {
      title: 'in a table, and in a body with a name',
      code: `import { load } from './load.ts';
it.each(['a', 'b'])('loads %s', async (name) => {
  const user = await load(name);
  if (user == null) return;
  expect(user.name).toBe(name);
});
async function loads() {
  if (!process.env.TOKEN) return Promise.resolve();
  expect(await load('a')).toEqual({ name: 'a' });
}
it('loads', loads);`,
      lines: [4, 8],
    },
    {
      title: 'AVA, before the plan is fulfilled',
      code: `import test from 'ava';
import { connect } from '../index.js';
test('connects', async (t) => {
  if (!process.env.REDIS_URL) {
    t.log('no redis');
    return;
  }
  const client = await connect();
  t.true(client.isOpen);
});`,
      name: 'test/client.test.js',
      lines: [6],
    },
    {
      title: 'Playwright and TSX',
      code: `import { expect, test } from '@playwright/test';
import { Menu } from './menu';
test('opens the menu', async ({ page }) => {
  const button = await page.$('button');
  if (!button) return;
  await button.click();
  await expect(page.locator('nav')).toBeVisible();
});
test('mounts', async ({ mount }) => {
  const view = await mount(<Menu />);
  if (!(await view.isVisible())) return;
  await expect(view).toContainText('Home');
});`,
      name: 'src/menu.spec.tsx',
      lines: [5, 11],
    },
    {
      title: 'the guard has an else, and the oracle comes after both',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  if (app.isReadOnly) {
    app.reset();
    return;
  } else {
    app.fill();
  }
  await request(app).get('/').expect(200);
});`,
      lines: [6],
    },
  ],
});
