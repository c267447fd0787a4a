import { join } from './paths.ts';
import type { ProjectFiles } from './project-files.ts';

/** Folders that hold what others wrote or what programs made. */
const foreign = new Set([
  ...['node_modules', 'bower_components', 'vendor', '.git', '.hg', '.svn', '.nx', '.cache', '.next', '.yarn'],
  ...['dist', 'build', 'out', 'coverage', 'test-output', 'tmp'],
]);

/** All files of a folder that are the project's own, folders sorted by name. */
export function* walkFiles(files: ProjectFiles, folder: string = files.root): Generator<string> {
  const entries = files.list(folder).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  for (const { name, isDirectory } of entries) {
    const path = join(folder, name);
    if (!isDirectory) yield path;
    else if (!foreign.has(name)) yield* walkFiles(files, path);
  }
}
