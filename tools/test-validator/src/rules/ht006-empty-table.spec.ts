import { testRule } from '../testing/test-rule.ts';

testRule('HT006', {
  valid: [
    {
      title: 'rows',
      code: `import { add } from './add.ts';
it.each([
  [1, 2, 3],
  [2, 3, 5],
])('%i + %i = %i', (left, right, sum) => expect(add(left, right)).toBe(sum));`,
    },
    {
      title: 'one row that is an empty array, an empty string, undefined',
      code: `import { sum, trim } from './sum.ts';
it.each([[]])('sums nothing', (...terms) => expect(sum(terms)).toBe(0));
it.each([[[]]])('sums an empty list', (terms) => expect(sum(terms)).toBe(0));
it.each([''])('trims %s', (text) => expect(trim(text)).toBe(''));
it.each([undefined])('trims %s', (text) => expect(trim(text)).toBe(''));`,
      name: 'src/sum.test.js',
    },
    {
      title: 'a template with rows',
      code: `import { add } from './add.ts';
it.each\`
  left | right | sum
  \${1} | \${2}  | \${3}
\`('$left + $right', ({ left, right, sum }) => expect(add(left, right)).toBe(sum));
it.each\`value
\${1}\`('keeps $value', ({ value }) => expect(add(value, 0)).toBe(value));`,
      name: 'src/add.test.js',
    },
    {
      title: 'rows that come from elsewhere',
      code: `import { readdirSync } from 'node:fs';
import { cases } from './cases.ts';
import { check } from './check.ts';
it.each(cases)('%s', (name) => expect(check(name)).toBe(true));
it.each(readdirSync('fixtures'))('%s', (name) => expect(check(name)).toBe(true));
it.each(cases.filter((name) => name !== ''))('%s again', (name) => expect(check(name)).toBe(true));
it.each(Object.entries(cases))('%s once more', (name) => expect(check(name)).toBe(true));`,
      name: 'src/check.test.js',
    },
    {
      title: 'an empty list that is filled before',
      code: `import { double } from './double.ts';
const rows: number[] = [];
for (let n = 0; n < 3; n++) rows.push(n);
it.each(rows)('doubles %i', (n) => expect(double(n)).toBe(n * 2));
let names: string[] = [];
names = ['a', 'b'];
test.each(names)('doubles %s', (name) => expect(double(name)).toBe(name + name));`,
    },
    {
      title: 'an empty list that a function of the file fills',
      code: `import { double } from './double.ts';
const rows = [];
function row(n) {
  rows.push([n, n * 2]);
}
row(1);
it.each(rows)('doubles %i', (n, twice) => expect(double(n)).toBe(twice));`,
      name: 'src/double.test.js',
    },
    {
      title: 'spread rows, of which some may be there',
      code: `import { extra } from './cases.ts';
import { double } from './double.ts';
it.each([...extra])('doubles %i', (n) => expect(double(n)).toBe(n * 2));
it.each([...[], 1])('doubles %i, too', (n) => expect(double(n)).toBe(n * 2));`,
      name: 'src/double.test.js',
    },
    {
      title: 'each of a library that is no table of tests',
      code: `const async = require('async');
const _ = require('lodash');
it('does nothing for nothing', (done) => {
  expect(_.each([], () => {})).toEqual([]);
  async.each([], () => {}, done);
});`,
      name: 'test/each.test.js',
    },
    {
      title: 'each of the code under test',
      code: `import { each } from './each.ts';
it('says nothing', () => {
  const seen: number[] = [];
  each([])((n: number) => seen.push(n));
  expect(seen).toEqual([]);
});`,
    },
    {
      title: 'a block of rows',
      code: `import { double } from './double.ts';
describe.each([1, 2])('of %i', (n) => {
  it('doubles', () => expect(double(n)).toBe(n * 2));
});`,
    },
    {
      title: 'Vitest: for, with rows',
      code: `import { expect, test } from 'vitest';
import { add } from './add.ts';
test.for([[1, 2]])('adds %i and %i', ([left, right]) => expect(add(left, right)).toBe(3));`,
    },
    {
      title: 'a choice between two tables',
      code: `import { double } from './double.ts';
const rows = process.env.SLOW ? [1, 2, 3] : [];
it.each(rows)('doubles %i', (n) => expect(double(n)).toBe(n * 2));
it.each(process.env.SLOW ? [4] : [])('doubles %i, too', (n) => expect(double(n)).toBe(n * 2));`,
      name: 'src/double.test.js',
    },
  ],
  invalid: [
    {
      title: 'a literal without rows',
      code: `import { double } from './double.ts';
it.each([])('doubles %i', (n) => {
  expect(double(n)).toBe(n * 2);
});
test.each([
  // to come
])('halves %i', (n) => expect(double(n / 2)).toBe(n));`,
      lines: [2, 5],
    },
    {
      title: 'a block',
      code: `import { double } from './double.ts';
describe.each([])('of %i', (n) => it('doubles', () => expect(double(n)).toBe(n * 2)));`,
      lines: [2],
    },
    {
      title: 'a constant that nobody fills',
      code: `import { double } from './double.ts';
const rows: number[] = [];
it.each(rows)('doubles %i', (n) => expect(double(n)).toBe(n * 2));`,
      lines: [3],
    },
    {
      title: 'behind a cast',
      code: `import { double } from './double.ts';
it.each([] as number[])('doubles %i', (n) => expect(double(n)).toBe(n * 2));
it.each<number>([])('halves %i', (n) => expect(double(n / 2)).toBe(n));
it.each([] as const satisfies readonly number[])('keeps %i', (n) => expect(double(n)).toBe(n));`,
      lines: [2, 3, 4],
    },
    {
      title: 'a template that has a heading and no row',
      code: `import { add } from './add.ts';
it.each\`
  left | right | sum
\`('$left + $right', ({ left, right, sum }) => expect(add(left, right)).toBe(sum));`,
      name: 'src/add.test.js',
      lines: [2],
    },
    {
      title: 'concurrent, focused, in CommonJS',
      code: `const { double } = require('./double');
test.concurrent.each([])('doubles %i', async (n) => expect(double(n)).toBe(n * 2));
it.only.each([])('halves %i', (n) => expect(double(n / 2)).toBe(n));`,
      name: 'src/double.test.cjs',
      lines: [2, 3],
    },
    {
      title: 'Vitest: for',
      code: `import { expect, it, test } from 'vitest';
import { double } from './double.ts';
test.for([])('doubles %i', (n) => expect(double(n)).toBe(n * 2));
it.each([...[]])('halves %i', (n) => expect(double(n / 2)).toBe(n));`,
      lines: [3, 4],
    },
    {
      title: 'in TSX',
      code: `import { render, screen } from '@testing-library/react';
import { Label } from './label';
const texts: string[] = [];
describe('label', () => {
  it.each(texts)('shows %s', (text) => {
    render(<Label text={text} />);
    screen.getByText(text);
  });
});`,
      name: 'src/label.test.tsx',
      lines: [5],
    },
  ],
});
