import { type Module, type ParseOptions, parseModule } from '../syntax/parse-module.ts';
import { type Exports, exportsOf } from './exports-of.ts';
import type { ProjectFiles } from './project-files.ts';
import { relative } from './paths.ts';
import { createResolver, type Resolved } from './resolve-module.ts';
import { isSupportPath, looksAsserting } from './test-support.ts';

/** The project as code: each file is read and parsed once, when something asks for it. */
export interface Project {
  root: string;
  files: ProjectFiles;
  /** Undefined for a file that is missing, not code, or larger than `maxCharacters`. */
  module(path: string): Module | undefined;
  resolve(specifier: string, from: string): Resolved;
  exports(module: Module): Exports;
  /** The file is part of the tests: what it does counts as done by the test that calls it. */
  servesTests(path: string): boolean;
  /** From here on the paths of all files whose text matters are put into the set that is given back. */
  startNoting(): Set<string>;
  /** Relative to the root, with `/`. */
  nameOf(path: string): string;
}

/** Past this a file was made by a program: nobody writes a megabyte of tests by hand. */
export const maxCharacters = 1_000_000;

export function openProject(files: ProjectFiles, parsing: ParseOptions = {}): Project {
  const resolver = createResolver(files);
  const modules = new Map<string, Module | undefined>();
  let noted = new Set<string>();
  const supporting = new Map<string, boolean>();
  const exportTables = new Map<Module, Exports>();
  const read = (path: string): Module | undefined => {
    if (!/\.[cm]?[jt]sx?$/.test(path) || path.endsWith('.d.ts')) return undefined;
    const text = files.read(path);
    return text === undefined || text.length > maxCharacters ? undefined : parseModule(path, text, parsing);
  };
  return {
    root: files.root,
    files,
    startNoting() {
      noted = new Set();
      return noted;
    },
    module(path) {
      noted.add(path);
      if (!modules.has(path)) modules.set(path, read(path));
      return modules.get(path);
    },
    resolve: (specifier, from) => resolver.resolve(specifier, from),
    exports(module) {
      let table = exportTables.get(module);
      if (table === undefined) {
        table = exportsOf(module);
        exportTables.set(module, table);
      }
      return table;
    },
    servesTests(path) {
      noted.add(path);
      let serves = supporting.get(path);
      if (serves === undefined) {
        serves = isSupportPath(relative(files.root, path)) || looksAsserting(files.read(path) ?? '');
        supporting.set(path, serves);
      }
      return serves;
    },
    nameOf: (path) => relative(files.root, path),
  };
}
