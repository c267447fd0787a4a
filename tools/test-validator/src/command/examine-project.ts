import { statSync } from 'node:fs';

import { createDiskFiles } from '../project/disk-files.ts';
import { openProject, type Project } from '../project/project.ts';
import { openReadingCache } from '../reading/reading-cache.ts';
import { readFiles } from '../reading/read-files.ts';
import type { FileReading } from '../reading/read-file.ts';
import { findTestFiles } from '../tests/find-test-files.ts';
import { changedFiles } from './changed-files.ts';
import type { Options } from './parse-options.ts';

/** The project, and what was found in its files of tests. */
export interface ExaminedProject {
  project: Project;
  /** By absolute path, in the order of the paths. */
  readings: Map<string, FileReading>;
}

/** Reads the files of tests that the options name. */
export async function examineProject(options: Options): Promise<ExaminedProject> {
  const project = openProject(createDiskFiles(options.project));
  const places = options.paths.length === 0 ? [options.project] : options.paths;
  const all = places.flatMap((path) =>
    statSync(path).isDirectory() ? findTestFiles(project.files, path, project.nameOf) : [path],
  );
  const changed = options.changed === undefined ? undefined : changedFiles(options.project, options.changed);
  const paths = [...new Set(all)].filter((path) => changed?.has(path) ?? true);
  const cache = options.cache ? openReadingCache(project) : undefined;
  const known = new Map(
    paths.flatMap((path) => {
      const reading = cache?.find(path);
      return reading === undefined ? [] : [[path, reading] as const];
    }),
  );
  const fresh = await readFiles(
    paths.filter((path) => !known.has(path)),
    project,
  );
  cache?.keep(fresh);
  const readings = new Map<string, FileReading>();
  for (const path of paths) {
    const reading = known.get(path) ?? fresh.get(path);
    if (reading !== undefined) readings.set(path, reading);
  }
  return { project, readings };
}
