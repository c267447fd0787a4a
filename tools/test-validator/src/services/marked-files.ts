import type { Project } from '../project/project.ts';
import { findTestFiles } from '../tests/find-test-files.ts';

/** Whether a file says that it holds integration tests: by its project, its name, or a docblock. */
export function isMarkedFile(path: string, project: Project): boolean {
  const name = project.nameOf(path);
  return (
    /(^|\/)[^/]*-(integration|e2e)(\/|$)/.test(name) ||
    /\.(it\.(spec|test)|integration|e2e)(\.|-)/.test(name) ||
    /\/\*(?:(?!\*\/)[^])*@group\s+integration\b/.test(project.files.read(path) ?? '')
  );
}

/** The files of integration tests of a project. */
export function findMarkedFiles(project: Project): string[] {
  return findTestFiles(project.files, project.root, project.nameOf).filter((path) =>
    isMarkedFile(path, project),
  );
}
