import type { Project } from '../project/project.ts';

/** The file says that it holds integration tests: by its project, its name, or a docblock. */
export function isMarked({ path, text }: { path: string; text: string }, project: Project): boolean {
  const name = project.nameOf(path);
  return (
    /(^|\/)[^/]*-(integration|e2e)(\/|$)/.test(name) ||
    /\.(it\.(spec|test)|integration|e2e)(\.|-)/.test(name) ||
    (text.includes('@group') && /\/\*(?:(?!\*\/)[^])*@group\s+integration\b/.test(text))
  );
}
