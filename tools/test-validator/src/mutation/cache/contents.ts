import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { relativePath } from '../relative-path.ts';
import { hashOfFile } from './hash.ts';

/** Files, by paths relative to the project's folder, and the hashes of their texts. */
export type Contents = ReadonlyMap<string, string>;

const ignoredFolder = /^(node_modules|\..*|test-output|coverage|dist|out)$/;
const ignoredFile = /\.(md|log)$/;
/** What decides how tests are run, at the top of a project. */
const configuration =
  /^(package(-lock)?\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|tsconfig.*\.json|jest\..*|babel\..*|\.babelrc.*|\.swcrc)$/;

/** All that the outcome of tests may depend on: the files of these folders, and the configuration of the whole project. */
export function contentsOf(folders: readonly string[], projectRoot: string): Contents {
  const contents = new Map<string, string>();
  const add = (path: string) => contents.set(relativePath(projectRoot, path), hashOfFile(path));
  for (const folder of [projectRoot, ...folders]) {
    for (const entry of entriesOf(folder)) if (entry.isFile() && configuration.test(entry.name)) add(join(folder, entry.name));
  }
  for (const folder of folders) walk(folder, add);
  return contents;
}

function walk(folder: string, add: (path: string) => void): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    // Links are not followed: they may lead around in a circle.
    if (entry.isDirectory() && !ignoredFolder.test(entry.name)) walk(path, add);
    else if (entry.isFile() && !ignoredFile.test(entry.name)) add(path);
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return [];
  }
}
