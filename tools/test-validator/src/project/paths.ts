import { posix } from 'node:path';

export const { dirname, join, basename, relative, normalize } = posix;

/** The folders of a path from its own up to and with the root. */
export function* foldersUp(from: string, root: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder;
    if (folder === root || folder === dirname(folder)) return;
  }
}
