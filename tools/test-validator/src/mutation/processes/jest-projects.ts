import { existsSync, readFileSync } from 'node:fs';

import { dirname, join } from '../../project/paths.ts';

/** Test files by the folder (absolute) whose configuration of Jest is the nearest above them. */
export function jestProjectsOf(testFiles: readonly string[], projectRoot: string): Map<string, string[]> {
  const known = new Map<string, string>();
  const projectOf = (folder: string): string => {
    const project =
      known.get(folder) ??
      (folder === projectRoot || isConfigured(folder) ? folder : projectOf(dirname(folder)));
    known.set(folder, project);
    return project;
  };
  const byFolder = Map.groupBy(testFiles, (file) => projectOf(dirname(join(projectRoot, file))));
  return new Map([...byFolder].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function isConfigured(folder: string): boolean {
  const names = ['js', 'ts', 'mjs', 'cjs', 'mts', 'cts', 'json'].map((ending) => `jest.config.${ending}`);
  if (names.some((name) => existsSync(join(folder, name)))) return true;
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && /"jest"\s*:\s*\{/.test(readFileSync(manifest, 'utf8'));
}
