import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';

import { dirname, join } from '../../project/paths.ts';
import type { Service } from '../../services/service.ts';
import { planRun } from '../../watching/plan-run.ts';
import type { WatchedTest } from '../../watching/watched-test.ts';
import { jestProjectsOf } from '../processes/jest-projects.ts';
import { withRealPaths } from '../real-paths.ts';

/** For the runner that records: what to insert into the code of which projects, and where to leave the records. */
export interface Recording {
  projects: RecordedProject[];
}

export interface RecordedProject {
  /** The folder of a project with tests. Absolute. */
  root: string;
  planFile: string;
  recordFolder: string;
}

/** The variable that names the file with the Recording. */
export const recordingVariable = 'TEST_VALIDATOR_RECORDING';

/** Where a project keeps its records: among the outputs of its tests, which are cached with them. */
export function recordFolderOf(integrationRoot: string): string {
  return join(integrationRoot, 'test-output/mutation-records');
}

export function planFileOf(cacheDirectory: string, serviceName: string): string {
  return join(cacheDirectory, `${serviceName.replaceAll(/[^\w.-]+/g, '_')}.plan.json`);
}

/**
 * Prepares for an ordinary run of the tests that records on the way what `--run` and `mutate` would otherwise run all tests
 * for. That run has to use `recording-runner.mts` as Jest's `runner`, with the variable TEST_VALIDATOR_RECORDING.
 * @returns the value of the variable
 */
export function prepareRecording(options: {
  services: readonly Service[];
  watched: readonly WatchedTest[];
  projectRoot: string;
  cacheDirectory: string;
}): string {
  const { watched, cacheDirectory } = options;
  const projectRoot = realpathSync(options.projectRoot);
  const services = options.services.map(withRealPaths);
  const planFile = join(cacheDirectory, 'recording.plan.json');
  write(planFile, planRun(services, watched, projectRoot).plan);
  const testFiles = new Set(watched.map(({ file }) => file));
  const roots = [
    ...services.flatMap((service) => service.integrationRoots),
    ...jestProjectsOf([...testFiles], projectRoot).keys(),
  ];
  const path = join(cacheDirectory, 'recording.json');
  const recording: Recording = {
    projects: [...new Set(roots)].map((root) => ({ root, planFile, recordFolder: recordFolderOf(root) })),
  };
  write(path, recording);
  return path;
}

function write(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
}
