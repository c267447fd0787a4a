import { existsSync, readFileSync } from 'node:fs';

import { dirname, join } from '../../project/paths.ts';

/** The folders whose configuration of Jest is the nearest above some test file. Absolute. */
export function jestProjectsOf(testFiles: readonly string[], projectRoot: string): string[] {
  const known = new Map<string, string>();
  const projectOf = (folder: string): string => {
    const project =
      known.get(folder) ??
      (folder === projectRoot || isConfigured(folder) ? folder : projectOf(dirname(folder)));
    known.set(folder, project);
    return project;
  };
  return [...new Set(testFiles.map((file) => projectOf(dirname(join(projectRoot, file)))))].toSorted();
}

function isConfigured(folder: string): boolean {
  const names = ['js', 'ts', 'mjs', 'cjs', 'mts', 'cts', 'json'].map((ending) => `jest.config.${ending}`);
  if (names.some((name) => existsSync(join(folder, name)))) return true;
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && /"jest"\s*:\s*\{/.test(readFileSync(manifest, 'utf8'));
}
