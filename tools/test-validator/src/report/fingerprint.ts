import { createHash } from 'node:crypto';

import type { Finding } from './report.ts';
import type { SourceLines } from './source-lines.ts';

/**
 * What stays the same of a finding while lines move around it: its rule, file and test, and the text of its line
 * without regard to white space. Two findings may share one; a count tells them apart.
 */
export function fingerprintOf({ rule, file, test, line }: Finding, sourceLines: SourceLines): string {
  const source = (sourceLines(file)?.[line - 1] ?? '').trim().replace(/\s+/g, ' ');
  return createHash('sha256')
    .update(JSON.stringify([rule, file, test, source]))
    .digest('hex')
    .slice(0, 32);
}
