import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';

import { median, percentile } from './statistics.ts';

const fsyncs = 200;

/** What the figures depend on, a line each. The folder is where the systems keep their files. */
export function machineFacts(folder: string): string[] {
  const times = fsyncMilliseconds(folder);
  return [
    `CPUs: ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}; ${loadNow()} when the run began`,
    `Node: ${process.version}`,
    `fsync after appending 4 KiB: median ${median(times).toFixed(2)} ms, p99 ${percentile(times, 0.99).toFixed(2)} ms (${folder})`,
  ];
}

/** Of the last minute: whether the machine had other things to do, and the figures are the worse for it. */
export const loadNow = (): string => `load ${loadavg()[0]?.toFixed(2)}`;

function fsyncMilliseconds(folder: string): number[] {
  const file = openSync(join(folder, 'fsync'), 'w');
  const page = Buffer.alloc(4096, 1);
  try {
    return Array.from({ length: fsyncs }, () => {
      writeSync(file, page);
      const startedAt = performance.now();
      fsyncSync(file);
      return performance.now() - startedAt;
    });
  } finally {
    closeSync(file);
  }
}
