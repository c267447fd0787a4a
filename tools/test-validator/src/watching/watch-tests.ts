import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { hashOfFile } from '../mutation/cache/hash.ts';
import { MutationError } from '../mutation/mutation-error.ts';
import type { MutationPlan } from '../mutation/plan.ts';
import { jestProjectsOf } from '../mutation/processes/jest-projects.ts';
import { openWorkers } from '../mutation/processes/workers.ts';
import type { FileRecord } from '../mutation/record/file-record.ts';
import { readRecords } from '../mutation/record/read-records.ts';
import { recordEach } from '../mutation/record/record-files.ts';
import { withRealPaths } from '../mutation/real-paths.ts';
import { recordFolderOf } from '../mutation/record/recording.ts';
import type { MutableOperation } from '../mutation/mutants/mutant.ts';
import { operationKey, type Service } from '../services/service.ts';
import { join } from '../project/paths.ts';
import type { Note } from '../report/report.ts';
import { planRun } from './plan-run.ts';
import type { WatchedTest } from './watched-test.ts';

export interface WatchTestsOptions {
  /** The project's folder. */
  root: string;
  /** Whose operations are watched, too. @default none */
  services?: readonly Service[];
  cacheDirectory: string;
  /** How many Jests run at once. @default one for each processor */
  concurrency?: number;
  onProgress?: (project: string, done: number, total: number) => void;
}

export interface WatchedRun {
  records: FileRecord[];
  /** Operations that no test entered, as `file#name`: see `operationKey`. */
  unentered: ReadonlySet<string>;
  notes: Note[];
}

export const nothingRun: WatchedRun = { records: [], unentered: new Set(), notes: [] };

/**
 * Runs the tests, as far as Jest finds their files, and notes which assertions each comes to. What an ordinary run has
 * recorded of the same texts is taken as it is (see `prepareRecording`). What fails is left out, and noted.
 */
export async function watchTests(
  tests: readonly WatchedTest[],
  {
    root,
    services = [],
    cacheDirectory,
    concurrency = availableParallelism(),
    onProgress,
  }: WatchTestsOptions,
): Promise<WatchedRun> {
  const projectRoot = realpathSync(root);
  const { plan, operations } = planRun(services.map(withRealPaths), tests, projectRoot);
  const planFile = join(cacheDirectory, 'watching.plan.json');
  mkdirSync(cacheDirectory, { recursive: true });
  writeFileSync(planFile, JSON.stringify(plan));
  const records: FileRecord[] = [];
  const notes: Note[] = [];
  const byFolder = jestProjectsOf([...new Set(tests.map(({ file }) => file))], projectRoot);
  const before = new Map(
    [...byFolder.keys()].map((folder) => [folder, recordedBefore(folder, projectRoot, plan)]),
  );
  // A suite that test files of another project call is loaded there.
  const loaded = new Set([...before.values()].flatMap((known) => Object.values(known)).flatMap(loadedBy));
  for (const [folder, wanted] of byFolder) {
    const known = before.get(folder) ?? {};
    if (wanted.every((file) => loaded.has(file))) {
      records.push(...Object.values(known));
      continue;
    }
    const ending = new AbortController();
    try {
      const {
        workers,
        files: found,
        stop,
      } = await openWorkers({
        ...{ workspace: projectRoot, roots: [folder], planFile, concurrency },
        ...{ graceMilliseconds: 0, signal: ending.signal },
      });
      try {
        const missing = found.filter((file) => known[file] === undefined);
        const recorded = await recordEach(workers, missing, (done) =>
          onProgress?.(folder, done, missing.length),
        );
        records.push(...found.flatMap((file) => known[file] ?? []), ...recorded.records);
        notes.push(
          ...recorded.failures.map((failure) => ({ file: null, message: `did not pass: ${failure}` })),
        );
      } finally {
        await stop();
      }
    } catch (error) {
      if (!(error instanceof MutationError)) throw error;
      notes.push({ file: null, message: `the tests could not be run: ${error.message}` });
    } finally {
      ending.abort();
    }
  }
  return { records, notes, unentered: unenteredIn(operations, records) };
}

function isAmong(some: readonly string[], all: readonly string[]): boolean {
  const known = new Set(all);
  return some.every((each) => known.has(each));
}

/** Of the operations that tell when they are entered. */
function unenteredIn(operations: readonly MutableOperation[], records: readonly FileRecord[]): Set<string> {
  const entered = new Set(
    records.flatMap(({ outside, tests }) => [
      ...outside,
      ...tests.flatMap(({ body, hooks }) => [...body, ...hooks]),
    ]),
  );
  return new Set(
    operations
      .filter(({ insertions, key }) => insertions.length > 0 && !entered.has(key))
      .map(({ file, operation }) => operationKey(file, operation.name)),
  );
}

const loadedBy = (record: FileRecord): string[] => Object.keys(record.loaded);

/** Of the same texts, watched at the same places. */
function recordedBefore(folder: string, projectRoot: string, plan: MutationPlan): Record<string, FileRecord> {
  const records = Object.entries(readRecords(recordFolderOf(folder), projectRoot));
  const hashes = new Map<string, string>();
  const hash = (path: string): string => {
    const known = hashes.get(path) ?? hashOfFile(path);
    hashes.set(path, known);
    return known;
  };
  const wanted = Object.values(plan.operations);
  const isCurrent = ({ loaded, watched, operations }: FileRecord): boolean =>
    isAmong(wanted, operations) &&
    Object.entries(loaded).every(([file, before]) => {
      const path = join(projectRoot, file);
      return before === hash(path) && watched[file] === plan.files[path]?.watched;
    });
  return Object.fromEntries(records.filter(([, record]) => isCurrent(record)));
}
