import type { MutableOperation } from '../mutation/mutants/mutant.ts';
import { type MutationPlan, planOperations, toPlan } from '../mutation/plan.ts';
import { createDiskFiles } from '../project/disk-files.ts';
import { openProject, type Project } from '../project/project.ts';
import type { Service } from '../services/service.ts';
import { planWatching } from './plan-watching.ts';
import type { WatchedTest } from './watched-test.ts';

/**
 * What to insert so that an ordinary run tells which operations its tests enter, and which assertions they come to: one build
 * for all services and all tests.
 * @param services with real paths
 */
export function planRun(
  services: readonly Service[],
  watched: readonly WatchedTest[],
  projectRoot: string,
): { plan: MutationPlan; operations: MutableOperation[] } {
  const project = openProject(createDiskFiles(projectRoot));
  const operations = planAll(services, project, projectRoot);
  const plan = planWatching(watched, toPlan(operations, project), (path) => project.files.read(path));
  return { plan, operations };
}

/** An operation that two services export is one. */
function planAll(services: readonly Service[], project: Project, projectRoot: string): MutableOperation[] {
  const byKey = new Map<string, MutableOperation>();
  let firstNumber = 1;
  for (const { operations } of services) {
    const planned = planOperations(operations, project, projectRoot, firstNumber);
    firstNumber += planned.length;
    for (const operation of planned) if (!byKey.has(operation.key)) byKey.set(operation.key, operation);
  }
  return [...byKey.values()];
}
