import { testRule } from '../testing/test-rule.ts';

testRule('HT035', {
  valid: [
    {
      title: 'a function that is declared after the return is called before it',
      code: `import { parse } from './subject';
test('parses', () => {
  return verify('1', 1);
  function verify(text, value) {
    expect(parse(text)).toBe(value);
  }
});`,
    },
    {
      title: 'the return belongs to a condition',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  if (result.cached) {
    expect(result.age).toBe(0);
    return;
  }
  expect(result.value).toBe(1);
});`,
    },
    {
      title: 'the return belongs to a callback',
      code: `import { expect, it, vi } from 'vitest';
import { retry } from './subject';
it('tries again', async () => {
  const work = vi.fn(() => {
    return 1;
  });
  await retry(work);
  expect(work).toHaveBeenCalledTimes(1);
});`,
    },
    {
      title: 'the throw belongs to a callback',
      code: `import { wrap } from './subject';
test('wraps', () => {
  const wrapped = wrap(() => {
    throw new Error('boom');
  });
  expect(wrapped()).toBe('boom');
});`,
    },
    {
      title: 'the assertion itself is returned',
      code: `import { load } from './subject';
test('loads', () => {
  return expect(load(1)).resolves.toBe('a');
});`,
    },
    {
      title: 'a local function handed over by its name',
      code: `import { parse } from './subject';
test('parses', () => {
  function verify([text, value]) {
    expect(parse(text)).toBe(value);
  }
  [['1', 1], ['2', 2]].forEach(verify);
});`,
    },
    {
      title: 'a local function called under another name',
      code: `const assert = require('node:assert');
const test = require('node:test');
const { parse } = require('./subject');
test('parses', () => {
  const verify = (text, value) => assert.equal(parse(text), value);
  const alias = verify;
  alias('1', 1);
});`,
    },
    {
      title: 'a local function that becomes a property',
      code: `import { visit } from './subject';
test('visits', () => {
  expect.hasAssertions();
  const leave = (node) => expect(node.kind).toBe('number');
  visit('1', { leave });
});`,
    },
    {
      title: 'a method of an object that is handed over',
      code: `import { visit } from './subject';
test('visits', () => {
  let count = 0;
  visit('1', {
    enter(node) {
      expect(node.kind).toBe('number');
      count += 1;
    },
  });
  expect(count).toBe(1);
});`,
    },
    {
      title: 'a component that asserts while it renders',
      name: 'src/subject.test.tsx',
      code: `import { render } from '@testing-library/react';
import { UserProvider, useUser } from './subject';
test('provides', () => {
  function Probe() {
    expect(useUser().name).toBe('Ann');
    return null;
  }
  render(<UserProvider name="Ann"><Probe /></UserProvider>);
});`,
    },
    {
      title: 'a method of a class whose instance is handed over',
      code: `import { Bus } from './subject';
test('publishes', async () => {
  class Listener {
    handle(event) {
      expect(event.name).toBe('saved');
    }
  }
  const bus = new Bus();
  bus.register(new Listener());
  await bus.publish({ name: 'saved' });
});`,
    },
    {
      title: 'a finally after a return',
      code: `import { open } from './subject';
test('closes', () => {
  const file = open('a');
  try {
    return file.close();
  } finally {
    expect(file.isOpen).toBe(false);
  }
});`,
    },
    {
      title: 'after a loop without a condition, left by break',
      code: `import { Cursor } from './subject';
test('reads', () => {
  const cursor = new Cursor([1, 2]);
  const rows = [];
  while (true) {
    const row = cursor.next();
    if (row === undefined) break;
    rows.push(row);
  }
  expect(rows).toEqual([1, 2]);
});`,
    },
    {
      title: 'after a switch whose cases break',
      code: `import { expect } from 'chai';
import { configure } from './subject';
it('configures', () => {
  let expected;
  switch (process.platform) {
    case 'win32':
      expected = 'C:';
      break;
    default:
      expected = '/';
  }
  expect(configure().root).to.equal(expected);
});`,
    },
    {
      title: 'after process.exit, which is a mock here',
      code: `import { main } from './subject';
test('exits', () => {
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  main(['--wrong']);
  process.exit(2);
  expect(exit).toHaveBeenCalledWith(1);
});`,
    },
    {
      title: 'a helper of the block that another test calls',
      code: `import { parse } from './subject';
describe('parse', () => {
  const verify = (text, value) => expect(parse(text)).toBe(value);
  it('parses one', () => {
    verify('1', 1);
  });
  it('parses two', () => {
    expect(parse('2')).toBe(2);
  });
});`,
    },
    {
      title: 'a condition of the environment is not statically false',
      code: `import { build } from './subject';
test('builds', () => {
  const files = build();
  if (process.env.DEBUG === 'yes') expect(files.map).toBeDefined();
  expect(files.code).toBe('1');
});`,
    },
    {
      title: 'a flag that a listener sets',
      code: `import { Client } from './subject';
test('opens', async () => {
  let isOpen = false;
  const client = new Client();
  client.on('open', () => {
    isOpen = true;
  });
  await client.connect();
  if (!isOpen) throw new Error('not open');
  expect(client.state).toBe('open');
});`,
    },
    {
      title: 'a local function called on the spot',
      code: `import test from 'ava';
import { load } from './subject.js';
test('loads', async (t) => {
  await (async function verify() {
    t.is(await load(1), 'a');
  })();
});`,
    },
    {
      title: 'a recursive function that the test calls',
      code: `import { parse } from './subject';
test('numbers its nodes', () => {
  function verify(node, depth) {
    expect(node.depth).toBe(depth);
    node.children.forEach((child) => verify(child, depth + 1));
  }
  verify(parse('1 + 2'), 0);
});`,
    },
  ],
  invalid: [
    {
      title: 'after a return',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  return;
  expect(result).toBe(1);
});`,
      lines: [5],
    },
    {
      title: 'after a returned value',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('loads', () => {
  return load(1);
  expect(load.calls).to.equal(1);
});`,
      lines: [5],
    },
    {
      title: 'after a return of done',
      code: `const { expect } = require('chai');
const { load } = require('./subject');
it('loads', (done) => {
  load(1, (user) => {
    return done();
    expect(user.name).to.equal('Ann');
  });
});`,
      lines: [6],
    },
    {
      title: 'after a throw',
      code: `import assert from 'node:assert';
import test from 'node:test';
import { parse } from './subject.js';
test('parses', () => {
  try {
    const result = parse('1');
    throw new Error('later');
    assert.equal(result, 1);
  } catch {
    console.log('to be done');
  }
});`,
      lines: [8],
    },
    {
      title: 'a condition that is false',
      code: `import { expect, it } from 'vitest';
import { parse } from './subject';
it('parses', () => {
  const result = parse('1');
  if (false) {
    expect(result).toBe(1);
  }
});`,
      lines: [6],
    },
    {
      title: 'a false constant in a logical and',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  false && expect(result).toBe(1);
});`,
      lines: [4],
    },
    {
      title: 'the else of a condition that is true',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  if (true) {
    console.log(result);
  } else {
    expect(result).toBe(1);
  }
});`,
      lines: [7],
    },
    {
      title: 'a local function that is never called',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  function verify() {
    expect(result).toBe(1);
  }
});`,
      lines: [5],
    },
    {
      title: 'a local arrow that is never called',
      code: `import { expect, test, vi } from 'vitest';
import { save } from './subject';
test('saves', async () => {
  const write = vi.fn();
  const verify = () => {
    expect(write).toHaveBeenCalledWith('a');
  };
  await save('a', write);
});`,
      lines: [6],
    },
    {
      title: 'an arrow that stands alone',
      code: `import { parse } from './subject';
test('parses', () => {
  const result = parse('1');
  () => expect(result).toBe(1);
});`,
      lines: [4],
    },
    {
      title: 'a recursive function that nobody else calls',
      code: `import { parse } from './subject';
test('numbers its nodes', () => {
  const tree = parse('1 + 2');
  function verify(node) {
    expect(node.depth).toBeLessThan(tree.size);
    node.children.forEach(verify);
  }
});`,
      lines: [5],
    },
    {
      title: 'both arms of the condition return',
      code: `import test from 'ava';
import { parse } from './subject.js';
test('parses', (t) => {
  const result = parse('1');
  if (result.cached) {
    return;
  } else {
    return result.store();
  }
  t.is(result.value, 1);
});`,
      lines: [10],
    },
    {
      title: 'a call of a helper after the return',
      code: `import { hasName } from '../test/has-name';
import { find } from './subject';
test('finds', () => {
  const user = find(1);
  return;
  hasName(user, 'Ann');
});`,
      files: {
        'test/has-name.ts':
          'export const hasName = (user: User, name: string) => expect(user.name).toBe(name);',
      },
      lines: [6],
    },
    {
      title: 'an assertion over several lines after the return',
      name: 'src/subject.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { User } from './subject';
test('shows', () => {
  render(<User id={1} />);
  return;
  expect(
    screen.queryByText('Ann'),
  ).toBeInTheDocument();
});`,
      lines: [6],
    },
  ],
});
