import { execFileSync } from 'node:child_process';

import { join } from '../project/paths.ts';
import { UsageError } from './parse-options.ts';

/**
 * Absolute paths of the files that differ from where a branch left `base`, those that git does not know yet included.
 * Throws `UsageError` where there is no git, no checkout or no such revision.
 */
export function changedFiles(project: string, base: string): Set<string> {
  const git = (...args: string[]): string[] => {
    try {
      const said = execFileSync('git', args, {
        cwd: project,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1 << 28,
      });
      return said.split('\0').filter((line) => line !== '');
    } catch (error) {
      const why = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
      throw new UsageError(`--changed ${base}: ${why.split('\n')[0] ?? ''}`);
    }
  };
  if (base.startsWith('-')) throw new UsageError(`--changed ${base}: that is no revision`);
  const [root = project] = git('rev-parse', '--show-toplevel').map((line) => line.trim());
  const differing = git('diff', '--name-only', '-z', '--merge-base', base, '--').map((file) =>
    join(root, file),
  );
  const unknown = git('ls-files', '--others', '--exclude-standard', '-z').map((file) => join(project, file));
  return new Set([...differing, ...unknown]);
}
