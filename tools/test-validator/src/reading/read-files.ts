import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Project } from '../project/project.ts';
import { type FileReading, readFile } from './read-file.ts';

/** Below this a thread costs more than it saves. */
const filesWorthAThread = 40;
/** Files of one folder share helpers, so that they are best read together; small enough that no thread ends last. */
const filesInABatch = 16;
const maxThreads = 8;

/**
 * Reads files of tests, in parallel where there are many. Each gets a result: files of a thread that dies are read here.
 */
export async function readFiles(paths: readonly string[], project: Project): Promise<Map<string, FileReading>> {
  const readings = new Map<string, FileReading>();
  const threads = Math.min(availableParallelism(), maxThreads, Math.floor(paths.length / filesWorthAThread));
  if (threads > 1) {
    const batches: string[][] = [];
    for (let at = 0; at < paths.length; at += filesInABatch) batches.push(paths.slice(at, at + filesInABatch));
    batches.reverse();
    const take = (answers: { path: string; reading: FileReading }[]): void => {
      for (const { path, reading } of answers) readings.set(path, reading);
    };
    await Promise.all(Array.from({ length: threads }, () => readInThread(project.root, batches, take)));
  }
  for (const path of paths) if (!readings.has(path)) readings.set(path, readFile(path, project));
  return readings;
}

function readInThread(
  root: string,
  batches: string[][],
  take: (answers: { path: string; reading: FileReading }[]) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('../../bin/reading-worker.js', import.meta.url), {
      workerData: root,
      // Trees live for a file and die: with room for many the collector has next to nothing to do.
      resourceLimits: { maxYoungGenerationSizeMb: 384 },
    });
    worker.on('message', (answers: { path: string; reading: FileReading }[]) => {
      take(answers);
      const batch = batches.pop();
      if (batch === undefined) void worker.terminate();
      else worker.postMessage(batch);
    });
    worker.on('error', () => resolve());
    worker.on('exit', () => resolve());
  });
}
