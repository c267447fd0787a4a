import type { Job } from '../jest/messages.ts';
import { relativeTo } from '../record/file-record.ts';
import { join, relative } from '../../project/paths.ts';
import { findJest } from './find-jest.ts';
import type { JobOutcome } from './jest-process.ts';
import { createJestWorker, type JestWorker } from './jest-worker.ts';

/** Runs jobs on test files of several projects, one after the other. Paths are relative to the workspace's folder. */
export interface Worker {
  run(job: Job): Promise<JobOutcome>;
}

export interface Workers {
  workers: readonly Worker[];
  /** The test files of all projects. */
  files: readonly string[];
  stop(): Promise<void>;
}

export interface WorkersOptions {
  /** The folder to which paths are relative. */
  workspace: string;
  /** The folders of the projects. Absolute. */
  roots: readonly string[];
  planFile: string;
  concurrency: number;
  graceMilliseconds: number;
  signal: AbortSignal;
}

/**
 * Processes are started when there is something for them to do, but for one of each project, which tells its test files.
 * @throws {MutationError} `runner-unsupported`, `jest-missing`, `jest-failed`
 */
export async function openWorkers({
  workspace,
  roots,
  concurrency,
  ...options
}: WorkersOptions): Promise<Workers> {
  const projects = roots.map((projectRoot) => ({ projectRoot, jest: findJest(projectRoot) }));
  const teams = Array.from({ length: concurrency }, (_, index) =>
    projects.map((project) => createJestWorker({ ...project, ...options, worker: index + 1 })),
  );
  const stop = async () => {
    await Promise.all(teams.flat().map((worker) => worker.stop()));
  };
  try {
    const found = await Promise.all((teams[0] ?? []).map((worker) => worker.files()));
    // A project without a configuration of its own takes that of a folder around it, and finds the tests there as well.
    const files = found.map((paths, index) => paths.filter((path) => isIn(roots[index] ?? '', path)));
    return {
      files: [...new Set(files.flat())].map((path) => relative(workspace, path)).sort(),
      workers: teams.map((team) => ({
        async run(job) {
          const file = join(workspace, job.file);
          const outcome = await workerFor(file, files, team).run({ ...job, file });
          return outcome.type === 'recorded'
            ? { ...outcome, record: relativeTo(workspace, outcome.record) }
            : outcome;
        },
      })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function workerFor(file: string, files: readonly string[][], team: readonly JestWorker[]): JestWorker {
  const worker = team[files.findIndex((paths) => paths.includes(file))];
  if (worker === undefined) throw new RangeError(`${file} is a test file of no project`);
  return worker;
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(`${folder.replace(/[\\/]$/, '')}/`);
}
