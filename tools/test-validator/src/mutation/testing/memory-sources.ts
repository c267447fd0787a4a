import { createMemoryFiles } from '../../testing/memory-files.ts';
import { openProject, type Project } from '../../project/project.ts';
import type { MutableOperation } from '../mutants/mutant.ts';
import { planOperations } from '../plan.ts';
import { readMarks } from './marked-operations.ts';

export interface PlannedText {
  /** Without the marks. */
  text: string;
  project: Project;
  operations: MutableOperation[];
}

/** Plans the marked operations of a file; other files are there for its imports. Paths are relative to `/project`. */
export function planMarked(
  marked: string,
  path = 'subject.ts',
  others: Record<string, string> = {},
): PlannedText {
  const file = `/project/${path}`;
  const { text, operations } = readMarks(file, marked);
  const project = openProject(createMemoryFiles({ ...others, [path]: text }));
  return { text, project, operations: planOperations(operations, project, '/project') };
}
