import { testRule } from '../testing/test-rule.ts';

testRule('HT050', {
  valid: [
    {
      title: 'the same title in different blocks',
      code: `import { add, subtract } from './add.ts';
describe('add', () => {
  it('takes zero', () => expect(add(1, 0)).toBe(1));
});
describe('subtract', () => {
  it('takes zero', () => expect(subtract(1, 0)).toBe(1));
});
it('takes zero', () => expect(add(0, 0)).toBe(0));`,
    },
    {
      title: 'in a block and in the block around it',
      code: `import { add } from './add.ts';
describe('add', () => {
  it('works', () => expect(add(1, 2)).toBe(3));
  describe('big numbers', () => {
    it('works', () => expect(add(1e9, 1)).toBe(1000000001));
  });
});`,
    },
    {
      title: 'two blocks of the same name, each with its own tests',
      code: `import { add } from './add.ts';
describe('add', () => {
  it('works', () => expect(add(1, 2)).toBe(3));
});
describe('add', () => {
  it('works', () => expect(add(2, 2)).toBe(4));
});`,
    },
    {
      title: 'one call that runs several times',
      code: `import { double } from './double.ts';
for (const n of [1, 2]) {
  it('doubles', () => expect(double(n)).toBe(n * 2));
}
it.each([1, 2])('doubles %i', (n) => expect(double(n)).toBe(n * 2));
[3, 4].forEach((n) => it(\`doubles \${n}\`, () => expect(double(n)).toBe(n * 2)));`,
    },
    {
      title: 'titles with holes that are filled differently',
      code: `import { convert, units } from './convert.ts';
const [small, big] = units;
it(\`converts \${small}\`, () => expect(convert(1, small)).toBe(10));
it(\`converts \${big}\`, () => expect(convert(1, big)).toBe(100));
it('converts ' + small, () => expect(convert(2, small)).toBe(20));
it('converts ' + big, () => expect(convert(2, big)).toBe(200));`,
      name: 'src/convert.test.js',
    },
    {
      title: 'the same expression in two loops',
      code: `import { accepts, good, bad } from './accepts.ts';
for (const text of good) it(text, () => expect(accepts(text)).toBe(true));
for (const text of bad) it(text, () => expect(accepts(text)).toBe(false));
for (const text of good) it(\`\${text} twice\`, () => expect(accepts(text + text)).toBe(true));
for (const text of bad) it(\`\${text} twice\`, () => expect(accepts(text + text)).toBe(false));`,
      name: 'src/accepts.test.js',
    },
    {
      title: 'one of two branches is declared',
      code: `import { join } from './join.ts';
if (process.platform === 'win32') {
  it('joins', () => expect(join('a', 'b')).toBe('a\\\\b'));
} else {
  it('joins', () => expect(join('a', 'b')).toBe('a/b'));
}`,
    },
    {
      title: 'two functions that make tests',
      code: `import { createMap, createSet } from './make.ts';
function behavesAsMap(make) {
  it('is empty at first', () => expect(make().size).toBe(0));
}
function behavesAsSet(make) {
  it('is empty at first', () => expect([...make()]).toEqual([]));
}
describe('map', () => behavesAsMap(createMap));
describe('set', () => behavesAsSet(createSet));`,
      name: 'src/make.test.js',
    },
    {
      title: 'other letters, other spaces',
      code: `import { parse } from './parse.ts';
it('parses a', () => expect(parse('a')).toBe(1));
it('parses A', () => expect(parse('A')).toBe(2));
it('parses  a', () => expect(parse(' a')).toBe(1));`,
    },
    {
      title: 'a block, a hook and a step are no tests',
      code: `import { expect, test } from '@playwright/test';
test.describe('opens', () => {
  test.beforeEach('opens', async ({ page }) => { await page.goto('/'); });
  test('opens', async ({ page }) => {
    await test.step('looks', async () => { await expect(page).toHaveTitle('Home'); });
    await test.step('looks', async () => { await expect(page).toHaveURL('/'); });
  });
});`,
      name: 'e2e/home.spec.ts',
    },
    {
      title: 'subtests of different tests',
      code: `import assert from 'node:assert';
import { test } from 'node:test';
import { add, subtract } from './add.ts';
test('add', async (t) => {
  await t.test('takes zero', () => assert.equal(add(1, 0), 1));
});
test('subtract', async (t) => {
  await t.test('takes zero', () => assert.equal(subtract(1, 0), 1));
});`,
    },
    {
      title: 'a function gives the test its name',
      code: `import { add, subtract } from './add.ts';
it(add.name, () => expect(add(1, 2)).toBe(3));
it(subtract.name, () => expect(subtract(3, 2)).toBe(1));
it(title(), () => expect(add(2, 2)).toBe(4));
it(title(), () => expect(add(3, 2)).toBe(5));`,
      name: 'src/add.test.js',
    },
    {
      title: 'methods named test of something else',
      code: `import { router } from './router.ts';
it('matches', () => {
  router.test('a', () => 1);
  router.test('a', () => 2);
  expect(router.test('a')).toBe(2);
});`,
      name: 'src/router.test.js',
    },
  ],
  invalid: [
    {
      title: 'in one block',
      code: `import { add } from './add.ts';
describe('add', () => {
  it('adds', () => expect(add(1, 2)).toBe(3));
  it('adds big numbers', () => expect(add(1e9, 1)).toBe(1000000001));
  it('adds', () => expect(add(2, 2)).toBe(4));
});`,
      lines: [5],
    },
    {
      title: 'at the top of the file, three times',
      code: `import { add } from './add.ts';
test('adds', () => expect(add(1, 2)).toBe(3));
test('adds', () => expect(add(2, 2)).toBe(4));
test('adds', () => expect(add(3, 2)).toBe(5));`,
      lines: [3, 4],
    },
    {
      title: 'under two names of the same function, and with modifiers',
      code: `import { it, test } from 'vitest';
import { add } from './add.ts';
it('adds', () => expect(add(1, 2)).toBe(3));
test('adds', () => expect(add(2, 2)).toBe(4));
test.concurrent('adds', async () => expect(add(3, 2)).toBe(5));`,
      lines: [4, 5],
    },
    {
      title: 'in other quotes',
      code: `import { add } from './add.ts';
it('adds', () => expect(add(1, 2)).toBe(3));
it("adds", () => expect(add(2, 2)).toBe(4));
it(\`adds\`, () => expect(add(3, 2)).toBe(5));`,
      lines: [3, 4],
    },
    {
      title: 'Mocha, in CommonJS',
      code: `const { add } = require('../lib/add');
describe('add', function () {
  context('numbers', function () {
    specify('adds', () => add(1, 2).should.equal(3));
    specify('adds', () => add(2, 2).should.equal(4));
  });
});`,
      name: 'test/add.test.js',
      lines: [5],
    },
    {
      title: 'node:test and AVA',
      code: `import test from 'ava';
import { describe, it } from 'node:test';
import { add } from '../index.js';
test('adds', (t) => t.is(add(1, 2), 3));
test('adds', (t) => t.is(add(2, 2), 4));
describe('add', () => {
  it('adds', (t) => t.assert.equal(add(1, 2), 3));
  it('adds', (t) => t.assert.equal(add(2, 2), 4));
});`,
      name: 'test/add.test.js',
      lines: [5, 8],
    },
    {
      title: 'Playwright',
      code: `import { expect, test } from '@playwright/test';
test.describe('home', () => {
  test('opens', async ({ page }) => { await expect(page).toHaveTitle('Home'); });
  test('opens', async ({ page }) => { await expect(page).toHaveURL('/'); });
});`,
      name: 'e2e/home.spec.ts',
      lines: [4],
    },
    {
      title: 'two tables with the same words, in TSX',
      code: `import { render, screen } from '@testing-library/react';
import { Label } from './label';
describe('label', () => {
  it('shows its text', () => { render(<Label text="a" />); screen.getByText('a'); });
  it.each(['b', 'c'])('shows %s', (text) => { render(<Label text={text} />); screen.getByText(text); });
  it('shows its text', () => { render(<Label text="d" />); screen.getByText('d'); });
});`,
      name: 'src/label.test.tsx',
      lines: [6],
    },
  ],
});
