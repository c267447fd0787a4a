import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { makeTemporaryProject } from '../testing/temporary-project.ts';
import { changedFiles } from './changed-files.ts';
import { UsageError } from './parse-options.ts';

const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];

function makeCheckout(): { root: string; git: (...args: string[]) => void } {
  const root = makeTemporaryProject({ 'kept.test.ts': '', 'changed.test.ts': '', 'sub/other.test.ts': '' });
  const git = (...args: string[]): void => {
    execFileSync('git', [...identity, ...args], { cwd: root, stdio: 'ignore' });
  };
  git('init', '-b', 'main');
  git('add', '-A');
  git('commit', '-m', 'first');
  return { root, git };
}

test('when a branch changes files, those are named, committed, uncommitted or unknown to git', () => {
  const { root, git } = makeCheckout();
  git('checkout', '-b', 'branch');
  writeFileSync(`${root}/changed.test.ts`, 'a');
  git('commit', '-am', 'second');
  writeFileSync(`${root}/sub/other.test.ts`, 'a');
  writeFileSync(`${root}/sub/new ü.test.ts`, 'a');
  const found = [...changedFiles(root, 'main')].toSorted();
  expect(found).toEqual(
    ['changed.test.ts', 'sub/new ü.test.ts', 'sub/other.test.ts'].map((name) => `${root}/${name}`),
  );
});

test('when main goes on meanwhile, what changed there is not counted', () => {
  const { root, git } = makeCheckout();
  git('branch', 'branch');
  writeFileSync(`${root}/kept.test.ts`, 'a');
  git('commit', '-am', 'on main');
  git('checkout', 'branch');
  expect([...changedFiles(root, 'main')]).toEqual([]);
});

test.each([
  ['a revision that there is not', () => makeCheckout().root, 'nowhere'],
  ['an option in its place', () => makeCheckout().root, '--output=x'],
  ['a folder that is no checkout', () => makeTemporaryProject({ a: '' }), 'main'],
])('when it is %s, the error says so', (_what, make, base) => {
  expect(() => changedFiles(make(), base)).toThrow(UsageError);
});
