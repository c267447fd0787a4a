import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where what was found out is kept: among a project's own caches; a project that has none is left as it is. */
export function cacheDirectoryIn(projectRoot: string): string {
  const modules = join(projectRoot, 'node_modules');
  return join(existsSync(modules) ? join(modules, '.cache') : tmpdir(), 'test-validator/mutation');
}
