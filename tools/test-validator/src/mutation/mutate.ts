import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { createDiskFiles } from '../project/disk-files.ts';
import { join } from '../project/paths.ts';
import { openProject } from '../project/project.ts';
import type { Service } from '../services/service.ts';
import { type Contents, contentsOf } from './cache/contents.ts';
import { type Facts, factsVersion, openFactsFile } from './cache/facts.ts';
import { hashOf } from './cache/hash.ts';
import { factsOf, factsThatHold, recall } from './cache/known-facts.ts';
import { measure } from './measure.ts';
import { MutationError } from './mutation-error.ts';
import type { MutationProgress, MutationResult } from './mutation-result.ts';
import { planOperations, toPlan } from './plan.ts';
import { openWorkers } from './processes/workers.ts';
import { readRecords } from './record/read-records.ts';
import { recordFiles } from './record/record-files.ts';
import { resultOf } from './result-of.ts';
import { Ledger } from './schedule/ledger.ts';

export interface MutateOptions {
  service: Service;
  /** The folder of the whole project: paths of the result are relative to it. */
  projectRoot: string;
  /** Where results are kept for the next run. */
  cacheDirectory: string;
  /** Holds what an ordinary run has recorded (see `recording-runner.mts`), so that it need not be run again. @default none */
  recordFolder?: string;
  /** How many Jests run at once. @default one more than there are processors: tests wait more than they compute */
  concurrency?: number;
  /** What a test or hook may take beyond three times of what it took when nothing was broken. @default 2000 */
  timeoutMilliseconds?: number;
  /**
   * How long it may be looked for a mutant that each test catches, after it is known which mutants are caught. What is not
   * known then stays open until the next run. @default no limit; 0: not at all
   */
  testsMilliseconds?: number;
  onProgress?: (progress: MutationProgress) => void;
  signal?: AbortSignal;
}

/** How much later than it should a process may answer before it is killed. */
const graceMilliseconds = 3000;

/**
 * Breaks each operation of a service on purpose, and looks whether a test of its integration projects notices.
 *
 * The code is instrumented as it is loaded, no file of the project is written. Jest runs in processes of its own that stay
 * for many mutants; they are gone when this ends, however it ends.
 * @throws {MutationError} see MutationErrorCode
 */
export async function mutate(options: MutateOptions): Promise<MutationResult> {
  const startedAt = performance.now();
  const projectRoot = realpathSync(options.projectRoot);
  const service = withRealPaths(options.service);
  const project = openProject(createDiskFiles(projectRoot));
  const operations = planOperations(service, project);
  const contents = contentsOf([...new Set([service.root, ...service.integrationRoots])], projectRoot);
  const factsFile = openFactsFile(join(options.cacheDirectory, `mutation-${fileNameOf(service.name)}.json`));
  const key = keyOf(service, contents);
  const facts = factsThatHold(factsFile.read(), contents, key);
  if (facts.whole !== null) return { ...facts.whole.result, milliseconds: performance.now() - startedAt };

  mkdirSync(options.cacheDirectory, { recursive: true });
  const planFile = realpathSync(options.cacheDirectory) + `/plan-${fileNameOf(service.name)}.json`;
  writeFileSync(planFile, JSON.stringify(toPlan(operations, project)));
  const outcome = await withWorkers(options, { projectRoot, planFile, service }, async (workers, isOver) => {
    const progress = options.onProgress ?? (() => undefined);
    const known = { ...readRecords(options.recordFolder, projectRoot, contents), ...facts.records };
    const missing = workers.files.filter((file) => known[file] === undefined);
    const recorded = await recordFiles(workers.workers, missing, (done) =>
      progress({ phase: 'recording', done, total: missing.length }),
    );
    const records = [...workers.files.flatMap((file) => known[file] ?? []), ...recorded];
    const ledger = new Ledger(operations, records);
    if (ledger.mutants.length > 0 && ledger.mutants.every(({ status }) => status === 'uncovered')) {
      throw new MutationError('no-covering-tests', `no test enters any of the ${operations.length} operations`);
    }
    recall(ledger, facts, records);
    const notes = await measure(ledger, workers.workers, { ...limitsOf(options), isOver, onProgress: progress });
    return { ledger, records, notes };
  });

  const { ledger, records, notes } = outcome;
  const result: MutationResult = {
    ...{ service: service.name, ...resultOf(ledger, operations, projectRoot), notes },
    milliseconds: performance.now() - startedAt,
  };
  const isComplete = notes.length === 0;
  const found: Facts = { whole: isComplete ? { key, result } : null, ...factsOf(ledger, records, contents) };
  factsFile.write(found);
  return result;
}
