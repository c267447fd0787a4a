import { relative } from 'node:path';

/** With `/` on every system. */
export function relativePath(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}
