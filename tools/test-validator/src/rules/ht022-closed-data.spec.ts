import { testRule } from '../testing/test-rule.ts';

// Values. How production code reaches an assertion by another way than a value: `ht022-closed-data.world.spec.ts`.
testRule('HT022', {
  valid: [
    {
      title: 'the result of production code',
      code: `import { add } from './add.ts';
it('adds', () => {
  const sum = add(1, 2);
  expect(sum).toBe(3);
});`,
    },
    {
      title: 'one assertion of two looks at production code',
      code: `import { add } from './add.ts';
it('adds', () => {
  const input = [1, 2];
  expect(input).toHaveLength(2);
  expect(add(...input)).toBe(3);
});`,
      name: 'src/add.test.js',
    },
    {
      title: 'production code changes, or must not change, what the test made',
      code: `import { freeze, sortInPlace } from './arrays.ts';
it('sorts', () => {
  const list = [3, 1, 2];
  sortInPlace(list);
  expect(list).toEqual([1, 2, 3]);
});
it('leaves its argument alone', () => {
  const options = { retries: 3 };
  freeze(options);
  expect(options).toEqual({ retries: 3 });
});`,
    },
    {
      title: 'what production code gives is put into an object that the test made',
      code: `import { list } from './jobs.ts';
it('lists by status', async () => {
  const listed: Record<string, string[]> = {};
  for (const status of ['open', 'done']) {
    const { jobs } = await list(status);
    listed[status] = jobs.map(({ id }) => id);
  }
  expect(listed).toEqual({ open: ['1'], done: [] });
});`,
    },
    {
      title: 'production code calls the callback, or must not',
      code: `import { run } from './run.ts';
it('runs', () => {
  let called = false;
  run(() => {
    called = true;
  });
  expect(called).toBe(true);
});
it('fills the list', () => {
  const seen: string[] = [];
  run({ log: (line: string) => void seen.push(line) });
  expect(seen).toEqual(['run']);
});`,
    },
    {
      title: 'production code hands the value to the callback, where the assertion stands',
      code: `import { walk } from './walk.ts';
it('walks', () => {
  walk([1, 2], (value) => {
    expect(value).toBeLessThan(3);
  });
});`,
    },
    {
      title: 'a constant, an enum, a class and a JSON file of the project',
      code: `import { AppError, Level, LIMIT } from './limits.ts';
import settings from '../settings.json';
it('has a limit', () => expect(LIMIT).toBe(10));
it('has levels', () => expect(Object.keys(Level)).toContain('High'));
it('has errors', () => {
  const error = new AppError('boom');
  expect(error instanceof Error).toBe(true);
  expect(error.message).toBe('boom');
});
it('has settings', () => expect(settings.port).toBe(8080));`,
    },
    {
      title: 'a class of the test extends one of production',
      code: `import { Animal } from './animal.ts';
it('speaks', () => {
  class Dog extends Animal {
    sound = 'woof';
  }
  expect(new Dog().speak()).toBe('woof!');
});`,
    },
    {
      title: 'a decorator of production on a class of the test',
      code: `import { memoised } from './memoised.ts';
it('computes once', () => {
  let turns = 0;
  class Sample {
    @memoised get value() {
      return ++turns;
    }
  }
  const sample = new Sample();
  expect(sample.value).toBe(1);
  expect(sample.value).toBe(1);
});`,
    },
    {
      title: 'a built-in runs a function of production',
      code: `import { byName, decode, normalise, revive } from './text.ts';
it('normalises', () => expect([' A', 'b '].map(normalise)).toEqual(['a', 'b']));
it('sorts', () => expect([{ name: 'b' }, { name: 'a' }].sort(byName)[0].name).toBe('a'));
it('revives', () => expect(JSON.parse('{"at":"2020"}', revive).at.getFullYear()).toBe(2020));
it('decodes', () => expect('%20'.replace(/%\\d+/g, decode)).toBe(' '));`,
      name: 'src/text.test.js',
    },
    {
      title: 'a built-in takes apart what production made',
      code: `import { defaults, entries, range } from './make.ts';
it('counts', () => expect(Array.from(range(3))).toEqual([0, 1, 2]));
it('maps', () => expect(new Map(entries()).size).toBe(2));
it('merges', () => expect(Object.assign({}, defaults, { a: 1 })).toEqual({ a: 1, b: 2 }));
it('spreads', () => expect([...range(2), 9]).toEqual([0, 1, 9]));`,
      name: 'src/make.test.js',
    },
    {
      title: 'a protocol of the language reaches it: toString, toJSON, valueOf',
      code: `import { Money } from './money.ts';
it('prints', () => {
  const money = new Money(3);
  expect(\`\${money}\`).toBe('3 €');
  expect(JSON.stringify({ money })).toBe('{"money":3}');
  expect(+money + 1).toBe(4);
});`,
    },
    {
      title: 'an object of the test that holds a function of production',
      code: `import { greet } from './greet.ts';
it('greets', () => {
  const person = { name: 'Ada', greet };
  expect(person.greet()).toBe('I am Ada');
});`,
    },
    {
      title: 'a hook made what is looked at',
      code: `import { createApp } from './app.ts';
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  app = await createApp();
});
it('has a name', () => {
  expect(app.name).toBe('demo');
});`,
    },
    {
      title: 'a fixture, a context and a parameter are not known here',
      code: `import { test } from './fixtures.ts';
test('has a user', ({ user }) => {
  expect(user.name).toBe('Ada');
});
describe('context', function () {
  it('has a client', function () {
    expect(this.client.isOpen).toBe(true);
  });
});`,
      name: 'test/fixtures.test.js',
    },
    {
      title: 'the table gives the input, production the output',
      code: `import { double } from './double.ts';
it.each([
  [1, 2],
  [2, 4],
])('doubles %i', (input, expected) => {
  expect(double(input)).toBe(expected);
});`,
    },
    {
      title: 'through a helper of another file',
      code: `import { sumOf } from './sum-of.ts';
it('adds', () => {
  const sum = sumOf(1, 2);
  expect(sum).toBe(3);
});`,
      name: 'test/add.test.ts',
      files: {
        'test/sum-of.ts': `import { add } from '../src/add.ts';
export const sumOf = (...terms: number[]) => terms.reduce((left, right) => add(left, right));`,
      },
    },
    {
      title: 'a library is unknown, and counts as production',
      code: `const semver = require('semver');
it('orders', () => {
  assert.ok(semver.lt('1.0.0', '2.0.0'));
  expect(semver.clean(' v1.0.0 ')).toBe('1.0.0');
});`,
      name: 'test/order.test.js',
    },
    {
      title: 'the throw comes from production',
      code: `import assert from 'node:assert';
import { parse } from './parse.ts';
it('refuses', () => {
  assert.throws(() => parse('{'), { name: 'SyntaxError' });
  expect(() => parse('[')).toThrow('unexpected end');
});`,
    },
    {
      title: 'a type is what is tested',
      code: `import { expectTypeOf } from 'vitest';
import type { User } from './user.ts';
it('has a name', () => {
  expectTypeOf<User>().toHaveProperty('name');
  expectTypeOf({ name: 'Ada' }).toMatchTypeOf<User>();
});`,
    },
  ],
  invalid: [
    {
      title: 'a literal object is checked, the import is not used',
      code: `import { createUser } from './user.ts';
it('creates a user', () => {
  const user = { name: 'Ada', role: 'admin' };
  expect(user.name).toBe('Ada');
  expect(user).toHaveProperty('role', 'admin');
});`,
      lines: [2],
    },
    {
      title: 'production code is called, and what is checked is a literal',
      code: `import { start } from './server.ts';
test('answers', async () => {
  await start();
  const response = { status: 200, body: { ok: true } };
  expect(response.status).toBe(200);
  expect(response.body.ok).toBe(true);
});`,
      lines: [2],
    },
    {
      title: 'a type of production on a literal of the test',
      code: `import type { Job } from './job.ts';
describe('job', () => {
  it('can be queued', () => {
    const job: Job = { id: '1', state: 'queued' };
    expect(job.state).toBe('queued');
  });
  it('can be done', () => {
    const job = { id: '1', state: 'done' } as Job;
    expect(job).toMatchObject({ state: 'done' } satisfies Partial<Job>);
  });
});`,
      lines: [3, 7],
    },
    {
      title: 'built-ins of the language work on literals',
      code: `import { save } from './save.ts';
it('round-trips', () => {
  const order = { id: 1, lines: ['a', 'b'] };
  const copy = JSON.parse(JSON.stringify(order));
  expect(copy).toEqual(order);
});
it('has keys', () => {
  expect(Object.keys({ a: 1, b: 2 })).toEqual(['a', 'b']);
});
it('is upper case', () => {
  expect('abc'.toUpperCase().split('')).toContain('A');
});
it('holds its members', () => {
  const members = new Set(['a', 'b']);
  members.add('c');
  expect(members.has('c')).toBe(true);
  expect(members.size).toBe(3);
});
it('knows addresses', () => {
  expect(/^[^@]+@[^@]+$/.test('a@b.c')).toBe(true);
  expect(new URL('https://a.test/b').pathname).toBe('/b');
  expect(new Date('2020-01-01T00:00:00Z').toISOString()).toMatch(/^2020/);
  expect(Math.max(1, 2)).toBe(2);
});`,
      lines: [2, 7, 10, 13, 19],
    },
    {
      title: 'a closure of the test is run by a built-in',
      code: `import { total } from './total.ts';
it('sums', () => {
  const prices = [1, 2, 3];
  const doubled = prices.map((price) => price * 2).filter((price) => price > 2);
  expect(doubled).toEqual([4, 6]);
});
it('sums in a loop', () => {
  let sum = 0;
  for (const price of [1, 2, 3]) sum += price;
  expect(sum).toBe(6);
});`,
      lines: [2, 7],
    },
    {
      title: 'a promise that the test itself resolved',
      code: `import { load } from './load.ts';
it('loads', async () => {
  const result = await Promise.resolve({ ok: true });
  expect(result.ok).toBe(true);
});
it('loads again', async () => {
  await expect(Promise.resolve(3)).resolves.toBe(3);
  await expect(Promise.reject(new Error('none'))).rejects.toThrow('none');
});`,
      lines: [2, 6],
    },
    {
      title: 'an error that the test itself throws',
      code: `import assert from 'node:assert';
import { parse } from './parse.ts';
it('throws', () => {
  expect(() => {
    throw new Error('boom');
  }).toThrow('boom');
});
it('catches', () => {
  try {
    throw new TypeError('boom');
  } catch (error) {
    assert.equal(error.message, 'boom');
  }
});
it('has a message', () => {
  const error = new Error('boom');
  expect(error.message).toBe('boom');
});`,
      name: 'src/parse.test.js',
      lines: [3, 8, 15],
    },
    {
      title: 'a table whose rows are compared with themselves',
      code: `import { double } from './double.ts';
it.each([
  [1, 1],
  [2, 2],
])('is %i', (left, right) => {
  expect(left).toBe(right);
});`,
      lines: [2],
    },
    {
      title: 'a hook made the literal',
      code: `import { createUser } from './user.ts';
let user;
beforeEach(() => {
  user = { name: 'Ada', isActive: true };
});
it('is active', () => {
  expect(user.isActive).toBe(true);
});`,
      name: 'src/user.test.js',
      lines: [6],
    },
    {
      title: 'CommonJS with chai and node:test with assert',
      code: `const { expect } = require('chai');
const assert = require('node:assert');
const { test } = require('node:test');
const settings = require('../lib/settings');
describe('settings', function () {
  it('has a port', function () {
    const defaults = { port: 8080 };
    expect(defaults).to.have.property('port').that.equals(8080);
  });
});
test('merges', () => {
  const merged = { ...{ a: 1 }, ...{ b: 2 } };
  assert.deepStrictEqual(merged, { a: 1, b: 2 });
});`,
      name: 'test/settings.test.js',
      lines: [6, 11],
    },
    {
      title: 'AVA, after a call whose result nobody keeps',
      code: `import test from 'ava';
import { start } from '../index.js';
test('starts', async (t) => {
  await start();
  const state = 'started';
  t.is(state.length, 7);
});`,
      name: 'test/start.test.js',
      lines: [3],
    },
    {
      title: 'the literal is changed by the test itself',
      code: `import { increment } from './counter.ts';
it('increments', () => {
  const counter = { value: 0 };
  counter.value += 1;
  expect(counter.value).toBe(1);
});`,
      lines: [2],
    },
    {
      title: 'a helper of the file builds the literal',
      code: `import { save } from './save.ts';
const buildOrder = (overrides = {}) => ({ id: 1, state: 'new', ...overrides });
it('saves', () => {
  const order = buildOrder({ state: 'saved' });
  expect(order.state).toBe('saved');
});`,
      name: 'src/save.test.js',
      lines: [3],
    },
  ],
});
