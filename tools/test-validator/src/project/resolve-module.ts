import { builtinModules } from 'node:module';

import type { ProjectFiles } from './project-files.ts';
import { dirname, join } from './paths.ts';
import { type Aliases, createAliases } from './aliases.ts';
import { packagesOf } from './packages.ts';

/** What an import names. */
export type Resolved =
  | { kind: 'file'; path: string }
  /** In the project by its specifier, but not to be found. */
  | { kind: 'missing'; path: string }
  | { kind: 'package'; name: string }
  | { kind: 'builtin'; name: string };

export interface Resolver {
  resolve(specifier: string, from: string): Resolved;
}

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.d.ts'];
/** TypeScript is imported by the name that it will have once compiled. */
const sources: Record<string, string[]> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

const builtins = new Set(builtinModules);

/** Finds files as Node, bundlers and TypeScript's `paths` do, in the project's own sources only. */
export function createResolver(files: ProjectFiles): Resolver {
  const folders = new Map<string, Map<string, boolean>>();
  const entries = (folder: string): Map<string, boolean> => {
    let known = folders.get(folder);
    if (known === undefined) {
      known = new Map(files.list(folder).map(({ name, isDirectory }) => [name, isDirectory]));
      folders.set(folder, known);
    }
    return known;
  };
  const isFile = (path: string): boolean =>
    entries(dirname(path)).get(path.slice(path.lastIndexOf('/') + 1)) === false;
  const isFolder = (path: string): boolean =>
    entries(dirname(path)).get(path.slice(path.lastIndexOf('/') + 1)) === true;

  const asFile = (path: string): string | undefined => {
    if (isFile(path)) return path;
    const ending = /\.[cm]?jsx?$/.exec(path)?.[0];
    const stem = ending === undefined ? path : path.slice(0, -ending.length);
    for (const source of (ending && sources[ending]) || []) if (isFile(stem + source)) return stem + source;
    for (const extension of extensions) if (isFile(path + extension)) return path + extension;
    return undefined;
  };
  const asModule = (path: string): string | undefined => {
    const file = asFile(path);
    if (file !== undefined || !isFolder(path)) return file;
    const main = mainOf(files.read(join(path, 'package.json')));
    return (
      (main && (asFile(join(path, main)) ?? asFile(join(path, main, 'index')))) ?? asFile(join(path, 'index'))
    );
  };

  const findAliases = createAliases(files);
  const aliases = new Map<string, Aliases>();
  const aliasesFor = (folder: string): Aliases => {
    let known = aliases.get(folder);
    if (known === undefined) {
      known = findAliases(folder);
      aliases.set(folder, known);
    }
    return known;
  };
  let packages: ReturnType<typeof packagesOf> | undefined;

  const resolve = (specifier: string, from: string): Resolved => {
    if (specifier.startsWith('.') || specifier.startsWith('/')) {
      const path = specifier.startsWith('/')
        ? specifier
        : join(dirname(from), specifier.replace(/\?.*$/, ''));
      const found = asModule(path);
      return found === undefined ? { kind: 'missing', path } : { kind: 'file', path: found };
    }
    if (specifier.startsWith('node:') || builtins.has(specifier)) {
      return { kind: 'builtin', name: specifier.replace(/^node:/, '') };
    }
    for (const target of aliasesFor(dirname(from))(specifier)) {
      const found = asModule(target);
      if (found !== undefined) return { kind: 'file', path: found };
    }
    packages ??= packagesOf(files);
    const inside = packages.find(specifier);
    if (inside !== undefined) {
      for (const candidate of inside.candidates) {
        const found = asModule(candidate);
        if (found !== undefined) return { kind: 'file', path: found };
      }
      return { kind: 'missing', path: inside.folder };
    }
    // `@/x`, `~/x` and `#x` are no names of packages: somebody's alias for the project's own sources.
    if (/^(@|~|#|\$lib)(\/|$)|^[~#]/.test(specifier))
      return { kind: 'missing', path: join(files.root, specifier) };
    return { kind: 'package', name: specifier };
  };

  const seen = new Map<string, Resolved>();
  return {
    resolve(specifier, from) {
      const key = `${dirname(from)} ${specifier}`;
      let resolved = seen.get(key);
      if (resolved === undefined) {
        resolved = resolve(specifier, from);
        seen.set(key, resolved);
      }
      return resolved;
    },
  };
}

function mainOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('main' in parsed)) return undefined;
    return typeof parsed.main === 'string' ? parsed.main : undefined;
  } catch {
    return undefined;
  }
}
