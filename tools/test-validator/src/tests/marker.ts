import type { Project } from '../project/project.ts';
import type { Module } from '../syntax/parse-module.ts';

/** The file says that it holds integration tests: by its project, its name, or a docblock. */
export function isMarked(module: Module, project: Project): boolean {
  const path = project.nameOf(module.path);
  return (
    /(^|\/)[^/]*-(integration|e2e)(\/|$)/.test(path) ||
    /\.(it\.(spec|test)|integration|e2e)(\.|-)/.test(path) ||
    module.comments.some(({ type, value }) => type === 'Block' && /@group\s+integration\b/.test(value))
  );
}
