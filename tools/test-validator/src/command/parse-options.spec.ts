import { describe, expect, test } from '@jest/globals';

import { makeTemporaryProject } from '../testing/temporary-project.ts';
import { parseOptions, UsageError } from './parse-options.ts';

const root = makeTemporaryProject({
  'package.json': '{}',
  'nx.json': '{}',
  'libs/a/package.json': '{}',
  'libs/a/src/a.test.ts': '',
});
const project = (args: string[], from = root): unknown => {
  const options = parseOptions(args, from);
  return typeof options === 'string' ? options : options.project;
};

describe('the options of the command', () => {
  test('when there are none, the project is the workspace around, and all of it is read', () => {
    expect(parseOptions([], `${root}/libs/a/src`)).toMatchObject({ project: root, paths: [], cache: true });
  });

  test('when paths are given, they are taken from where the command is typed', () => {
    expect(parseOptions(['src/a.test.ts'], `${root}/libs/a`)).toMatchObject({
      project: root,
      paths: [`${root}/libs/a/src/a.test.ts`],
    });
  });

  test('when a project is named, it is that one', () => {
    expect(project(['--project', 'libs/a'])).toBe(`${root}/libs/a`);
  });

  test('when no workspace is around, it is the nearest package, or else the folder itself', () => {
    const lonely = makeTemporaryProject({ 'p/package.json': '{}', 'p/src/x.test.js': '', 'q/x.test.js': '' });
    expect(project(['p/src'], lonely)).toBe(`${lonely}/p`);
    expect(project(['q'], lonely)).toBe(`${lonely}/q`);
  });

  test.each([
    ['a path that is not there', ['nowhere'], /nowhere: there is no such file/],
    ['a project that is no folder', ['--project', 'package.json'], /package\.json: there is no such folder/],
    ['an option that there is not', ['--fast'], /--fast/],
    ['an option without its value', ['--json'], /--json/],
    ['a baseline to write without a file', ['--write-baseline'], /--baseline FILE/],
  ])('when it is %s, the error names it', (_what, args, message) => {
    expect(() => parseOptions(args, root)).toThrow(UsageError);
    expect(() => parseOptions(args, root)).toThrow(message);
  });

  test.each(['help', 'version'])('when --%s is among them, nothing else matters', (word) => {
    expect(parseOptions([`--${word}`, '--json', 'x'], root)).toBe(word);
  });
});
