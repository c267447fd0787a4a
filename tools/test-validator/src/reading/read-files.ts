import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import type { Project } from '../project/project.ts';
import type { FileReading, ReadFileOptions } from './read-file.ts';

/** Below this another process costs more than it saves. */
const filesWorthAProcess = 40;
/** Files of one folder share helpers, so that they are best read together; small enough that no process ends last. */
const filesInABatch = 16;
const maxProcesses = 8;

export interface ReadFilesOptions extends ReadFileOptions {
  /** How long a batch may take; more is taken for a hang. @default 60 000 */
  batchMilliseconds?: number;
}

/**
 * Reads files of tests in processes of their own: a text that brings the parser down, or that takes for ever, costs its
 * own result only, and becomes a note. Each path has a result.
 */
export async function readFiles(
  paths: readonly string[],
  project: Project,
  { batchMilliseconds = 60_000, withWatched = false }: ReadFilesOptions = {},
): Promise<Map<string, FileReading>> {
  const batches: string[][] = [];
  for (let at = 0; at < paths.length; at += filesInABatch) batches.push(paths.slice(at, at + filesInABatch));
  batches.reverse();
  const readings = new Map<string, FileReading>();
  const give = (path: string, reading: FileReading): void => void readings.set(path, reading);
  const wanted = Math.min(availableParallelism(), maxProcesses, Math.ceil(paths.length / filesWorthAProcess));
  const fail = (path: string, why: string): void =>
    give(path, { ...nothing, notes: [{ file: project.nameOf(path), message: `could not be read: ${why}` }] });
  await Promise.all(
    Array.from({ length: wanted }, async () => {
      while (batches.length > 0)
        await readInProcess({ root: project.root, withWatched, batches, batchMilliseconds, give, fail });
    }),
  );
  return readings;
}

const nothing: FileReading = { tests: [], findings: [], comments: [], notes: [], dependencies: [] };

interface Work {
  root: string;
  withWatched: boolean;
  /** What is left to read, the next last. */
  batches: string[][];
  batchMilliseconds: number;
  give(path: string, reading: FileReading): void;
  fail(path: string, why: string): void;
}

/** Reads batches until none is left, or until the process dies of one: its files are then read one by one. */
function readInProcess({ root, withWatched, batches, batchMilliseconds, give, fail }: Work): Promise<void> {
  return new Promise((resolve) => {
    const reader = start(root, withWatched);
    let batch: string[] | undefined;
    let why = 'the parser gave up on it';
    let deadline: NodeJS.Timeout | undefined;
    const next = (): void => {
      clearTimeout(deadline);
      batch = batches.pop();
      if (batch === undefined) {
        reader.disconnect();
        return;
      }
      deadline = setTimeout(() => {
        why = `it took longer than ${batchMilliseconds / 1000} s`;
        reader.kill('SIGKILL');
      }, batchMilliseconds);
      reader.send(batch);
    };
    reader.on('message', (answers: { path: string; reading: FileReading }[]) => {
      for (const { path, reading } of answers) give(path, reading);
      next();
    });
    reader.once('error', (error) => (why = error.message));
    reader.once('exit', () => {
      clearTimeout(deadline);
      const [only, ...others] = batch ?? [];
      if (only !== undefined && others.length === 0) fail(only, why);
      else batches.push(...(batch ?? []).map((path) => [path]));
      resolve();
    });
    next();
  });
}

function start(root: string, withWatched: boolean): ChildProcess {
  const args = [root, ...(withWatched ? ['with-watched'] : [])];
  return fork(fileURLToPath(new URL('../../bin/reading-process.js', import.meta.url)), args, {
    // Trees live for a file and die: with room for many, the collector has next to nothing to do.
    execArgv: ['--max-semi-space-size=128', '--min-semi-space-size=64'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
