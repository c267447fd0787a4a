import { testRule } from '../testing/test-rule.ts';

testRule('HT040', {
  valid: [
    {
      title: 'production code calls the mock',
      code: `import { total } from './subject';
test('adds', async () => {
  const load = jest.fn().mockResolvedValue(5);
  expect(await total(load)).toBe(5);
});`,
    },
    {
      title: 'a service was made with the mock',
      code: `import { beforeEach, expect, it, vi } from 'vitest';
import { Service } from './subject';
const find = vi.fn().mockResolvedValue({ id: 1 });
let service: Service;
beforeEach(() => {
  service = new Service({ find });
});
it('finds', async () => {
  expect(await service.find(1)).toEqual({ id: 1 });
});`,
    },
    {
      title: 'production code works on what the mock gave',
      code: `import { double } from './subject';
test('doubles', () => {
  const read = jest.fn(() => 5);
  expect(double(read())).toBe(10);
});`,
    },
    {
      title: 'production code wraps the mock',
      code: `import { memoize } from './subject';
test('gives the value through', () => {
  const load = jest.fn().mockReturnValue(5);
  const memoized = memoize(load);
  expect(memoized()).toBe(5);
});`,
    },
    {
      title: 'the mock runs production code',
      code: `import { add } from './subject';
test('adds', () => {
  const spy = jest.fn(add);
  expect(spy(1, 2)).toBe(3);
  expect(spy).toHaveBeenCalledTimes(1);
});`,
    },
    {
      title: 'the implementation of the mock calls production code',
      code: `import { expect, test, vi } from 'vitest';
import { parse } from './subject';
test('parses', () => {
  const run = vi.fn((text: string) => parse(text).value);
  expect(run('1')).toBe(1);
});`,
    },
    {
      title: 'a spy without configuration calls the real method',
      code: `import { clock } from './subject';
test('begins at zero', () => {
  const spy = jest.spyOn(clock, 'elapsed');
  expect(clock.elapsed()).toBe(0);
  expect(spy).toHaveBeenCalled();
});`,
    },
    {
      title: 'the spy is restored before the call',
      code: `const sinon = require('sinon');
const { expect } = require('chai');
const { clock } = require('./subject');
it('goes on', () => {
  const stub = sinon.stub(clock, 'elapsed').returns(5);
  stub.restore();
  expect(clock.elapsed()).to.equal(0);
});`,
    },
    {
      title: 'another method of the same object uses the stubbed one',
      code: `import { cart } from './subject';
test('adds the tax', () => {
  jest.spyOn(cart, 'net').mockReturnValue(100);
  expect(cart.gross()).toBe(119);
});`,
    },
    {
      title: "the mock's library is the project's own",
      code: `import { createDouble } from './subject';
test('returns what it was told', () => {
  const double = createDouble();
  double.returns(5);
  expect(double()).toBe(5);
});`,
    },
    {
      title: 'a mocked module is called by production code',
      code: `import { load } from './database';
import { getUser } from './subject';
jest.mock('./database');
test('gets', async () => {
  (load as jest.Mock).mockResolvedValue({ name: 'Ann' });
  expect(await getUser(1)).toEqual({ name: 'Ann' });
});`,
    },
    {
      title: 'the global fetch is called by production code',
      code: `import { getUser } from './subject';
test('gets', async () => {
  global.fetch = jest.fn().mockResolvedValue({ json: async () => ({ name: 'Ann' }) });
  expect(await getUser(1)).toEqual({ name: 'Ann' });
});`,
    },
    {
      title: 'nock answers production code',
      code: `import nock from 'nock';
import { getUser } from './subject';
it('gets', async () => {
  nock('http://users.test').get('/1').reply(200, { name: 'Ann' });
  expect(await getUser(1)).toEqual({ name: 'Ann' });
});`,
    },
    {
      title: 'production code changes the object that the mock gives',
      code: `import { rename } from './subject';
test('renames', async () => {
  const user = { name: 'Ann' };
  const load = jest.fn().mockResolvedValue(user);
  await rename(load, 'Bob');
  expect(user.name).toBe('Bob');
});`,
    },
    {
      title: 'a component shows what the mock gave',
      name: 'src/subject.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { User } from './subject';
test('shows', async () => {
  const load = vi.fn().mockResolvedValue('Ann');
  render(<User load={load} />);
  expect(await screen.findByText('Ann')).toBeDefined();
});`,
    },
    {
      title: "node:test's mock of a method that production code calls",
      code: `import assert from 'node:assert';
import { mock, test } from 'node:test';
import { store, total } from './subject.js';
test('adds', () => {
  mock.method(store, 'list', () => [1, 2]);
  assert.equal(total(), 3);
});`,
    },
    {
      title: "the app's route gives what the stub gave",
      code: `import request from 'supertest';
import sinon from 'sinon';
import { createApp } from './subject';
it('answers', async () => {
  const find = sinon.stub().resolves({ name: 'Ann' });
  const response = await request(createApp({ find })).get('/users/1');
  sinon.assert.match(response.body, { name: 'Ann' });
});`,
    },
  ],
  invalid: [
    {
      title: 'configured and called by the test',
      code: `test('gives five', () => {
  const load = jest.fn().mockReturnValue(5);
  expect(load()).toBe(5);
});`,
      lines: [3],
    },
    {
      title: 'the value of an implementation',
      code: `import { expect, it, vi } from 'vitest';
it('gives five', () => {
  const load = vi.fn(() => 5);
  const result = load();
  expect(result).toBe(5);
});`,
      lines: [5],
    },
    {
      title: 'awaited, out of an object of mocks',
      code: `test('finds', async () => {
  const repository = { find: jest.fn() };
  repository.find.mockResolvedValue({ id: 1, name: 'Ann' });
  const user = await repository.find(1);
  expect(user.name).toBe('Ann');
});`,
      lines: [5],
    },
    {
      title: 'rejects as it was told',
      code: `test('refuses', async () => {
  const load = jest.fn().mockRejectedValue(new Error('down'));
  await expect(load()).rejects.toThrow('down');
});`,
      lines: [3],
    },
    {
      title: "sinon's stub",
      code: `const sinon = require('sinon');
const { expect } = require('chai');
it('gives a', () => {
  const read = sinon.stub();
  read.withArgs(1).returns('a');
  expect(read(1)).to.equal('a');
});`,
      lines: [6],
    },
    {
      title: 'a method of the subject is stubbed, and called by the test',
      code: `import { service } from './subject';
test('gets', async () => {
  jest.spyOn(service, 'get').mockResolvedValue('a');
  const value = await service.get(1);
  expect(value).toBe('a');
});`,
      lines: [5],
    },
    {
      title: 'a mocked module is called by the test',
      code: `import { getUser } from './api';
jest.mock('./api');
const mocked = jest.mocked(getUser);
test('gets', async () => {
  mocked.mockResolvedValueOnce({ name: 'Ann' });
  expect(await getUser(1)).toEqual({ name: 'Ann' });
});`,
      lines: [6],
    },
    {
      title: 'the global fetch is called by the test',
      code: `test('answers', async () => {
  global.fetch = jest.fn().mockResolvedValue({ status: 200 });
  const response = await fetch('/health');
  expect(response.status).toBe(200);
});`,
      lines: [4],
    },
    {
      title: "node:test's function",
      code: `import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
test('gives five', () => {
  const read = mock.fn(() => 5);
  assert.equal(read(), 5);
});`,
      lines: [5],
    },
    {
      title: 'through a function of the test itself',
      code: `import { expect, test, vi } from 'vitest';
test('loads', () => {
  const read = vi.fn().mockReturnValue('a');
  const load = () => read();
  expect(load()).toBe('a');
});`,
      lines: [5],
    },
    {
      title: 'a typed mock that the hook has configured',
      code: `import type { Service } from './subject';
describe('Service', () => {
  let service: jest.Mocked<Service>;
  beforeEach(() => {
    service = { count: jest.fn() };
    service.count.mockReturnValue(3);
  });
  it('counts', () => {
    const count = service.count();
    expect(count).toBe(3);
  });
});`,
      lines: [10],
    },
    {
      title: 'AVA with sinon',
      code: `import test from 'ava';
import sinon from 'sinon';
test('gives five', async (t) => {
  const load = sinon.fake.resolves(5);
  t.is(await load(), 5);
});`,
      lines: [5],
    },
    {
      title: "the module's factory holds the value",
      code: `import { expect, it, vi } from 'vitest';
import { version } from './version';
vi.mock('./version', () => ({ version: () => '1.0.0' }));
it('has a version', () => {
  expect(version()).toBe('1.0.0');
});`,
      lines: [5],
    },
  ],
});
