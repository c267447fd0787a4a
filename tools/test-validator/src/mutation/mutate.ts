import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { createDiskFiles } from '../project/disk-files.ts';
import { openProject } from '../project/project.ts';
import type { Service } from '../services/service.ts';
import { contentsOf } from './cache/contents.ts';
import { type Facts, openFactsFile } from './cache/facts.ts';
import { hashOf } from './cache/hash.ts';
import { factsOf, factsThatHold, isCurrent, recall } from './cache/known-facts.ts';
import { measure } from './measure.ts';
import { MutationError } from './mutation-error.ts';
import type { MutationProgress, MutationResult } from './mutation-result.ts';
import { planOperations, toPlan } from './plan.ts';
import { openWorkers, type Workers } from './processes/workers.ts';
import type { FileRecord } from './record/file-record.ts';
import { planFileOf, recordFolderOf } from './record/recording.ts';
import { readRecords } from './record/read-records.ts';
import { recordFiles } from './record/record-files.ts';
import { withRealPaths } from './real-paths.ts';
import { resultOf } from './result-of.ts';
import { Ledger } from './schedule/ledger.ts';

export interface MutateOptions {
  service: Service;
  /** The folder of the whole project: paths of the result are relative to it. */
  projectRoot: string;
  /** Where results are kept for the next run. */
  cacheDirectory: string;
  /** How many Jests run at once. @default one more than there are processors: tests wait more than they compute */
  concurrency?: number;
  /**
   * What a test or hook may take beyond three times of what it took when nothing was broken. A process that then does not
   * even answer is killed after half as much again. @default 2000
   */
  timeoutMilliseconds?: number;
  /**
   * How long it may be looked for a test that catches each mutant, once the tests are recorded. What is not known then stays
   * undecided until the next run. @default as long as it takes
   */
  mutantsMilliseconds?: number;
  /**
   * How long it may be looked for a mutant that each test catches, after it is known which mutants are caught. What is not
   * known then stays open until the next run. 0: not at all. @default as long as it takes
   */
  testsMilliseconds?: number;
  /** Tests that don't count, as `file:line`, the file relative to the project's folder. @default none */
  hollow?: ReadonlySet<string>;
  onProgress?: (progress: MutationProgress) => void;
  signal?: AbortSignal;
}

const defaultTimeoutMilliseconds = 2000;

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
  const operations = planOperations(service.operations, project, projectRoot);
  const contents = contentsOf([service.root, ...service.integrationRoots], projectRoot);
  const hollow = options.hollow ?? new Set();
  const key = hashOf(JSON.stringify([contents.files, operations, [...hollow].toSorted()]));
  const planFile = planFileOf(options.cacheDirectory, service.name);
  const factsFile = openFactsFile(planFile.replace(/plan\.json$/, 'facts.json'));
  const facts = factsThatHold(factsFile.read(), contents, operations, key);
  if (facts.whole !== null)
    return { ...facts.whole.result, milliseconds: performance.now() - startedAt, millisecondsOfMutants: 0 };

  mkdirSync(options.cacheDirectory, { recursive: true });
  writeFileSync(planFile, JSON.stringify(toPlan(operations, project)));
  const found = await withWorkers(
    { options, service, projectRoot, planFile },
    async ({ workers, files }, signal) => {
      const onProgress = options.onProgress ?? (() => undefined);
      const known = { ...facts.records, ...recordedBefore(service.integrationRoots) };
      const missing = files.filter((file) => known[file] === undefined);
      const recorded = await recordFiles(workers, missing, (done) =>
        onProgress({ phase: 'recording', done, total: missing.length }),
      );
      const records = [...files.flatMap((file) => known[file] ?? []), ...recorded];
      const recordedAt = performance.now();
      const ledger = new Ledger(operations, records.map(counting));
      if (ledger.mutants.every(({ status }) => status === 'uncovered')) {
        throw new MutationError('no-covering-tests', `no test enters any operation of ${service.name}`);
      }
      recall(ledger, facts, records);
      const { timeoutMilliseconds: slackMilliseconds = defaultTimeoutMilliseconds, testsMilliseconds } =
        options;
      const { mutantsMilliseconds } = options;
      const isOver = () => signal.aborted;
      const measured = await measure(ledger, workers, {
        slackMilliseconds,
        mutantsMilliseconds,
        testsMilliseconds,
        isOver,
        onProgress,
      });
      return { ledger, records, ...measured, millisecondsOfMutants: performance.now() - recordedAt };
    },
  );

  const { ledger, records, notes, isComplete, millisecondsOfMutants } = found;
  const milliseconds = performance.now() - startedAt;
  const result: MutationResult = {
    service: service.name,
    ...resultOf(ledger, operations),
    notes,
    milliseconds,
    millisecondsOfMutants,
  };
  const newFacts: Facts = {
    whole: isComplete ? { key, result } : null,
    ...factsOf(ledger, records, contents),
  };
  factsFile.write(newFacts);
  return result;

  function counting(record: FileRecord): FileRecord {
    return { ...record, tests: record.tests.filter(({ line }) => !hollow.has(`${record.file}:${line}`)) };
  }

  /** By an ordinary run of the tests, see `prepareRecording`. */
  function recordedBefore(roots: readonly string[]): Record<string, FileRecord> {
    const records = roots.flatMap((root) => Object.entries(readRecords(recordFolderOf(root), projectRoot)));
    return Object.fromEntries(records.filter(([, record]) => isCurrent(record, contents, operations)));
  }
}

/** Gives processes to some work, and ends them with it. */
async function withWorkers<Value>(
  given: { options: MutateOptions; service: Service; projectRoot: string; planFile: string },
  work: (workers: Workers, signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const { concurrency = availableParallelism() + 1, signal: outer } = given.options;
  const { timeoutMilliseconds = defaultTimeoutMilliseconds } = given.options;
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, ...(outer === undefined ? [] : [outer])]);
  let workers: Workers | undefined;
  try {
    outer?.throwIfAborted();
    workers = await openWorkers({
      ...{ workspace: given.projectRoot, roots: given.service.integrationRoots, planFile: given.planFile },
      ...{ concurrency, graceMilliseconds: Math.max(1000, 1.5 * timeoutMilliseconds), signal },
    });
    const value = await work(workers, signal);
    outer?.throwIfAborted();
    return value;
  } catch (error) {
    if (outer?.aborted !== true) throw error;
    throw new MutationError('aborted', 'the measurement was stopped', { cause: outer.reason });
  } finally {
    ending.abort();
    await workers?.stop();
  }
}
