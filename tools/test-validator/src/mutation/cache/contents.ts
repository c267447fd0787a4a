import { createDiskFiles } from '../../project/disk-files.ts';
import { basename, join, relative } from '../../project/paths.ts';
import { walkFiles } from '../../project/walk-files.ts';
import { hashOfFile } from './hash.ts';

export interface Contents {
  /** Paths relative to the project's folder, and the hashes of their texts. */
  files: readonly (readonly [path: string, hash: string])[];
  /** Of any file, also of one that is not among those. */
  hash(path: string): string;
}

/** What decides how tests are run, at the top of a project. */
const configuration =
  /^(package(-lock)?\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|tsconfig.*\.json|jest\..*|babel\..*|\.babelrc.*|\.swcrc)$/;
const prose = /\.(md|log)$/;

/** All that the outcome of tests may depend on: the files of these folders, and the configuration of the whole project. */
export function contentsOf(folders: readonly string[], projectRoot: string): Contents {
  const files = createDiskFiles(projectRoot);
  const top = files
    .list(projectRoot)
    .filter(({ name, isDirectory }) => !isDirectory && configuration.test(name));
  const paths = [
    ...top.map(({ name }) => join(projectRoot, name)),
    ...folders.flatMap((folder) =>
      [...walkFiles(files, folder)].filter((path) => !prose.test(basename(path))),
    ),
  ];
  const hashes = new Map(paths.map((path) => [relative(projectRoot, path), hashOfFile(path)]));
  return {
    files: [...hashes],
    hash: (path) => hashes.get(path) ?? hashOfFile(join(projectRoot, path)),
  };
}
