import { describe, expect, test } from '@jest/globals';

import { createMemoryFiles } from '../testing/memory-files.ts';
import { createResolver } from './resolve-module.ts';

const resolverOf = (contents: Record<string, string>) => createResolver(createMemoryFiles(contents));
const from = '/project/src/a.test.ts';

describe('a relative import', () => {
  test.each([
    ['./b', 'src/b.ts'],
    ['./b.js', 'src/b.ts'],
    ['./b.ts', 'src/b.ts'],
    ['./b.mjs', 'src/b.mts'],
    ['./view.jsx', 'src/view.tsx'],
    ['./folder', 'src/folder/index.js'],
    ['./package', 'src/package/lib/main.js'],
    ['../b', 'b.cjs'],
    ['.', 'src/index.ts'],
    ['./b?raw', 'src/b.ts'],
  ])('when it is %s, it leads to %s', (specifier, path) => {
    const files = {
      [path]: '',
      'src/package/package.json': '{ "main": "lib/main.js" }',
      'src/a.test.ts': '',
    };
    expect(resolverOf(files).resolve(specifier, from)).toEqual({ kind: 'file', path: `/project/${path}` });
  });

  test('when nothing is there, it is said to be missing', () => {
    expect(resolverOf({}).resolve('./gone', from)).toEqual({ kind: 'missing', path: '/project/src/gone' });
  });

  test('when both a script and its source are there, the one that is named is taken', () => {
    const files = { 'src/b.js': '', 'src/b.ts': '' };
    expect(resolverOf(files).resolve('./b.js', from)).toEqual({ kind: 'file', path: '/project/src/b.js' });
  });
});

describe('an alias of TypeScript', () => {
  const configured = (configuration: string, more: Record<string, string> = {}) =>
    resolverOf({ 'tsconfig.json': configuration, 'lib/things/thing.ts': '', ...more });

  test('when paths have a star, what it stands for is filled in', () => {
    const { resolve } = configured('{ "compilerOptions": { "paths": { "@things/*": ["./lib/things/*"] } } }');
    expect(resolve('@things/thing', from)).toEqual({ kind: 'file', path: '/project/lib/things/thing.ts' });
  });

  test('when there is a baseUrl, names begin there', () => {
    const { resolve } = configured('{ "compilerOptions": { "baseUrl": "lib" } }');
    expect(resolve('things/thing', from)).toEqual({ kind: 'file', path: '/project/lib/things/thing.ts' });
  });

  test('when it is written with comments and last commas, and extended, it is read all the same', () => {
    const base = '{ /* all */ "compilerOptions": { "paths": { "thing": ["lib/things/thing"], }, }, } // end';
    const { resolve } = configured('{ "extends": "./tsconfig.base.json" }', { 'tsconfig.base.json': base });
    expect(resolve('thing', from)).toEqual({ kind: 'file', path: '/project/lib/things/thing.ts' });
  });

  test('when configurations extend each other in a circle, no alias is found, and that is all', () => {
    const { resolve } = configured('{ "extends": "./other" }', {
      'other.json': '{ "extends": "./tsconfig.json" }',
    });
    expect(resolve('thing', from)).toEqual({ kind: 'package', name: 'thing' });
  });

  test('when the configuration is broken, it is passed over', () => {
    expect(configured('{ "compilerOptions": ').resolve('thing', from)).toEqual({
      kind: 'package',
      name: 'thing',
    });
  });

  test.each(['@/things', '~/things', '#things'])(
    'when %s is nobody’s package, it is the project’s own',
    (specifier) => {
      expect(resolverOf({}).resolve(specifier, from)).toMatchObject({ kind: 'missing' });
    },
  );
});

describe('a package', () => {
  const workspace = (manifest: unknown, more: Record<string, string> = {}) =>
    resolverOf({ 'packages/one/package.json': JSON.stringify(manifest), ...more });

  test.each([
    ['exports', { name: '@x/one', exports: { '.': './src/main.ts' } }, '@x/one', 'src/main.ts'],
    ['a subpath', { name: '@x/one', exports: { './testing': './src/t.ts' } }, '@x/one/testing', 'src/t.ts'],
    ['a pattern', { name: '@x/one', exports: { './*': './src/*.ts' } }, '@x/one/deep/a', 'src/deep/a.ts'],
    [
      'conditions',
      { name: 'one', exports: { import: './dist/a.mjs', types: './src/a.ts' } },
      'one',
      'src/a.ts',
    ],
    ['what is not built yet', { name: 'one', main: 'dist/index.js' }, 'one', 'src/index.ts'],
    ['nothing at all', { name: 'one' }, 'one', 'src/index.ts'],
    ['a folder of sources', { name: 'one' }, 'one/util', 'src/util.ts'],
  ])('when it is one of the workspace, with %s, its source is found', (_how, manifest, specifier, path) => {
    const { resolve } = workspace(manifest, { [`packages/one/${path}`]: '' });
    expect(resolve(specifier, from)).toEqual({ kind: 'file', path: `/project/packages/one/${path}` });
  });

  test('when its manifest is broken, it is as if it were not there', () => {
    const { resolve } = resolverOf({ 'packages/one/package.json': '{ "name": ' });
    expect(resolve('one', from)).toEqual({ kind: 'package', name: 'one' });
  });

  test.each(['fs', 'node:fs', 'fs/promises'])('when it is %s, it is Node’s own', (specifier) => {
    expect(resolverOf({}).resolve(specifier, from)).toMatchObject({ kind: 'builtin' });
  });
});
