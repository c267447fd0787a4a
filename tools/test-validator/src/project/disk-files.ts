import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';

import { join } from './paths.ts';
import type { DirectoryEntry, ProjectFiles } from './project-files.ts';

/** The files of a folder on disk. Links to folders above themselves are left out; so is what cannot be read. */
export function createDiskFiles(root: string): ProjectFiles {
  return {
    root,
    read(path) {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return undefined;
      }
    },
    list(directory) {
      try {
        return readdirSync(directory, { withFileTypes: true }).flatMap((entry): DirectoryEntry[] => {
          if (!entry.isSymbolicLink()) return [{ name: entry.name, isDirectory: entry.isDirectory() }];
          const isDirectory = isFolderElsewhere(join(directory, entry.name), directory);
          return isDirectory === undefined ? [] : [{ name: entry.name, isDirectory }];
        });
      } catch {
        return [];
      }
    },
  };
}

/** Undefined for a link that leads nowhere, or back to a folder that it is in. */
function isFolderElsewhere(link: string, directory: string): boolean | undefined {
  try {
    if (!statSync(link).isDirectory()) return false;
    const target = realpathSync(link);
    return `${realpathSync(directory)}/`.startsWith(`${target}/`) ? undefined : true;
  } catch {
    return undefined;
  }
}
