import { statSync } from 'node:fs';

import { createDiskFiles } from '../project/disk-files.ts';
import { openProject, type Project } from '../project/project.ts';
import { openReadingCache, type ReadingCache } from '../reading/reading-cache.ts';
import { readFiles } from '../reading/read-files.ts';
import type { FileReading } from '../reading/read-file.ts';
import { noServices, type ServicesRead, startReadingServices } from '../services/start-reading-services.ts';
import { findTestFiles } from '../tests/find-test-files.ts';
import { changedFiles } from './changed-files.ts';
import type { Options } from './parse-options.ts';

/** The project, and what was found in its files of tests. */
export interface ExaminedProject {
  project: Project;
  /** By absolute path, in the order of the paths. */
  readings: Map<string, FileReading>;
  /** None where only a part of the project was asked for: a service is judged by all of its tests. */
  services: ServicesRead;
}

/** Reads the files of tests that the options name, and the services of a project that is read as a whole. */
export async function examineProject(options: Options): Promise<ExaminedProject> {
  const project = openProject(createDiskFiles(options.project));
  const isWhole = options.paths.length === 0 && options.changed === undefined;
  const reading = isWhole ? startReadingServices(options.project) : noServices;
  const places = options.paths.length === 0 ? [options.project] : options.paths;
  const all = places.flatMap((path) =>
    statSync(path).isDirectory() ? findTestFiles(project.files, path, project.nameOf) : [path],
  );
  const changed = options.changed === undefined ? undefined : changedFiles(options.project, options.changed);
  const paths = [...new Set(all)].filter((path) => changed?.has(path) ?? true);
  // What to watch is not kept: it is needed only where all tests run, which takes far longer.
  const cache = options.cache && !options.run ? openReadingCache(project) : undefined;
  const readThrough = (some: readonly string[]) => readAll(some, project, cache, options.run);
  const readings = await readThrough(paths);
  const services = await reading;
  // Suites that integration tests call: they declare tests, and are no files of tests by their names.
  const suites = [...new Set(services.reaches.map(({ file }) => file))].filter((file) => !readings.has(file));
  return {
    project,
    services,
    readings: new Map([...readings, ...(await readThrough(suites))]),
  };
}

/** What is known from before is not read again. In the order of the paths. */
async function readAll(
  paths: readonly string[],
  project: Project,
  cache: ReadingCache | undefined,
  withWatched: boolean,
): Promise<Map<string, FileReading>> {
  const known = new Map(
    paths.flatMap((path) => {
      const reading = cache?.find(path);
      return reading === undefined ? [] : [[path, reading] as const];
    }),
  );
  const fresh = await readFiles(
    paths.filter((path) => !known.has(path)),
    project,
    { withWatched },
  );
  cache?.keep(fresh);
  return new Map(
    paths.flatMap((path) => {
      const reading = known.get(path) ?? fresh.get(path);
      return reading === undefined ? [] : [[path, reading] as const];
    }),
  );
}
