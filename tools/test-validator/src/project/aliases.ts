import { parseLooseJson } from './loose-json.ts';
import { dirname, foldersUp, join } from './paths.ts';
import type { ProjectFiles } from './project-files.ts';

/** The places that a specifier may stand for by the `paths` and `baseUrl` that hold in a folder. */
export type Aliases = (specifier: string) => string[];

interface Configuration {
  /** Folder that the targets of `paths` are relative to. */
  base: string;
  baseUrl: string | undefined;
  paths: Record<string, string[]>;
}

const names = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'];

/**
 * Finds for a folder the nearest configuration of TypeScript that has aliases, with what it extends. Each file is read
 * once.
 */
export function createAliases(files: ProjectFiles): (folder: string) => Aliases {
  const configurations = new Map<string, Configuration | undefined>();
  const read = (path: string): Configuration | undefined => {
    if (!configurations.has(path)) {
      // Against circles of `extends`.
      configurations.set(path, undefined);
      configurations.set(path, configurationOf(path, files, read));
    }
    return configurations.get(path);
  };
  return (folder) => {
    for (const up of foldersUp(folder, files.root)) {
      for (const name of names) {
        const found = read(join(up, name));
        if (found !== undefined) return (specifier) => targetsOf(specifier, found);
      }
    }
    return () => [];
  };
}

function configurationOf(
  path: string,
  files: ProjectFiles,
  parentOf: (path: string) => Configuration | undefined,
): Configuration | undefined {
  const text = files.read(path);
  const read = text === undefined ? undefined : asRecord(parseLooseJson(text));
  if (read === undefined) return undefined;
  const options = asRecord(read['compilerOptions']) ?? {};
  const baseUrl =
    typeof options['baseUrl'] === 'string' ? join(dirname(path), options['baseUrl']) : undefined;
  const paths = pathsOf(options['paths']);
  if (paths !== undefined || baseUrl !== undefined) {
    return { base: baseUrl ?? dirname(path), baseUrl, paths: paths ?? {} };
  }
  const parents = [read['extends'], ...referencesOf(read['references'])].flat();
  for (const parent of parents) {
    if (typeof parent !== 'string' || !/^[./]/.test(parent)) continue;
    const target = join(dirname(path), parent);
    for (const candidate of [target, `${target}.json`, join(target, 'tsconfig.json')]) {
      const found = parentOf(candidate);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function referencesOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.map((item) => asRecord(item)?.['path']) : [];
}

function pathsOf(value: unknown): Record<string, string[]> | undefined {
  const record = asRecord(value);
  if (record === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(record).map(([pattern, targets]) => [
      pattern,
      Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : [],
    ]),
  );
}

function targetsOf(specifier: string, { base, baseUrl, paths }: Configuration): string[] {
  const targets: string[] = [];
  for (const [pattern, places] of Object.entries(paths)) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined ? specifier !== pattern : !isBetween(specifier, before, after)) continue;
    const middle = after === undefined ? '' : specifier.slice(before.length, specifier.length - after.length);
    targets.push(...places.map((place) => join(base, place.replace('*', middle))));
  }
  return baseUrl === undefined ? targets : [...targets, join(baseUrl, specifier)];
}

function isBetween(specifier: string, before: string, after: string): boolean {
  return (
    specifier.length >= before.length + after.length &&
    specifier.startsWith(before) &&
    specifier.endsWith(after)
  );
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}
