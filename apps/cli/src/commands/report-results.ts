import { join, relative } from 'node:path';

import type { Job } from '../api/job.ts';
import type { CommandContext } from '../command-context.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import type { Results } from '../output/write-results.ts';
import type { MakeOptions } from '../parse-arguments/parse-make.ts';
import { formatDollars, formatSeconds, printable } from '../printable.ts';

/** Says what was made, where it is and how long it took; and what was not made, even when quiet. */
export function reportResults(
  job: Job,
  { files, missing }: Results,
  output: OutputDirectory,
  { json, quiet }: MakeOptions,
  { stdout, stderr, directory, elapsedSeconds }: CommandContext,
): void {
  const seconds = elapsedSeconds();
  if (json) {
    const { id, status, title, audio } = job;
    const failures = missing.map(({ label, code, message }) => ({ part: label, code, message }));
    const names = files.map(({ name }) => name);
    const report = {
      id,
      status,
      title,
      audio,
      directory: output.path,
      files: names,
      failures,
      seconds: Number(seconds.toFixed(3)),
      costUsd: job.costUsd,
    };
    stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else if (!quiet && files.length > 0) {
    const width = Math.max(...files.map(({ name }) => name.length));
    const lines = files.map(({ name, content }) => `  ${name.padEnd(width)}  ${content}`.trimEnd());
    const made = job.status === 'completed' ? 'Made' : 'Made in part:';
    stdout.write(`${made} "${printable(job.title)}" in ${formatSeconds(seconds)}:\n${lines.join('\n')}\n`);
    if (job.costUsd > 0) stdout.write(`It cost ${formatDollars(job.costUsd)}.\n`);
    stdout.write(`Start with ${shortest(join(output.path, 'index.md'), directory)}\n`);
  }
  if (job.status === 'cancelled') stderr.write(`Job ${job.id} was cancelled.\n`);
  for (const { label, message, code } of missing)
    stderr.write(`Not made: ${label}: ${printable(message)} (${code})\n`);
}

/** Relative to where the user is, unless that would lead upwards. */
function shortest(path: string, directory: string): string {
  const short = relative(directory, path);
  return short.startsWith('..') ? path : short;
}
