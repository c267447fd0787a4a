import type { Project } from '../project/project.ts';
import { findTestFiles } from '../tests/find-test-files.ts';
import { isMarked } from '../tests/marker.ts';

/** The files of integration tests of a project. */
export function findMarkedFiles(project: Project): string[] {
  return findTestFiles(project.files, project.root, project.nameOf).filter((path) =>
    isMarked({ path, text: project.files.read(path) ?? '' }, project),
  );
}
