import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';

import { dirname, join } from '../project/paths.ts';
import type { Project } from '../project/project.ts';
import type { FileReading } from './read-file.ts';

interface Entry {
  hash: string;
  /** Hashes of what the result depends on; null for a file that was not there. */
  dependencies: [path: string, hash: string | null][];
  reading: FileReading;
}

/** What was read before, by the content of the files. */
export interface ReadingCache {
  find(path: string): FileReading | undefined;
  /** Keeps what was read now, and of what was kept before all that still holds. */
  keep(readings: ReadonlyMap<string, FileReading>): void;
}

/** In the project's own folder for such things; a project that has none is left as it is, and nothing is kept. */
export function openReadingCache(project: Project): ReadingCache {
  const modules = join(project.root, 'node_modules');
  if (!existsSync(modules)) return { find: () => undefined, keep: () => {} };
  const file = join(modules, '.cache/test-validator/readings.json');
  const version = toolVersion();
  const before = load(file, version);
  const hashes = new Map<string, string | null>();
  const hashOf = (path: string): string | null => {
    let hash = hashes.get(path);
    if (hash === undefined) {
      const text = project.files.read(path);
      hash = text === undefined ? null : createHash('sha1').update(text).digest('base64');
      hashes.set(path, hash);
    }
    return hash;
  };
  return {
    find(path) {
      const entry = before[path];
      if (entry === undefined || entry.hash !== hashOf(path)) return undefined;
      return entry.dependencies.every(([other, hash]) => hashOf(other) === hash) ? entry.reading : undefined;
    },
    keep(readings) {
      const entries: Record<string, Entry | undefined> = { ...before };
      let isNew = false;
      for (const [path, reading] of readings) {
        const hash = hashOf(path);
        if (hash === null || before[path]?.reading === reading) continue;
        const dependencies = reading.dependencies.map((other): [string, string | null] => [
          other,
          hashOf(other),
        ]);
        entries[path] = { hash, dependencies, reading };
        isNew = true;
      }
      if (isNew) save(file, { version, entries });
    },
  };
}

function load(file: string, version: string): Record<string, Entry | undefined> {
  try {
    const kept: { version: string; entries: Record<string, Entry> } = JSON.parse(readFileSync(file, 'utf8'));
    return kept.version === version ? kept.entries : {};
  } catch {
    return {};
  }
}

/** A run that may not write there, or shares the folder with another, goes on without. */
function save(file: string, content: unknown): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, JSON.stringify(content));
    renameSync(whole, file);
  } catch {
    return;
  }
}

/** Changes with every change of the validator itself. */
function toolVersion(): string {
  const hash = createHash('sha1');
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else hash.update(`${path} ${statSync(path).mtimeMs} ${statSync(path).size}\n`);
    }
  };
  visit(fileURLToPath(new URL('..', import.meta.url)));
  return hash.digest('base64');
}
