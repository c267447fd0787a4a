import { dirname } from '../project/paths.ts';
import { exportTargets } from '../project/packages.ts';
import type { ProjectFiles } from '../project/project-files.ts';
import { walkFiles } from '../project/walk-files.ts';

/** A package that the project consists of. */
export interface ProjectPackage {
  /** As package.json says, else its folder's name. */
  name: string;
  root: string;
  /** Of Nx, from package.json or project.json. */
  tags: string[];
  /** What package.json leads to, relative to the root: files or what will be built from them. */
  targets: string[];
}

/** Packages anywhere in the project, the project itself included, sorted by their folders. */
export function findPackages(files: ProjectFiles): ProjectPackage[] {
  const found: ProjectPackage[] = [];
  for (const path of walkFiles(files)) {
    if (!path.endsWith('/package.json')) continue;
    const manifest = readRecord(files, path);
    if (manifest === undefined) continue;
    const root = dirname(path);
    const nx = recordOf(manifest['nx']);
    const project = readRecord(files, `${root}/project.json`);
    found.push({
      name: stringOf(nx?.['name']) ?? stringOf(project?.['name']) ?? nameOf(manifest, root),
      root,
      tags: [...textsOf(nx?.['tags']), ...textsOf(project?.['tags'])],
      targets: targetsOf(manifest),
    });
  }
  return found.toSorted((one, other) => (one.root < other.root ? -1 : 1));
}

function targetsOf(manifest: Record<string, unknown>): string[] {
  const { exports } = manifest;
  const subpaths = Object.keys(recordOf(exports) ?? {}).filter((key) => key.startsWith('.'));
  const exported = (subpaths.length === 0 ? ['.'] : subpaths)
    .filter((subpath) => !subpath.includes('*'))
    .flatMap((subpath) => exportTargets(exports, subpath));
  const mains = ['source', 'module', 'main', 'types'].flatMap((field) => stringOf(manifest[field]) ?? []);
  return [...new Set([...exported, ...mains])];
}

function nameOf(manifest: Record<string, unknown>, root: string): string {
  const name = stringOf(manifest['name']) ?? root;
  return name.slice(name.lastIndexOf('/') + 1);
}

function readRecord(files: ProjectFiles, path: string): Record<string, unknown> | undefined {
  try {
    return recordOf(JSON.parse(files.read(path) ?? ''));
  } catch {
    return undefined;
  }
}

const recordOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
