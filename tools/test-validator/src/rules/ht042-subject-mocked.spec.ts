import { testRule } from '../testing/test-rule.ts';

testRule('HT042', {
  valid: [
    {
      title: 'a neighbour is mocked',
      name: 'src/user.test.ts',
      code: `import { load } from './database';
import { getUser } from './user';
jest.mock('./database');
test('gets', async () => {
  jest.mocked(load).mockResolvedValue({ name: 'Ann' });
  expect(await getUser(1)).toEqual({ name: 'Ann' });
});`,
    },
    {
      title: 'the original is spread into the mock',
      name: 'src/user.test.ts',
      code: `import { rename } from './user';
jest.mock('./user', () => ({
  ...jest.requireActual('./user'),
  save: jest.fn(),
}));
test('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
    },
    {
      title: 'the original is imported by the factory',
      name: 'src/user.test.ts',
      code: `import { expect, it, vi } from 'vitest';
import { rename } from './user';
vi.mock('./user', async (importOriginal) => {
  const original = await importOriginal<typeof import('./user')>();
  return { ...original, save: vi.fn() };
});
it('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
    },
    {
      title: 'the actual module with one function replaced',
      name: 'src/user.test.ts',
      code: `import { expect, it, vi } from 'vitest';
import { rename } from './user';
vi.mock('./user', async () => {
  const actual = await vi.importActual('./user');
  return Object.assign({}, actual, { save: vi.fn() });
});
it('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
    },
    {
      title: 'the module is only watched',
      name: 'src/user.test.ts',
      code: `import { expect, it, vi } from 'vitest';
import { rename } from './user';
vi.mock('./user', { spy: true });
it('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
    },
    {
      title: 'the test takes the actual module',
      name: 'src/user.test.ts',
      code: `jest.mock('./user');
const { rename } = jest.requireActual('./user');
test('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
    },
    {
      title: 'the factory gives the actual module',
      name: 'src/user.test.ts',
      code: `import { rename } from './user';
jest.mock('./user', () => jest.requireActual('./user'));
test('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
    },
    {
      title: 'a neighbour in another folder has the same name',
      name: 'src/api/user.test.ts',
      code: `import { find } from '../database/user';
import { getUser } from './user';
jest.mock('../database/user');
test('gets', async () => {
  jest.mocked(find).mockResolvedValue({ name: 'Ann' });
  expect(await getUser(1)).toEqual({ name: 'Ann' });
});`,
    },
    {
      title: 'a package has the name of the subject',
      name: 'src/redis.test.ts',
      code: `import { createClient } from 'redis';
import { connect } from './redis';
jest.mock('redis');
test('connects', () => {
  connect('redis://localhost');
  expect(createClient).toHaveBeenCalledWith({ url: 'redis://localhost' });
});`,
    },
    {
      title: "the subject's name is longer than that of the mock",
      name: 'src/user.controller.spec.ts',
      code: `import { UserController } from './user.controller';
import { UserService } from './user.service';
jest.mock('./user.service');
it('lists', async () => {
  jest.mocked(UserService.prototype.list).mockResolvedValue([]);
  expect(await new UserController(new UserService()).list()).toEqual([]);
});`,
    },
    {
      title: 'the test looks at another module, which uses the mocked one',
      name: 'src/user.test.ts',
      code: `import { register } from './register';
import { save } from './user';
jest.mock('./user');
test('registers', async () => {
  jest.mocked(save).mockResolvedValue(7);
  expect(await register('Ann')).toEqual({ id: 7, name: 'Ann' });
});`,
    },
    {
      title: 'one function of the subject is stubbed, another is tested',
      name: 'test/user.test.js',
      code: `const sinon = require('sinon');
const assert = require('assert');
const user = require('../src/user');
it('greets', () => {
  sinon.stub(user, 'load').returns({ name: 'Ann' });
  assert.equal(user.greet(1), 'Hello, Ann');
});`,
    },
    {
      title: 'the subject is required with other neighbours',
      name: 'test/user.test.js',
      code: `const { expect } = require('chai');
const proxyquire = require('proxyquire');
const user = proxyquire('../src/user', { './database': { load: () => ({ name: 'Ann' }) } });
it('gets', () => {
  expect(user.get(1)).to.deep.equal({ name: 'Ann' });
});`,
    },
    {
      title: 'the mock is taken away again',
      name: 'src/user.test.ts',
      code: `import { rename } from './user';
jest.unmock('./user');
test('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
    },
    {
      title: 'the mock stands in a comment',
      name: 'src/user.test.ts',
      code: `import { rename } from './user';
// jest.mock('./user');
test('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
    },
    {
      title: 'node:test mocks a neighbour',
      name: 'test/user.test.js',
      code: `import assert from 'node:assert';
import { mock, test } from 'node:test';
mock.module('../src/database.js', { namedExports: { load: async () => ({ name: 'Ann' }) } });
const { getUser } = await import('../src/user.js');
test('gets', async () => {
  assert.deepEqual(await getUser(1), { name: 'Ann' });
});`,
    },
    {
      title: 'a neighbour of a component is mocked',
      name: 'src/user.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { User } from './user';
jest.mock('./avatar', () => ({ Avatar: () => <i>avatar</i> }));
test('shows', () => {
  render(<User name="Ann" />);
  expect(screen.getByText('Ann')).toBeInTheDocument();
});`,
    },
    {
      title: "a neighbour whose name begins like the subject's",
      name: 'src/__tests__/user.test.ts',
      code: `import { getUser } from '../user';
import { find } from '../user-repository';
jest.mock('../user-repository');
test('gets', async () => {
  jest.mocked(find).mockResolvedValue({ name: 'Ann' });
  expect(await getUser(1)).toEqual({ name: 'Ann' });
});`,
    },
  ],
  invalid: [
    {
      title: 'mocked without a factory',
      name: 'src/user.test.ts',
      code: `import { rename } from './user';
jest.mock('./user');
test('renames', () => {
  jest.mocked(rename).mockReturnValue({ name: 'Bob' });
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
      lines: [3],
    },
    {
      title: 'mocked with a factory',
      name: 'src/user.test.ts',
      code: `import { expect, it, vi } from 'vitest';
import { rename } from './user';
vi.mock('./user', () => ({ rename: vi.fn(() => ({ name: 'Bob' })) }));
it('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob').name).toBe('Bob');
});`,
      lines: [4],
    },
    {
      title: 'from the folder __tests__',
      name: 'src/__tests__/user.test.js',
      code: `const { save } = require('../user');
jest.mock('../user');
describe('user', () => {
  it('saves', async () => {
    await save({ name: 'Ann' });
    expect(save).toHaveBeenCalledWith({ name: 'Ann' });
  });
});`,
      lines: [4],
    },
    {
      title: 'from the folder test to the folder src',
      name: 'test/user.test.ts',
      code: `import { load } from '../src/user';
jest.mock('../src/user', () => ({ load: async () => ({ name: 'Ann' }) }));
test('loads', async () => {
  const user = await load(1);
  expect(user).toEqual({ name: 'Ann' });
});`,
      lines: [3],
    },
    {
      title: 'a name in several parts',
      name: 'src/user.service.spec.ts',
      code: `import { UserService } from './user.service';
jest.mock('./user.service');
it('lists', async () => {
  const service = new UserService();
  jest.mocked(service.list).mockResolvedValue([]);
  expect(await service.list()).toEqual([]);
});`,
      lines: [3],
    },
    {
      title: 'with the ending of the file',
      name: 'src/user.test.ts',
      code: `import { expect, it, vi } from 'vitest';
import * as user from './user.js';
vi.mock('./user.js');
it('deletes', async () => {
  await user.remove(1);
  expect(user.remove).toHaveBeenCalledTimes(1);
});`,
      lines: [4],
    },
    {
      title: 'the path is an import',
      name: 'src/user.test.ts',
      code: `import { expect, it, vi } from 'vitest';
import { rename } from './user';
vi.mock(import('./user'), () => ({ rename: () => ({ name: 'Bob' }) }));
it('renames', () => {
  expect(rename({ name: 'Ann' }, 'Bob')).toEqual({ name: 'Bob' });
});`,
      lines: [4],
    },
    {
      title: 'mocked and required in the test',
      name: 'src/user.test.ts',
      code: `test('renames', () => {
  jest.doMock('./user', () => ({ rename: () => 'Bob' }));
  const { rename } = require('./user');
  expect(rename('Ann')).toBe('Bob');
});`,
      lines: [1],
    },
    {
      title: 'a component is mocked and rendered',
      name: 'src/user.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { User } from './user';
jest.mock('./user', () => ({ User: () => <b>Ann</b> }));
test('shows', () => {
  render(<User id={1} />);
  expect(screen.getByText('Ann')).toBeInTheDocument();
});`,
      lines: [4],
    },
    {
      title: 'node:test replaces the module',
      name: 'test/user.test.js',
      code: `import assert from 'node:assert';
import { mock, test } from 'node:test';
mock.module('../src/user.js', { namedExports: { load: async () => 'Ann' } });
const { load } = await import('../src/user.js');
test('loads', async () => {
  assert.equal(await load(1), 'Ann');
});`,
      lines: [5],
    },
    {
      title: 'a module of ECMAScript in Jest',
      name: 'src/user.test.js',
      code: `import { expect, jest, test } from '@jest/globals';
jest.unstable_mockModule('./user.js', () => ({ load: jest.fn(async () => 'Ann') }));
const { load } = await import('./user.js');
test('loads', async () => {
  await expect(load(1)).resolves.toBe('Ann');
});`,
      lines: [4],
    },
    {
      title: 'only one of two tests looks at it',
      name: 'src/user.test.ts',
      code: `import { register } from './register';
import { save } from './user';
jest.mock('./user');
test('saves', async () => {
  jest.mocked(save).mockResolvedValue(7);
  expect(await save({ name: 'Ann' })).toBe(7);
});
test('registers', async () => {
  jest.mocked(save).mockResolvedValue(7);
  expect(await register('Ann')).toEqual({ id: 7, name: 'Ann' });
});`,
      lines: [4],
    },
  ],
});
