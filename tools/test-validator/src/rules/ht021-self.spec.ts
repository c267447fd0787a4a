import { testRule } from '../testing/test-rule.ts';

testRule('HT021', {
  valid: [
    {
      title: 'the same call twice tests that it is deterministic',
      code: `import { hash } from './hash.ts';
it('is deterministic', () => {
  expect(hash('a')).toBe(hash('a'));
  expect(hash('a').slice(0, 8)).toEqual(hash('a').slice(0, 8));
});`,
    },
    {
      title: 'two instances are equal by value',
      code: `import assert from 'node:assert';
import { Money } from './money.ts';
it('is a value', () => {
  expect(new Money(1)).toEqual(new Money(1));
  assert.deepEqual(new Money(2), new Money(2));
});`,
    },
    {
      title: 'a cache hands out the same object',
      code: `import { cache } from './cache.ts';
it('remembers', async () => {
  expect(cache.get('a')).toBe(cache.get('a'));
  expect(await cache.load('b')).toBe(await cache.load('b'));
  expect(cache.get('c').value).toBe(cache.get('c').value);
});`,
    },
    {
      title: 'a tagged template is a call',
      code: `import { css } from './css.ts';
it('makes one class of the same style', () => {
  expect(css\`color: red\`).toBe(css\`color: red\`);
});`,
    },
    {
      title: 'other objects, other properties, other indices',
      code: `import { load } from './load.ts';
it('loads', () => {
  const first = load('a');
  const second = load('a');
  expect(first.id).toBe(second.id);
  expect(first.createdAt).toEqual(first.updatedAt);
  expect(first.tags[0]).not.toBe(first.tags[1]);
  expect(first.owner.id).toBe(first.id);
});`,
    },
    {
      title: 'equality of the code under test is reflexive',
      code: `import { isEqual, Money } from './money.ts';
import assert from 'node:assert';
it('is reflexive', () => {
  const one = new Money(1);
  expect(one.equals(one)).toBe(true);
  expect(isEqual(one, one)).toBe(true);
  assert.equal(one.compareTo(one), 0);
});`,
    },
    {
      title: 'a matcher of the project is reflexive',
      code: `import { toEqualPoint } from './to-equal-point.ts';
expect.extend({ toEqualPoint });
it('is reflexive', () => {
  const point = { x: 1, y: 2 };
  expect(point).toEqualPoint(point);
});`,
      name: 'src/to-equal-point.test.js',
    },
    {
      title: 'a copy is equal and not the same',
      code: `import { copy } from './copy.ts';
it('copies', () => {
  const original = { a: 1 };
  const made = copy(original);
  expect(made).toEqual(original);
  expect(made).not.toBe(original);
  expect({ ...made }).toEqual(made);
});`,
    },
    {
      title: 'what was kept before is compared with what is there after',
      code: `import { store } from './store.ts';
it('undoes', () => {
  const before = store.state;
  store.dispatch({ type: 'add' });
  store.undo();
  expect(store.state).toBe(before);
});`,
    },
    {
      title: 'sorted by the test on the other side',
      code: `import { list } from './list.ts';
it('is sorted', () => {
  const names = list();
  expect(names).toEqual([...names].sort());
  expect(names).toEqual(names.slice().sort());
});`,
    },
    {
      title: 'an index that moves between the two sides',
      code: `import { walk } from './walk.ts';
it('repeats itself', () => {
  const steps = walk();
  let at = 0;
  expect(steps[at++]).toBe(steps[at++]);
});`,
    },
    {
      title: 'its negation always fails, and is a sentinel',
      code: `import { load } from './load.ts';
it('refuses', async () => {
  const user = { id: 1 };
  await load(user).then(
    () => expect(user).not.toBe(user),
    (error) => expect(error.user).toBe(user),
  );
});`,
    },
    {
      title: 'chai: one side against another property of itself',
      code: `import { expect } from 'chai';
import { order } from './order.ts';
it('adds up', () => {
  const { lines, total } = order();
  expect(total).to.equal(lines.total);
  expect(order().id).to.equal(order().id);
});`,
    },
  ],
  invalid: [
    {
      title: 'the same property of the same object',
      code: `import { load } from './load.ts';
it('loads', () => {
  const user = load('a');
  expect(user.id).toBe(user.id);
  expect(user.name.first).toEqual(user.name.first);
});`,
      lines: [4, 5],
    },
    {
      title: 'the same variable under every matcher of equality',
      code: `import { load } from './load.ts';
test('loads', async () => {
  const user = await load('a');
  expect(user).toBe(user);
  expect(user).toEqual(user);
  expect(user).toStrictEqual(user);
  expect(user).toMatchObject(user);
  expect(user.age).toBeLessThanOrEqual(user.age);
});`,
      lines: [4, 5, 6, 7, 8],
    },
    {
      title: 'node:assert',
      code: `const assert = require('assert');
const { load } = require('./load');
it('loads', () => {
  const user = load('a');
  assert.strictEqual(user.id, user.id);
  assert.deepEqual(user, user);
  assert(user.id === user.id);
  assert.ok(user.age == user.age);
});`,
      name: 'src/load.test.js',
      lines: [5, 6, 7, 8],
    },
    {
      title: 'chai, in three styles',
      code: `const { assert, expect } = require('chai').use(require('chai-things'));
const { load } = require('./load');
it('loads', () => {
  const user = load('a');
  expect(user.id).to.equal(user.id);
  expect(user).to.deep.equal(user);
  assert.equal(user.id, user.id);
  user.id.should.equal(user.id);
});`,
      name: 'src/load.test.js',
      lines: [5, 6, 7, 8],
    },
    {
      title: 'AVA and tape',
      code: `import test from 'ava';
import tape from 'tape';
import { load } from '../index.js';
test('loads', (t) => {
  const user = load('a');
  t.is(user.id, user.id);
  t.deepEqual(user, user);
});
tape('loads', (t) => {
  const user = load('a');
  t.equal(user.id, user.id);
  t.end();
});`,
      name: 'test/load.test.js',
      lines: [6, 7, 11],
    },
    {
      title: 'the same path in another spelling',
      code: `import { load, type User } from './load.ts';
it('loads', () => {
  const users: User[] = load();
  expect(users[0]['id']).toBe(users[0].id);
  expect(users[0]!.id).toBe(users[0]?.id);
  expect((users[0] as User).name).toBe(users[0].name);
  expect((users[0].age)).toBe(users[0].age);
});`,
      lines: [4, 5, 6, 7],
    },
    {
      title: 'through this, and through an index with a name',
      code: `const { load } = require('./load');
describe('load', function () {
  it('loads', function () {
    this.user = load('a');
    const at = 0;
    expect(this.user.id).toBe(this.user.id);
    expect(this.user.tags[at]).toBe(this.user.tags[at]);
  });
});`,
      name: 'src/load.test.js',
      lines: [6, 7],
    },
    {
      title: 'the comparison stands inside',
      code: `import { load } from './load.ts';
it('loads', () => {
  const user = load('a');
  expect(user.id === user.id).toBe(true);
  expect(Object.is(user.name, user.name)).toBe(true);
});`,
      lines: [4, 5],
    },
    {
      title: 'over two lines, in a loop, in TSX',
      code: `import { render } from '@testing-library/react';
import { List } from './list';
it('lists', () => {
  const { container } = render(<List />);
  for (const child of container.children) {
    expect(
      child.textContent,
    ).toBe(child.textContent);
  }
});`,
      name: 'src/list.test.tsx',
      lines: [6],
    },
  ],
});
