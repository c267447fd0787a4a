import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Finding, Note, TestReport } from '../report/report.ts';
import type { Service } from '../services/service.ts';
import { mutate } from './mutate.ts';
import { MutationError } from './mutation-error.ts';
import { mutationFindings } from './mutation-findings.ts';
import type { MutationResult } from './mutation-result.ts';

export interface MutateServicesOptions {
  /** The project's folder. */
  root: string;
  /** What is known of the tests: hollow ones are left out, for they notice nothing but a crash. */
  tests: readonly TestReport[];
  /** For each service, how long it may be looked for tests that notice nothing (HT062). @default 20 000 */
  testsMilliseconds?: number;
}

export interface MutatedServices {
  mutations: MutationResult[];
  findings: Finding[];
  notes: Note[];
}

/** Breaks the operations of services on purpose, one service after the other. What cannot be measured becomes a note. */
export async function mutateServices(
  services: readonly Service[],
  { root, tests, testsMilliseconds = 20_000 }: MutateServicesOptions,
): Promise<MutatedServices> {
  const found: MutatedServices = { mutations: [], findings: [], notes: [] };
  const hollow = new Set(
    tests.filter(({ verdict }) => verdict === 'hollow').map(({ file, line }) => `${file}:${line}`),
  );
  for (const service of services) {
    if (service.integrationRoots.length === 0) continue;
    try {
      const result = await mutate({
        ...{ service, projectRoot: root, cacheDirectory: cacheDirectoryIn(root), testsMilliseconds, hollow },
      });
      found.mutations.push(result);
      found.findings.push(...mutationFindings(result));
      found.notes.push(...result.notes.map((message) => ({ file: null, message })));
    } catch (error) {
      if (!(error instanceof MutationError)) throw error;
      found.notes.push({
        file: null,
        message: `the operations of ${service.name} could not be broken: ${error.message}`,
      });
    }
  }
  return found;
}

/** Among the project's own caches; a project that has none is left as it is. */
function cacheDirectoryIn(root: string): string {
  const modules = join(root, 'node_modules');
  return join(existsSync(modules) ? join(modules, '.cache') : tmpdir(), 'test-validator/mutation');
}
