import { execFile } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { makeTemporaryProject } from '../testing/temporary-project.ts';

const bin = fileURLToPath(new URL('../../bin/test-validator.js', import.meta.url));
const packages = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

interface Ended {
  code: number;
  output: string;
  errors: string;
}

/** Runs the command as somebody types it, without colours. */
function type(root: string, ...args: string[]): Promise<Ended> {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { cwd: root, env }, (error, output, errors) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output, errors });
    });
  });
}

const real = `import { add } from './add';\nit('adds', () => {\n  expect(add(1, 2)).toBe(3);\n});\n`;
const hollow = `import { add } from './add';\nit('adds', () => {\n  add(1, 2);\n});\n`;

/** A service with one integration test. */
const shop = {
  'package.json': '{ "name": "shop" }',
  'src/index.ts': 'export const add = (one: number, other: number) => one + other;',
  'src/add.it.spec.ts': real.replace('./add', './index'),
};

describe('the command', () => {
  test('when a project has services, the report scores them, with what their tests reach', async () => {
    const root = makeTemporaryProject({
      'package.json': '{ "name": "shop" }',
      'src/index.ts':
        'export const add = (one: number, other: number) => one + other;\nexport const sub = () => 0;',
      'src/add.it.spec.ts': real.replace('./add', './index'),
    });
    const ended = await type(root, '--json', 'report.json');
    expect(JSON.parse(readFileSync(`${root}/report.json`, 'utf8'))).toMatchObject({
      services: [{ name: 'shop', root: '', integrity: 1, boundary: 0.5, kill: null, isProvisional: true }],
      tests: [{ file: 'src/add.it.spec.ts', service: 'shop', isIntegration: true }],
      findings: [{ rule: 'HT052' }, { rule: 'HT054', file: 'src/index.ts', line: 2 }],
    });
    expect(ended).toMatchObject({ code: 0 });
  });

  test('when only a part of a project is read, its services are not judged', async () => {
    const root = makeTemporaryProject(shop);
    await type(root, 'src/add.it.spec.ts', '--json', 'report.json');
    expect(JSON.parse(readFileSync(`${root}/report.json`, 'utf8'))).toMatchObject({ services: [] });
  });

  test('when mutants are asked for and the tests cannot run, a note says so, and the score stays provisional', async () => {
    const root = makeTemporaryProject(shop);
    await type(root, '--mutate', '--json', 'report.json');
    expect(JSON.parse(readFileSync(`${root}/report.json`, 'utf8'))).toMatchObject({
      services: [{ isProvisional: true }],
      notes: [{ file: null, message: expect.stringContaining('no Jest that can be used') }],
    });
  });

  test('when it is asked to run the tests, an assertion that never ran is an error of its own', async () => {
    const root = makeTemporaryProject({
      'package.json': '{ "jest": { "transform": {} } }',
      'shop.js': 'exports.list = () => [];',
      'a.test.js': `const { list } = require('./shop.js');
it('lists', () => { expect(list()).toEqual([]); list().forEach((row) => expect(row).toBe('tea')); });`,
    });
    symlinkSync(packages, `${root}/node_modules`);
    expect(await type(root)).toMatchObject({ code: 0 });
    const ended = await type(root, '--run', '--json', '-');
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.output)).toMatchObject({
      modes: { static: true, run: true, mutate: false },
      tests: [{ verdict: 'weak', rules: ['HT063'] }],
      findings: [{ rule: 'HT063', line: 2, confidence: 'confirmed' }],
    });
  });

  test.each(['', 'soon', '-1'])('when --mutate-seconds is %j, the error says so', async (seconds) => {
    const ended = await type(makeTemporaryProject({ 'a.test.ts': real }), `--mutate-seconds=${seconds}`);
    expect(ended).toMatchObject({ code: 2, errors: expect.stringContaining('is no number of seconds') });
  });

  test('when all tests are real, it passes and says so', async () => {
    const ended = await type(makeTemporaryProject({ 'src/a.test.ts': real }));
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(ended.output).toContain('1 real');
  });

  test('when a test is hollow, it fails, and shows rule, place and code', async () => {
    const ended = await type(makeTemporaryProject({ 'src/a.test.ts': hollow }));
    expect(ended.code).toBe(1);
    expect(ended.output).toContain('HT010');
    expect(ended.output).toMatch(/src\/a\.test\.ts[\s\S]+> 2 │ it\('adds'/);
  });

  test('when JSON is asked for, it has tests and findings by file and line, without a checkout or node_modules', async () => {
    const root = makeTemporaryProject({ 'a.test.ts': real, 'deep/b.spec.js': hollow });
    await type(root, '--json', 'out/report.json');
    const report: unknown = JSON.parse(readFileSync(`${root}/out/report.json`, 'utf8'));
    expect(report).toMatchObject({
      schemaVersion: 1,
      tests: [
        { file: 'a.test.ts', title: 'adds', line: 2, endLine: 4, verdict: 'real', rules: [] },
        { file: 'deep/b.spec.js', title: 'adds', line: 2, endLine: 4, verdict: 'hollow', rules: ['HT010'] },
      ],
      findings: [{ rule: 'HT010', severity: 'error', file: 'deep/b.spec.js', line: 2, confidence: 'static' }],
      summary: { files: 2, tests: { total: 2, real: 1, hollow: 1 } },
    });
    expect(existsSync(`${root}/node_modules`)).toBe(false);
  });

  test('when JSON goes to standard output, nothing else does', async () => {
    const { output } = await type(makeTemporaryProject({ 'a.test.ts': hollow }), '--json', '-');
    expect(JSON.parse(output)).toMatchObject({ summary: { tests: { hollow: 1 } } });
  });

  test('when the page, SARIF and the comment are asked for, each is written', async () => {
    const root = makeTemporaryProject({ 'a.test.ts': hollow });
    await type(root, '--html', 'r.html', '--sarif', 'r.sarif', '--markdown', 'r.md');
    expect(readFileSync(`${root}/r.html`, 'utf8')).toContain('HT010');
    expect(JSON.parse(readFileSync(`${root}/r.sarif`, 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(`${root}/r.md`, 'utf8')).toContain('HT010');
  });

  test('when a finding is excused with a reason, it passes; without one, it fails the more', async () => {
    const excused = (reason: string): string =>
      hollow.replace('it(', `// test-validator-ignore HT010${reason}\nit(`);
    const withReason = makeTemporaryProject({ 'a.test.ts': excused(' -- the compiler is what fails') });
    const withoutReason = makeTemporaryProject({ 'a.test.ts': excused('') });
    expect(await type(withReason)).toMatchObject({ code: 0 });
    expect(await type(withoutReason)).toMatchObject({
      code: 1,
      output: expect.stringContaining('suppression-reason'),
    });
  });

  test('when findings are in the baseline, only new ones fail', async () => {
    const root = makeTemporaryProject({ 'a.test.ts': hollow });
    expect(await type(root, '--baseline', 'known.json', '--write-baseline')).toMatchObject({ code: 0 });
    expect(await type(root, '--baseline', 'known.json')).toMatchObject({ code: 0 });
    writeFileSync(`${root}/b.test.ts`, hollow);
    expect(await type(root, '--baseline', 'known.json')).toMatchObject({ code: 1 });
  });

  test('when a history is kept, each run adds a line', async () => {
    const root = makeTemporaryProject({ 'a.test.ts': real });
    await type(root, '--history', 'h/history.jsonl');
    await type(root, '--history', 'h/history.jsonl');
    expect(readFileSync(`${root}/h/history.jsonl`, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test.each([
    ['an unknown option', ['--fast'], /--fast/],
    ['a path that is not there', ['nowhere'], /no such file/],
    ['a policy that is no JSON', ['--policy', 'a.test.ts'], /--policy/],
    ['a baseline that is not there', ['--baseline', 'gone.json'], /--write-baseline/],
    ['a base without a checkout', ['--changed', 'main'], /--changed main: /],
  ])('when it is used with %s, it says what is wrong, and ends with 2', async (_what, args, message) => {
    const ended = await type(makeTemporaryProject({ 'a.test.ts': real }), ...args);
    expect(ended.code).toBe(2);
    expect(ended.errors).toMatch(message);
    expect(ended.errors).not.toMatch(/^ {4}at /m);
  });
});

describe('what was read before', () => {
  const cached = (root: string): string => `${root}/node_modules/.cache/test-validator/readings.json`;

  test('when a helper of another file changes, the tests that call it are read anew', async () => {
    const root = makeTemporaryProject({
      'node_modules/keep': '',
      'test/helper.ts': `export const check = (n) => { expect(n).toBe(sum()); };`,
      'a.test.ts': `import { check } from './test/helper';\nit('a', () => { check(1); });\n`,
    });
    expect(await type(root)).toMatchObject({ code: 0 });
    expect(existsSync(cached(root))).toBe(true);
    writeFileSync(`${root}/test/helper.ts`, `export const check = (n) => { console.log(n); };`);
    expect(await type(root)).toMatchObject({ code: 1 });
  });

  test('when the cache is broken, it is as if there were none', async () => {
    const root = makeTemporaryProject({ 'node_modules/keep': '', 'a.test.ts': hollow });
    await type(root);
    writeFileSync(cached(root), '{ "version": ');
    expect(await type(root)).toMatchObject({ code: 1 });
  });
});
