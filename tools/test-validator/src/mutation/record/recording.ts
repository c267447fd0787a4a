import { mkdirSync, writeFileSync } from 'node:fs';

import { createDiskFiles } from '../../project/disk-files.ts';
import { dirname, join } from '../../project/paths.ts';
import { openProject } from '../../project/project.ts';
import type { Service } from '../../services/service.ts';
import { planOperations, toPlan } from '../plan.ts';
import { withRealPaths } from '../real-paths.ts';

/** For the runner that records: what to insert into the code of which projects, and where to leave the records. */
export interface Recording {
  projects: RecordedProject[];
}

export interface RecordedProject {
  /** The folder of an integration project. Absolute. */
  root: string;
  planFile: string;
  recordFolder: string;
}

/** The variable that names the file with the Recording. */
export const recordingVariable = 'TEST_VALIDATOR_RECORDING';

/** Where an integration project keeps its records: among the outputs of its tests, which are cached with them. */
export function recordFolderOf(integrationRoot: string): string {
  return join(integrationRoot, 'test-output/mutation-records');
}

export function planFileOf(cacheDirectory: string, serviceName: string): string {
  return join(cacheDirectory, `${serviceName.replaceAll(/[^\w.-]+/g, '_')}.plan.json`);
}

/**
 * Prepares for an ordinary run of the tests that records on the way what `mutate` would otherwise run all tests for. That
 * run has to use `recording-runner.mts` as Jest's `runner`, with the variable TEST_VALIDATOR_RECORDING.
 * @returns the value of the variable
 */
export function prepareRecording(options: {
  services: readonly Service[];
  projectRoot: string;
  cacheDirectory: string;
}): string {
  const { projectRoot, cacheDirectory } = options;
  const project = openProject(createDiskFiles(projectRoot));
  const projects = options.services.map(withRealPaths).flatMap((service): RecordedProject[] => {
    const planFile = planFileOf(cacheDirectory, service.name);
    const plan = toPlan(planOperations(service.operations, project, projectRoot), project);
    write(planFile, plan);
    return service.integrationRoots.map((root) => ({ root, planFile, recordFolder: recordFolderOf(root) }));
  });
  const path = join(cacheDirectory, 'recording.json');
  const recording: Recording = { projects };
  write(path, recording);
  return path;
}

function write(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
}
