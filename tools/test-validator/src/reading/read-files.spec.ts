import { symlinkSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { createDiskFiles } from '../project/disk-files.ts';
import { openProject } from '../project/project.ts';
import { makeTemporaryProject } from '../testing/temporary-project.ts';
import { findTestFiles } from '../tests/find-test-files.ts';
import { readFiles, type ReadFilesOptions } from './read-files.ts';

const real = `import { add } from './add';\nit('adds', () => { expect(add(1, 2)).toBe(3); });\n`;

async function read(
  contents: Record<string, string>,
  options: ReadFilesOptions = {},
  prepare?: (root: string) => void,
) {
  const root = makeTemporaryProject(contents);
  prepare?.(root);
  const project = openProject(createDiskFiles(root));
  const paths = findTestFiles(project.files, root, project.nameOf);
  const readings = await readFiles(paths, project, options);
  const all = [...readings.values()];
  return {
    files: paths.map(project.nameOf),
    tests: all.flatMap(({ tests }) => tests),
    notes: all.flatMap(({ notes }) => notes),
  };
}

describe('files that nobody would write', () => {
  test('when one has a syntax error, what can be read of it counts, and a note says so', async () => {
    const { tests, notes } = await read({ 'a.test.ts': `${real}\nconst = ;`, 'b.test.ts': real });
    expect(tests.map(({ file }) => file)).toContain('b.test.ts');
    expect(notes).toEqual([{ file: 'a.test.ts', message: expect.stringMatching(/^read in part: /) }]);
  });

  test('when one is of 5 MB, it is left out with a note', async () => {
    const { tests, notes } = await read({ 'a.test.ts': real.repeat(60_000), 'b.test.ts': real });
    expect(tests).toHaveLength(1);
    expect(notes).toEqual([
      { file: 'a.test.ts', message: expect.stringMatching(/^left out: \d+ characters/) },
    ]);
  });

  test.each([
    ['brackets', '['],
    ['calls', 'a('],
    ['blocks', '{'],
    ['templates', '`${'],
    ['branches', 'if (a) {} else '],
  ])('when one nests %s a hundred thousand deep, it costs no other file its result', async (_what, part) => {
    const deep = `it('x', () => { ${part.repeat(100_000)}`;
    const { tests, notes } = await read({ 'a.test.ts': deep, 'b.test.ts': real, 'c.test.ts': real });
    expect(tests.map(({ file }) => file).toSorted()).toEqual(['b.test.ts', 'c.test.ts']);
    expect(notes.map(({ file }) => file)).toEqual(['a.test.ts']);
  });

  test('when one takes too long, it is given up with a note', async () => {
    // No file takes this short, a process that has to start included.
    const { tests, notes } = await read({ 'a.test.ts': real, 'b.test.ts': real }, { batchMilliseconds: 1 });
    expect(tests).toEqual([]);
    expect(notes.map(({ message }) => message)).toEqual(
      Array(2).fill('could not be read: it took longer than 0.001 s'),
    );
  });

  test('when modules import each other in a circle, the helpers are followed all the same', async () => {
    const { tests } = await read({
      'test/one.ts': `export * from './two'; export { check } from './three';`,
      'test/two.ts': `export * from './one'; import { check } from './one'; export const again = () => check(1);`,
      'test/three.ts': `import { again } from './two'; export function check(n) { again(); expect(n).toBe(sum()); }`,
      'test/a.test.ts': `import { again } from './one';\nit('a', () => { again(); });`,
    });
    expect(tests).toMatchObject([{ verdict: 'real' }]);
  });

  test('when links lead in a circle or nowhere, each file is read once', async () => {
    const { files } = await read({ 'src/a.test.ts': real }, {}, (root) => {
      symlinkSync('..', `${root}/src/up`);
      symlinkSync('.', `${root}/src/here`);
      symlinkSync('nowhere', `${root}/src/gone.test.ts`);
    });
    expect(files).toEqual(['src/a.test.ts']);
  });

  test('when a file is binary, it is read as no tests', async () => {
    const { tests } = await read({ 'a.test.ts': '\u0000\u0001\ufffd'.repeat(1000), 'b.test.ts': '' });
    expect(tests).toEqual([]);
  });
});

test('when there are more files than one process reads, each has its result once', async () => {
  const contents = Object.fromEntries(
    Array.from({ length: 130 }, (_, index) => [`t/${index}.test.ts`, real]),
  );
  const { tests } = await read(contents);
  expect(new Set(tests.map(({ file }) => file)).size).toBe(130);
  expect(tests).toHaveLength(130);
});
