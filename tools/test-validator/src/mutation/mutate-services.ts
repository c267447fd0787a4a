import type { Finding, Note, TestReport } from '../report/report.ts';
import type { Service } from '../services/service.ts';
import { cacheDirectoryIn } from './cache/cache-directory.ts';
import { mutate } from './mutate.ts';
import { MutationError } from './mutation-error.ts';
import { mutationFindings } from './mutation-findings.ts';
import type { MutationProgress, MutationResult } from './mutation-result.ts';

export interface MutateServicesOptions {
  /** The project's folder. */
  root: string;
  /** What is known of the tests: hollow ones are left out, for they notice nothing but a crash. */
  tests: readonly TestReport[];
  /**
   * How long it may be looked for who notices what, for all services together. What is not known then is left out, and
   * looked at first the next time. @default as long as it takes
   */
  milliseconds?: number;
  /** For each service, how long it may be looked for tests that notice nothing (HT062). @default 20 000 */
  testsMilliseconds?: number;
  onProgress?: (service: string, progress: MutationProgress) => void;
}

export interface MutatedServices {
  mutations: MutationResult[];
  findings: Finding[];
  notes: Note[];
}

/** Breaks the operations of services on purpose, one service after the other. What cannot be measured becomes a note. */
export async function mutateServices(
  services: readonly Service[],
  {
    root,
    tests,
    milliseconds = Number.POSITIVE_INFINITY,
    testsMilliseconds = 20_000,
    onProgress,
  }: MutateServicesOptions,
): Promise<MutatedServices> {
  const found: MutatedServices = { mutations: [], findings: [], notes: [] };
  const hollow = new Set(
    tests.filter(({ verdict }) => verdict === 'hollow').map(({ file, line }) => `${file}:${line}`),
  );
  const measurable = services.filter(({ integrationRoots }) => integrationRoots.length > 0);
  let left = milliseconds;
  for (const [index, service] of measurable.entries()) {
    const mutantsMilliseconds = left / (measurable.length - index);
    try {
      const result = await mutate({
        ...{ service, projectRoot: root, cacheDirectory: cacheDirectoryIn(root), hollow },
        ...{ mutantsMilliseconds, testsMilliseconds: Math.min(testsMilliseconds, mutantsMilliseconds / 4) },
        onProgress: (progress) => onProgress?.(service.name, progress),
      });
      left = Math.max(0, left - result.millisecondsOfMutants);
      found.mutations.push(result);
      found.findings.push(...mutationFindings(result));
      found.notes.push(
        ...[...result.notes, ...undecidedIn(result)].map((message) => ({ file: null, message })),
      );
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

function undecidedIn({ service, operations }: MutationResult): string[] {
  const undecided = operations.filter((operation) => operation.undecided > 0);
  if (undecided.length === 0) return [];
  return [
    `for want of time, ${undecided.length} of ${operations.length} operations of ${service} were not measured: a further run goes on with them`,
  ];
}
