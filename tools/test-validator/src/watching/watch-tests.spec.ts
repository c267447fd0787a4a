import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, describe, expect, test } from '@jest/globals';

import { createDiskFiles } from '../project/disk-files.ts';
import { openProject } from '../project/project.ts';
import { readFiles } from '../reading/read-files.ts';
import { makeTemporaryProject } from '../testing/temporary-project.ts';
import { findTestFiles } from '../tests/find-test-files.ts';
import { compareWithRun } from './compare-with-run.ts';
import { watchTests } from './watch-tests.ts';

const packages = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Code that the tests are about: it has no rows, no warnings, and counts zero. */
const shop = `
exports.list = async () => [];
exports.count = async () => 0;
exports.start = (options) => true;
exports.parse = (text) => { if (text === '') throw new Error('empty'); return 1; };
`;

/** Reads the tests of a project of Jest, runs them, and gives what both together say. */
async function ranBeside(files: Record<string, string>) {
  const root = makeTemporaryProject({
    ...{ 'package.json': '{ "jest": { "transform": {} } }', 'shop.js': shop },
    ...files,
  });
  symlinkSync(packages, join(root, 'node_modules'));
  const cacheDirectory = mkdtempSync(join(tmpdir(), 'watching-'));
  folders.push(cacheDirectory);
  const project = openProject(createDiskFiles(root));
  const paths = findTestFiles(project.files, root, project.nameOf);
  const readings = [...(await readFiles(paths, project, { withWatched: true })).values()];
  const watched = readings.flatMap((reading) => reading.watched ?? []);
  const { records, notes } = await watchTests(watched, { root, cacheDirectory, concurrency: 1 });
  const read = {
    tests: readings.flatMap(({ tests }) => tests),
    findings: readings.flatMap(({ findings }) => findings),
  };
  const { tests, findings } = compareWithRun(read, watched, records);
  return {
    notes,
    verdicts: Object.fromEntries(tests.map(({ title, verdict }) => [title, verdict])),
    found: findings.map(({ rule, line, confidence }) => `${rule}:${line} ${confidence}`).toSorted(),
  };
}

const imports = "const { list, count, start, parse } = require('./shop.js');";

describe('assertions that never ran', () => {
  test('when a loop over what the code gave has no rounds, its assertion is rotten', async () => {
    const ran = await ranBeside({
      'a.test.js': `${imports}
test('lists', async () => {
  expect(await count()).toBe(0)
  for (const row of await list()) {
    expect(row.kind).toBe('user')
  }
})`,
    });
    expect(ran).toEqual({ notes: [], verdicts: { lists: 'weak' }, found: ['HT063:5 confirmed'] });
  });

  test('when the only assertion stands in a callback that nobody calls, the test is hollow', async () => {
    const ran = await ranBeside({
      'a.test.js': `${imports}
test('warns', () => { start({ onWarning: (text) => expect(text).toBe('old') }); });`,
    });
    expect(ran.verdicts).toEqual({ warns: 'hollow' });
    expect(ran.found).toContain('HT063:2 confirmed');
  });

  test('when a helper of another file asserts on each of no rows, the test that calls it is hollow', async () => {
    const ran = await ranBeside({
      'check.js': 'exports.checkAll = (rows) => { for (const row of rows) expect(row.kind).toBe("user"); };',
      'a.test.js': `${imports}
const { checkAll } = require('./check.js');
test('all', async () => { checkAll(await list()); });`,
    });
    expect(ran).toEqual({ notes: [], verdicts: { all: 'hollow' }, found: ['HT063:3 confirmed'] });
  });
});

describe('assertions of which nothing is said', () => {
  test.each([
    [
      'the other row of a table runs it',
      `test.each([['1', 1], ['', null]])('%s', (text, value) => {
         if (value === null) expect(() => parse(text)).toThrow();
         else expect(parse(text)).toBe(value);
       });`,
    ],
    [
      'the other way was gone',
      `test('x', () => {
         if (start()) { expect(start()).toBe(true); }
         else { expect(parse('1')).toBe(2); }
       });`,
    ],
    [
      'it stands where the code should not come to',
      `test('x', async () => { const all = await list(); if (all.length > 0) throw new Error('rows'); expect(all).toEqual([]); });`,
    ],
    [
      'it counts its assertions',
      `test('x', async () => { expect.assertions(1); expect(await count()).toBe(0); });`,
    ],
    [
      'it is skipped',
      `test('x', () => { expect(parse('1')).toBe(1); }); test.skip('y', () => { expect(parse('1')).toBe(2); });`,
    ],
    [
      'it is tried again until it holds',
      `const until = async (check) => { for (;;) try { return check(); } catch { await null; } };
       test('x', async () => { let round = 0; await until(() => expect(parse('1') + round++).toBe(3)); });`,
    ],
  ])('when %s, it is not rotten', async (_why, code) => {
    const { found, notes } = await ranBeside({ 'a.test.js': `${imports}\n${code}` });
    expect(found.filter((finding) => finding.startsWith('HT063'))).toEqual([]);
    expect(notes).toEqual([]);
  });

  test('when the test fails, it is noted, and nothing is said of its assertions', async () => {
    const ran = await ranBeside({
      'a.test.js': `${imports}
test('fails', async () => { expect(await count()).toBe(7); expect(await list()).toEqual([]); });`,
    });
    expect(ran.found).toEqual([]);
    expect(ran.notes).toEqual([{ file: null, message: 'did not pass: a.test.js › fails' }]);
  });
});

describe('what reading has found', () => {
  test('when the branch is not taken it is confirmed, and refuted when it is', async () => {
    const ran = await ranBeside({
      'a.test.js': `${imports}
test('taken', async () => { if ((await count()) === 0) expect(start()).toBe(true); });
test('not taken', async () => { if ((await count()) === 1) expect(start()).toBe(true); });`,
    });
    expect(ran.found).toEqual(['HT030:2 refuted', 'HT030:3 confirmed']);
    expect(ran.verdicts).toEqual({ taken: 'real', 'not taken': 'hollow' });
  });

  test('when nothing asserts it is confirmed, and refuted when something does that could not be read', async () => {
    const ran = await ranBeside({
      'a.test.js': `${imports}
const name = ['exp', 'ect'].join('');
test('hidden', async () => { global[name](await count()).toBe(0); });
test('nothing', async () => { await count(); });`,
    });
    expect(ran.found).toEqual(['HT010:3 refuted', 'HT010:4 confirmed']);
    expect(ran.verdicts).toEqual({ hidden: 'real', nothing: 'hollow' });
  });

  test('when a catch has swallowed a failure, it is confirmed', async () => {
    const ran = await ranBeside({
      'a.test.js': `${imports}
test('swallows', async () => { try { expect(await count()).toBe(1); } catch {} });`,
    });
    expect(ran.found).toEqual(['HT036:2 confirmed']);
  });
});

test('when a project has no Jest, that is noted', async () => {
  const root = makeTemporaryProject({
    'a.test.js': '',
    'package.json': '{ "scripts": { "test": "vitest" } }',
  });
  const body = { path: join(root, 'a.test.js'), start: 0, end: 0, kind: 'block' } as const;
  const watched = { file: 'a.test.js', line: 1, endLine: 1, test: 'x', body, sites: [], hasUnwatched: false };
  const { notes } = await watchTests([watched], { root, cacheDirectory: join(root, 'cache') });
  expect(notes).toEqual([{ file: null, message: expect.stringMatching(/could not be run: .* Vitest/) }]);
});
