import { testRule } from '../testing/test-rule.ts';

testRule('HT033', {
  valid: [
    {
      title: 'a literal table in the head of the loop',
      code: `import { add } from './subject';
test('adds', () => {
  for (const [left, right, sum] of [[1, 2, 3], [0, 0, 0]]) {
    expect(add(left, right)).toBe(sum);
  }
});`,
    },
    {
      title: 'a constant of the file',
      code: `import { expect, it } from 'vitest';
import { slug } from './subject';
const cases = { 'A B': 'a-b', C: 'c' };
it('slugs', () => {
  for (const [title, expected] of Object.entries(cases)) expect(slug(title)).toBe(expected);
});`,
    },
    {
      title: 'an imported constant',
      code: `import { SAMPLES } from '../test/samples';
import { parse } from './subject';
test('parses', () => {
  SAMPLES.forEach((sample) => {
    expect(parse(sample.text)).toEqual(sample.tree);
  });
});`,
    },
    {
      title: 'an imported constant of a file that can be read',
      code: `import { cities } from '../test/cities';
import { find } from './subject';
test('finds', () => {
  for (const city of cities) expect(find(city)).toHaveProperty('name', city);
});`,
      files: {
        'test/cities.ts': `export const cities = ['Oslo', 'Rome'];`,
      },
    },
    {
      title: 'the size is asserted before',
      code: `import { list } from './subject';
test('lists', async () => {
  const rows = await list();
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row.kind).toBe('user');
});`,
    },
    {
      title: 'the length is compared',
      code: `const assert = require('node:assert');
const test = require('node:test');
const { list } = require('./subject');
test('lists', () => {
  const rows = list();
  assert.ok(rows.length > 0);
  rows.forEach((row) => assert.equal(row.kind, 'user'));
});`,
    },
    {
      title: 'chai says that it is not empty',
      code: `const { expect } = require('chai');
const { list } = require('./subject');
it('lists', () => {
  const rows = list();
  expect(rows).to.be.an('array').that.is.not.empty;
  rows.forEach((row) => expect(row).to.have.property('id'));
});`,
    },
    {
      title: 'an empty result throws',
      code: `import { list } from './subject';
test('lists', async () => {
  const rows = await list();
  if (rows.length === 0) throw new Error('no rows');
  for (const row of rows) expect(row.kind).toBe('user');
});`,
    },
    {
      title: 'another oracle stands after the loop',
      code: `import { list } from './subject';
test('lists', () => {
  const rows = list();
  for (const row of rows) expect(row.kind).toBe('user');
  expect(rows.map((row) => row.id)).toEqual([1, 2]);
});`,
    },
    {
      title: 'a fixed count',
      code: `import { createIdentifier } from './subject';
test('is short', () => {
  for (let index = 0; index < 100; index++) {
    expect(createIdentifier()).toHaveLength(8);
  }
});`,
    },
    {
      title: 'an array made with a fixed length',
      code: `import { random } from './subject';
test('is below one', () => {
  Array.from({ length: 10 }, random).forEach((value) => expect(value).toBeLessThan(1));
  for (const seed of new Array(3).fill(7)) expect(random(seed)).toBe(0.5);
});`,
    },
    {
      title: 'the results are as many as the literal inputs',
      code: `import { load } from './subject';
test('loads', async () => {
  const keys = ['a', 'b'];
  const values = await Promise.all(keys.map((key) => load(key)));
  values.forEach((value, index) => expect(value.key).toBe(keys[index]));
});`,
    },
    {
      title: 'the loop goes over the expected values, not over the result',
      code: `import { list } from './subject';
test('lists', () => {
  const rows = list();
  ['a', 'b'].forEach((name, index) => expect(rows[index].name).toBe(name));
});`,
    },
    {
      title: 'a literal table with its indexes',
      code: `import { parse } from './subject';
const lines = ['a=1', 'b=2'];
test('parses', () => {
  for (const [index, line] of lines.entries()) expect(parse(line).value).toBe(index + 1);
});`,
    },
    {
      title: 'a literal set and a literal map',
      code: `import { code, isVowel } from './subject';
test('knows letters', () => {
  for (const letter of new Set(['a', 'e'])) expect(isVowel(letter)).toBe(true);
  new Map([['a', 97]]).forEach((expected, letter) => expect(code(letter)).toBe(expected));
});`,
    },
    {
      title: 'the letters of a literal text',
      code: `import { isVowel } from './subject';
test('knows vowels', () => {
  for (const letter of 'aeiou'.split('')) expect(isVowel(letter)).toBe(true);
});`,
    },
    {
      title: 'the number of assertions is promised',
      code: `import { list } from './subject';
test('lists', () => {
  expect.assertions(2);
  for (const row of list()) expect(row.kind).toBe('user');
});`,
    },
    {
      title: 'a local function gives the literal table',
      code: `import { area } from './subject';
function shapes() {
  return [
    { sides: [1, 2], expected: 2 },
    { sides: [3, 3], expected: 9 },
  ];
}
test('measures', () => {
  for (const { sides, expected } of shapes()) expect(area(sides)).toBe(expected);
});`,
    },
    {
      title: 'the loop makes the tests',
      code: `import { fixtures } from '../test/fixtures';
import { parse } from './subject';
for (const fixture of fixtures()) {
  test(fixture.name, () => {
    expect(parse(fixture.text)).toEqual(fixture.tree);
  });
}`,
    },
    {
      title: 'the passes are counted, and the count is asserted on',
      code: `import { stream } from './subject';
test('streams', async () => {
  let count = 0;
  for await (const chunk of stream()) {
    expect(chunk).toBeInstanceOf(Buffer);
    count += 1;
  }
  expect(count).toBe(3);
});`,
    },
    {
      title: 'the body runs at least once',
      code: `import { Cursor } from './subject';
test('reads', () => {
  const cursor = new Cursor();
  let row;
  do {
    row = cursor.next();
    expect(row).toHaveProperty('id');
  } while (row.hasNext);
});`,
    },
    {
      title: 'testing-library throws when it finds none',
      name: 'src/subject.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { List } from './subject';
test('marks items', () => {
  render(<List items={['a', 'b']} />);
  for (const item of screen.getAllByRole('listitem')) expect(item).toHaveClass('item');
});`,
    },
    {
      title: 'a constant of the file, filtered by nothing that the subject decides',
      code: `import { tokenize } from './subject';
const words = ['a', 'b'] as const;
test('tokenizes', () => {
  words
    .map((word) => ({ word, tokens: tokenize(word) }))
    .forEach(({ word, tokens }) => expect(tokens).toEqual([{ text: word }]));
});`,
    },
    {
      title: 'a list that the test itself has filled',
      code: `import { hash } from './subject';
test('hashes', () => {
  const inputs: string[] = [];
  for (let size = 1; size <= 4; size++) inputs.push('x'.repeat(size));
  for (const input of inputs) expect(hash(input)).toHaveLength(64);
});`,
    },
  ],
  invalid: [
    {
      title: 'for-of over a result',
      code: `import { list } from './subject';
test('lists', () => {
  const rows = list();
  for (const row of rows) {
    expect(row.kind).toBe('user');
  }
});`,
      lines: [4],
    },
    {
      title: 'the call stands in the head of the loop',
      code: `import { expect, it } from 'vitest';
import { list } from './subject';
it('lists', async () => {
  for (const row of await list()) expect(row.kind).toBe('user');
});`,
      lines: [4],
    },
    {
      title: 'forEach over a result',
      code: `const { expect } = require('chai');
const { list } = require('./subject');
it('lists', async () => {
  const rows = await list();
  rows.forEach((row) => {
    expect(row).to.have.property('id');
  });
});`,
      lines: [5],
    },
    {
      title: 'map over a result',
      code: `import test from 'ava';
import { list } from './subject.js';
test('lists', (t) => {
  const rows = list();
  rows.map((row) => t.is(row.kind, 'user'));
});`,
      lines: [5],
    },
    {
      title: 'an empty literal',
      code: `import { parse } from './subject';
test('parses', () => {
  for (const sample of []) {
    expect(parse(sample)).toBe(1);
  }
});`,
      lines: [3],
    },
    {
      title: 'an empty table with a name',
      code: `import { parse } from './subject';
const samples: string[] = [];
test('parses', () => {
  samples.forEach((sample) => expect(parse(sample)).toBe(1));
});`,
      lines: [4],
    },
    {
      title: 'the list is filled by the code under test',
      code: `import { EventEmitter } from 'node:events';
import { run } from './subject';
test('reports', async () => {
  const events = new EventEmitter();
  const seen: Progress[] = [];
  events.on('progress', (progress) => seen.push(progress));
  await run(events);
  for (const progress of seen) {
    expect(progress.done).toBeLessThanOrEqual(progress.total);
  }
});`,
      lines: [8],
    },
    {
      title: 'a field of a result',
      code: `import assert from 'node:assert';
import { test } from 'node:test';
import { fetchPage } from './subject.js';
test('lists', async () => {
  const { items } = await fetchPage(1);
  for (const item of items) {
    assert.equal(typeof item.id, 'number');
  }
});`,
      lines: [6],
    },
    {
      title: 'the keys of a result',
      code: `import { group } from './subject';
test('groups', () => {
  const groups = group([1, 2, 3]);
  Object.keys(groups).forEach((key) => {
    expect(groups[key].length).toBeGreaterThan(0);
  });
});`,
      lines: [4],
    },
    {
      title: 'a counter up to the length of a result',
      code: `import { list } from './subject';
test('lists', () => {
  const rows = list();
  for (let index = 0; index < rows.length; index++) {
    expect(rows[index].position).toBe(index);
  }
});`,
      lines: [4],
    },
    {
      title: 'an asynchronous iterator',
      code: `import { scan } from './subject';
test('scans', async () => {
  for await (const key of scan('user:')) {
    expect(key).toMatch(/^user:/);
  }
});`,
      lines: [3],
    },
    {
      title: 'the body of an answer',
      code: `import request from 'supertest';
import { app } from './subject';
test('lists', async () => {
  const response = await request(app).get('/users?role=admin');
  response.body.forEach((user) => {
    expect(user.role).toBe('admin');
  });
});`,
      lines: [5],
    },
    {
      title: 'a filter may leave nothing',
      code: `import { list } from './subject';
test('lists', () => {
  const rows = list();
  rows.filter((row) => row.kind === 'user').forEach((row) => expect(row.name).toBeTruthy());
});`,
      lines: [4],
    },
    {
      title: 'the calls of a mock',
      code: `import { expect, test, vi } from 'vitest';
import { notify } from './subject';
test('notifies', async () => {
  const send = vi.fn();
  await notify(send);
  for (const [message] of send.mock.calls) {
    expect(message.to).toContain('@');
  }
});`,
      lines: [6],
    },
    {
      title: "sinon's calls",
      code: `const sinon = require('sinon');
const { notify } = require('./subject');
it('notifies', () => {
  const send = sinon.spy();
  notify(send);
  send.getCalls().forEach((call) => sinon.assert.match(call.args[0], { kind: 'mail' }));
});`,
      lines: [6],
    },
    {
      title: 'all rows that Playwright finds',
      code: `import { expect, test } from '@playwright/test';
test('shows rows', async ({ page }) => {
  await page.goto('/');
  for (const row of await page.locator('tr').all()) {
    await expect(row).toBeVisible();
  }
});`,
      lines: [4],
    },
    {
      title: "testing-library's query finds none without a word",
      name: 'src/subject.test.tsx',
      code: `import { render, screen } from '@testing-library/react';
import { List } from './subject';
test('marks items', () => {
  render(<List items={['a', 'b']} />);
  screen.queryAllByRole('listitem').forEach((item) => expect(item).toHaveClass('item'));
});`,
      lines: [5],
    },
    {
      title: 'a cursor that may be at its end',
      code: `import { Cursor } from './subject';
test('reads', () => {
  const cursor = new Cursor();
  let row;
  while ((row = cursor.next())) {
    expect(row.id).toBeGreaterThan(0);
  }
});`,
      lines: [5],
    },
  ],
});
