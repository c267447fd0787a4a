import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

const docs = new URL('../../../docs/', import.meta.url);
const rows = readFileSync(new URL('faults.md', docs), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const number = /^\| (F\d\d) \|/.exec(line)?.[1];
    const files = [...line.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
    return number === undefined ? [] : [{ number, files }];
  });

describe('docs/faults.md', () => {
  test('when its rows are read, all 24 faults are there once', () => {
    const numbers = Array.from({ length: 24 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`);
    expect(rows.map(({ number }) => number)).toEqual(numbers);
  });

  test.each(rows)('when $number names files, each has tests of that row', ({ number, files }) => {
    expect(files.length).toBeGreaterThan(0);
    const without = files.filter((path) => {
      const text = readFileSync(new URL(path, docs), 'utf8');
      // A name of a test, or of a group of them, begins with it.
      return !new RegExp(`['\`]${number}[ :]`).test(text);
    });
    expect(without).toEqual([]);
  });
});
