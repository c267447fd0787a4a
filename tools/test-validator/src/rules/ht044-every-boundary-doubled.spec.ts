import { testRule } from '../testing/test-rule.ts';

testRule('HT044', {
  valid: [
    {
      title: 'a unit test may double everything',
      name: 'src/orders.test.ts',
      code: `import { insert } from './database';
import { createOrder } from './orders';
jest.mock('./database');
test('creates', async () => {
  jest.mocked(insert).mockResolvedValue(1);
  expect(await createOrder({ item: 'a' })).toEqual({ id: 1 });
});`,
      files: {
        'src/orders.ts': `import { insert } from './database';
export const createOrder = async (order: object) => ({ id: await insert('orders', order) });`,
        'src/database.ts': 'export const insert = async (table: string, row: object): Promise<number> => 1;',
      },
    },
    {
      title: 'nothing is doubled',
      name: 'src/orders.integration.test.ts',
      code: `import { createOrder, findOrder } from './orders';
test('creates', async () => {
  const { id } = await createOrder({ item: 'a' });
  expect(await findOrder(id)).toEqual({ id, item: 'a' });
});`,
    },
    {
      title: 'one of two neighbours is real',
      name: 'src/orders.integration.test.ts',
      code: `import { send } from './mailer';
import { createOrder } from './orders';
jest.mock('./mailer');
test('creates', async () => {
  await createOrder({ item: 'a' });
  expect(send).toHaveBeenCalledWith('order 1');
});`,
      files: {
        'src/orders.ts': `import { insert } from './database';
import { send } from './mailer';
export const createOrder = async (order: object) => send('order ' + (await insert('orders', order)));`,
        'src/database.ts': `import { Client } from 'pg';
export const insert = async (table: string, row: object) => new Client().query('insert', [table, row]);`,
        'src/mailer.ts': 'export const send = async (text: string): Promise<void> => {};',
      },
    },
    {
      title: 'nock answers at the wire',
      name: 'src/rates.it.spec.ts',
      code: `import nock from 'nock';
import { createRates } from './rates';
it('converts', async () => {
  nock('http://rates.test').get('/eur').reply(200, { usd: 1.1 });
  const rates = createRates({ log: { info: jest.fn() }, url: 'http://rates.test' });
  expect(await rates.convert(10)).toBe(11);
});`,
    },
    {
      title: 'msw answers at the wire',
      name: 'src/rates.integration.test.ts',
      code: `import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { convert } from './rates';
vi.mock('./logger');
const server = setupServer(http.get('http://rates.test/eur', () => HttpResponse.json({ usd: 1.1 })));
beforeAll(() => server.listen());
afterAll(() => server.close());
it('converts', async () => {
  expect(await convert(10)).toBe(11);
});`,
    },
    {
      title: 'a local server stands for the neighbour',
      name: 'test/rates.integration.test.js',
      code: `const assert = require('node:assert');
const { createServer } = require('node:http');
const { test, mock } = require('node:test');
const { createRates } = require('../src/rates');
test('converts', async () => {
  const server = createServer((request, response) => response.end('{"usd":1.1}')).listen(0);
  const rates = createRates({ port: server.address().port, log: mock.fn() });
  assert.equal(await rates.convert(10), 11);
  server.close();
});`,
    },
    {
      title: 'a database in memory',
      name: 'src/orders.integration.test.ts',
      code: `import Database from 'better-sqlite3';
import { createOrders } from './orders';
test('creates', async () => {
  const mailer = { send: jest.fn() };
  const orders = createOrders({ database: new Database(':memory:'), mailer });
  await orders.create({ item: 'a' });
  expect(mailer.send).toHaveBeenCalledWith('order 1');
});`,
    },
    {
      title: 'a Redis that speaks the commands',
      name: 'src/cache.integration.test.ts',
      code: `import Redis from 'ioredis-mock';
import { expect, it, vi } from 'vitest';
import { createCache } from './cache';
it('keeps', async () => {
  const cache = createCache({ redis: new Redis(), report: vi.fn() });
  await cache.set('a', 1);
  expect(await cache.get('a')).toBe(1);
});`,
    },
    {
      title: 'supertest crosses HTTP, though the database is doubled',
      name: 'test/users.e2e.test.ts',
      code: `import request from 'supertest';
import { createApp } from '../src/app';
it('lists', async () => {
  const store = { list: jest.fn().mockResolvedValue([{ name: 'Ann' }]) };
  await request(createApp({ store })).get('/users').expect(200, [{ name: 'Ann' }]);
});`,
    },
    {
      title: 'a spawned process',
      name: 'test/cli.e2e.spec.ts',
      code: `import { execFileSync } from 'node:child_process';
test('prints its version', () => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => {});
  expect(execFileSync('node', ['bin/cli.js', '--version'], { encoding: 'utf8' })).toBe('1.0.0\\n');
  expect(log).not.toHaveBeenCalled();
});`,
    },
    {
      title: 'the file system is real',
      name: 'src/store.integration.test.ts',
      code: `import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from './store';
test('writes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const store = createStore({ folder, clock: { now: jest.fn(() => 0) } });
  await store.put('a', 'text');
  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('text');
});`,
    },
    {
      title: 'a container is started by a hook',
      name: 'src/orders.integration.test.ts',
      code: `import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { createOrders } from './orders';
let orders;
beforeAll(async () => {
  const container = await new PostgreSqlContainer('postgres:17').start();
  orders = createOrders({ url: container.getConnectionUri(), mailer: { send: jest.fn() } });
});
it('creates', async () => {
  expect(await orders.create({ item: 'a' })).toEqual({ id: 1 });
});`,
    },
    {
      title: 'the spy lets the calls through',
      name: 'src/orders.integration.test.ts',
      code: `import * as database from './database';
import { createOrder } from './orders';
test('creates', async () => {
  const insert = jest.spyOn(database, 'insert');
  expect(await createOrder({ item: 'a' })).toHaveProperty('id');
  expect(insert).toHaveBeenCalledTimes(1);
});`,
    },
    {
      title: 'the local server is started by a helper of another file',
      name: 'src/rates.integration.test.ts',
      code: `import { startRates } from '../test/start-rates';
import { createRates } from './rates';
test('converts', async () => {
  const { url, stop } = await startRates({ usd: 1.1 });
  const rates = createRates({ url, log: { info: jest.fn() } });
  expect(await rates.convert(10)).toBe(11);
  await stop();
});`,
      files: {
        'test/start-rates.ts': `import { createServer } from 'node:http';
import { once } from 'node:events';
export async function startRates(body: object) {
  const server = createServer((_request, response) => response.end(JSON.stringify(body))).listen(0);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { url: 'http://localhost:' + port, stop: async () => server.close() };
}`,
      },
    },
    {
      title: "the whole app in Playwright's browser",
      name: 'test/shop.e2e.test.ts',
      code: `import { expect, test } from '@playwright/test';
test('sells', async ({ page }) => {
  await page.route('**/payments', (route) => route.fulfill({ json: { paid: true } }));
  await page.goto('/shop');
  await expect(page.getByRole('status')).toHaveText('paid');
});`,
    },
  ],
  invalid: [
    {
      title: 'the only neighbour is a mocked module',
      name: 'src/orders.integration.test.ts',
      code: `import { insert } from './database';
import { createOrder } from './orders';
jest.mock('./database');
test('creates', async () => {
  jest.mocked(insert).mockResolvedValue(1);
  expect(await createOrder({ item: 'a' })).toEqual({ id: 1 });
});`,
      files: {
        'src/orders.ts': `import { insert } from './database';
export const createOrder = async (order: object) => ({ id: await insert('orders', order) });`,
        'src/database.ts': 'export const insert = async (table: string, row: object): Promise<number> => 1;',
      },
      lines: [4],
    },
    {
      title: 'both neighbours are mocked modules',
      name: 'src/orders.it.spec.ts',
      code: `import { expect, it, vi } from 'vitest';
import { insert } from './database';
import { send } from './mailer';
import { createOrder } from './orders';
vi.mock('./database', () => ({ insert: vi.fn(async () => 1) }));
vi.mock('./mailer', () => ({ send: vi.fn() }));
it('creates', async () => {
  await createOrder({ item: 'a' });
  expect(insert).toHaveBeenCalledWith('orders', { item: 'a' });
  expect(send).toHaveBeenCalledWith('order 1');
});`,
      files: {
        'src/orders.ts': `import { insert } from './database';
import { send } from './mailer';
export const createOrder = async (order: object) => send('order ' + (await insert('orders', order)));`,
        'src/database.ts': 'export const insert = async (table: string, row: object): Promise<number> => 1;',
        'src/mailer.ts': 'export const send = async (text: string): Promise<void> => {};',
      },
      lines: [7],
    },
    {
      title: 'all that is handed in is a stub',
      name: 'src/orders.integration.test.ts',
      code: `import { createOrders } from './orders';
describe('orders', () => {
  it('creates', async () => {
    const database = { insert: jest.fn().mockResolvedValue(1) };
    const mailer = { send: jest.fn() };
    const orders = createOrders({ database, mailer });
    expect(await orders.create({ item: 'a' })).toEqual({ id: 1 });
  });
});`,
      files: {
        'src/orders.ts': `export const createOrders = ({ database, mailer }: Dependencies) => ({
  async create(order: object) {
    const id = await database.insert('orders', order);
    await mailer.send('order ' + id);
    return { id };
  },
});`,
      },
      lines: [3],
    },
    {
      title: "sinon's stubs, given to a class by a hook",
      name: 'test/orders.e2e.test.js',
      code: `const { expect } = require('chai');
const sinon = require('sinon');
const { Orders } = require('../src/orders');
describe('orders', () => {
  let orders;
  beforeEach(() => {
    orders = new Orders({ insert: sinon.stub().resolves(1) });
  });
  it('creates', async () => {
    expect(await orders.create({ item: 'a' })).to.equal(1);
  });
});`,
      files: {
        'src/orders.js': `class Orders {
  constructor(store) {
    this.store = store;
  }
  create(order) {
    return this.store.insert('orders', order);
  }
}
module.exports = { Orders };`,
      },
      lines: [9],
    },
    {
      title: 'the docblock says that it is an integration test',
      name: 'src/rates.test.ts',
      code: `/**
 * @group integration
 */
import { createRates } from './rates';
test('converts', async () => {
  const fetch = jest.fn().mockResolvedValue({ json: async () => ({ usd: 1.1 }) });
  const rates = createRates({ fetch });
  expect(await rates.convert(10)).toBe(11);
});`,
      files: {
        'src/rates.ts': `export const createRates = ({ fetch }: { fetch: typeof globalThis.fetch }) => ({
  async convert(amount: number) {
    const response = await fetch('/eur');
    return amount * (await response.json()).usd;
  },
});`,
      },
      lines: [5],
    },
    {
      title: "the project's folder says that it is an integration test",
      name: 'apps/orders-integration/src/orders.spec.ts',
      code: `import { expect, it, vi } from 'vitest';
import { createOrder } from '../../orders/src/orders';
it('creates', async () => {
  const insert = vi.fn(async () => 1);
  expect(await createOrder(insert, { item: 'a' })).toBe(1);
  expect(insert).toHaveBeenCalledTimes(1);
});`,
      files: {
        'apps/orders/src/orders.ts': `export const createOrder = (insert: Insert, order: object) => insert('orders', order);`,
      },
      lines: [3],
    },
    {
      title: "node:test's mocks",
      name: 'test/orders.integration.test.mjs',
      code: `import assert from 'node:assert';
import { mock, test } from 'node:test';
import { createOrder } from '../src/orders.mjs';
test('creates', async () => {
  const store = { insert: mock.fn(async () => 1) };
  assert.equal(await createOrder(store, { item: 'a' }), 1);
});`,
      files: {
        'src/orders.mjs': `export const createOrder = (store, order) => store.insert('orders', order);`,
      },
      lines: [4],
    },
    {
      title: 'the global fetch is a mock, which is not the wire',
      name: 'src/rates.integration.test.ts',
      code: `import { convert } from './rates';
beforeEach(() => {
  global.fetch = jest.fn().mockResolvedValue({ json: async () => ({ usd: 1.1 }) });
});
test('converts', async () => {
  expect(await convert(10)).toBe(11);
  expect(fetch).toHaveBeenCalledWith('http://rates.test/eur');
});`,
      files: {
        'src/rates.ts': `export async function convert(amount: number): Promise<number> {
  const response = await fetch('http://rates.test/eur');
  return amount * (await response.json()).usd;
}`,
      },
      lines: [5],
    },
    {
      title: "the component's hook for data is mocked",
      name: 'src/user.integration.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { useUser } from './use-user';
import { User } from './user';
jest.mock('./use-user');
test('shows', () => {
  jest.mocked(useUser).mockReturnValue({ name: 'Ann' });
  render(<User id={1} />);
  expect(screen.getByText('Ann')).toBeInTheDocument();
});`,
      files: {
        'src/user.tsx': `import { useUser } from './use-user';
export const User = ({ id }: { id: number }) => <b>{useUser(id).name}</b>;`,
        'src/use-user.ts': `export const useUser = (id: number) => ({ name: '' });`,
      },
      lines: [5],
    },
  ],
});
