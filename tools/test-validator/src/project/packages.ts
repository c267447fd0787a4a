import { dirname, join } from './paths.ts';
import type { ProjectFiles } from './project-files.ts';
import { walkFiles } from './walk-files.ts';

/** The packages that the project itself consists of, by name. */
export interface Packages {
  /** Where a specifier may lead, likeliest first; undefined if no package of the project has that name. */
  find(specifier: string): { folder: string; candidates: string[] } | undefined;
}

interface Manifest {
  folder: string;
  exports: unknown;
  mains: string[];
}

/** Finds packages by their package.json anywhere in the project, so that no installation is needed. */
export function packagesOf(files: ProjectFiles): Packages {
  const manifests = new Map<string, Manifest>();
  for (const path of walkFiles(files)) {
    if (!path.endsWith('/package.json')) continue;
    const manifest = read(files.read(path) ?? '');
    const name = manifest?.['name'];
    if (manifest === undefined || typeof name !== 'string' || manifests.has(name)) continue;
    const mains = ['source', 'module', 'main', 'types'].map((field) => manifest[field]);
    manifests.set(name, {
      folder: dirname(path),
      exports: manifest['exports'],
      mains: mains.filter((main) => typeof main === 'string'),
    });
  }
  return {
    find(specifier) {
      const parts = specifier.split('/');
      const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
      const manifest = manifests.get(name);
      if (manifest === undefined) return undefined;
      const subpath = specifier.slice(name.length);
      return { folder: manifest.folder, candidates: candidatesOf(manifest, subpath) };
    },
  };
}

function candidatesOf({ folder, exports, mains }: Manifest, subpath: string): string[] {
  const named = [...exportTargets(exports, `.${subpath}`), ...(subpath === '' ? mains : [])];
  const usual =
    subpath === '' ? ['src/index', 'src/main', 'src', 'index', 'lib/index'] : [`src${subpath}`, subpath];
  // What is built is not there; its source has the same path below src.
  const sources = named.flatMap((target) => [
    target,
    target.replace(/^(\.\/)?(dist|build|lib|es|esm|cjs)\//, 'src/'),
  ]);
  return [...sources, ...usual].map((target) => join(folder, target));
}

/** The files that `exports` gives for a subpath, whatever the condition. */
export function exportTargets(exports: unknown, subpath: string): string[] {
  if (typeof exports === 'string') return subpath === '.' ? [exports] : [];
  if (typeof exports !== 'object' || exports === null) return [];
  const entries = Object.entries(exports);
  if (entries.every(([key]) => !key.startsWith('.'))) return subpath === '.' ? leaves(exports) : [];
  for (const [key, target] of entries) {
    if (key === subpath) return leaves(target);
    const [before = '', after] = key.split('*');
    if (after !== undefined && subpath.startsWith(before) && subpath.endsWith(after)) {
      const middle = subpath.slice(before.length, subpath.length - after.length);
      return leaves(target).map((leaf) => leaf.replaceAll('*', middle));
    }
  }
  return [];
}

function leaves(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(leaves) : [];
}

function read(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}
