import { dirname, join } from '../project/paths.ts';
import type { ProjectFiles } from '../project/project-files.ts';

/** A project that exists only in a test: contents by path from its root. */
export function createMemoryFiles(contents: Record<string, string>, root = '/project'): ProjectFiles {
  const files = new Map(Object.entries(contents).map(([path, text]) => [join(root, path), text]));
  const folders = new Map<string, Map<string, boolean>>();
  for (const path of files.keys()) {
    let isDirectory = false;
    for (let child = path; child !== root; child = dirname(child)) {
      const folder = dirname(child);
      const entries = folders.get(folder) ?? new Map<string, boolean>();
      folders.set(folder, entries.set(child.slice(folder.length + 1), isDirectory));
      isDirectory = true;
    }
  }
  return {
    root,
    read: (path) => files.get(path),
    list: (directory) =>
      [...(folders.get(directory) ?? [])].map(([name, isDirectory]) => ({ name, isDirectory })),
  };
}
