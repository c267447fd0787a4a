import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';

import type { JobOrder } from '../api/api-client.ts';
import type { Job } from '../api/job.ts';
import type { CommandContext } from '../command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readSource } from '../input/read-source.ts';
import { materialLabels } from '../material-kinds.ts';
import { openOutputDirectory } from '../output/output-directory.ts';
import {
  audioFile,
  cardsFile,
  dataFile,
  fileOfMaterial,
  indexFile,
  transcriptFile,
  type Results,
  writeResults,
} from '../output/write-results.ts';
import type { MakeOptions } from '../parse-arguments.ts';
import { printable } from '../printable.ts';
import { reportResults } from './report-results.ts';
import { watchJob } from './watch-job.ts';
import { withApi } from './with-api.ts';

/** `factoria make`: a text in, files out. */
export async function runMake(options: MakeOptions, context: CommandContext): Promise<ExitCode> {
  if (options.file === '-' && context.stdin.isTTY === true && !options.quiet) {
    context.stderr.write('Type or paste the text; Ctrl-D ends it.\n');
  }
  const text = await readSource(options.file, context);
  const output = await openOutputDirectory(resolve(context.directory, options.out), fileNames(options));
  if (!options.quiet) context.stderr.write(`${announcement(options, text)}\n`);
  try {
    return await withApi(options, context, async (client) => {
      context.interruption.throwIfAborted();
      const created = await client.createJob(orderOf(options, text), randomUUID());
      const job = await watchJob(created, client, options.quiet, context);
      const results = await writeResults(job, { client, output }, context.interruption);
      reportResults(job, results, output, options, context);
      return isComplete(job, results) ? exitCodes.done : exitCodes.failed;
    });
  } finally {
    await output.discardIfEmpty();
  }
}

/** The first sign of life, before the server is there. */
function announcement({ file, materials, audio }: MakeOptions, text: string): string {
  const count = (materials ?? Object.keys(materialLabels)).length;
  const what = `${count} material${count === 1 ? '' : 's'}${audio ? ' and a podcast' : ''}`;
  const source = file === '-' ? 'standard input' : printable(file);
  return `Making ${what} from ${source} (${text.length.toLocaleString('en-US')} characters)`;
}

function orderOf(options: MakeOptions, text: string): JobOrder {
  const { audio, useCache, materials, title, language, audience, level, targetMinutes, maxCostUsd } = options;
  return {
    source: { text, ...(title !== undefined && { title }) },
    ...{ audio, useCache },
    ...(materials !== undefined && { materials }),
    ...(language !== undefined && { language }),
    ...(audience !== undefined && { audience }),
    ...(level !== undefined && { level }),
    ...(targetMinutes !== undefined && { targetMinutes }),
    ...(maxCostUsd !== undefined && { maxCostUsd }),
  };
}

function fileNames({ materials, audio }: MakeOptions): string[] {
  const kinds = materials ?? Object.keys(materialLabels);
  return [
    ...[indexFile, dataFile, ...kinds.map(fileOfMaterial)],
    ...(kinds.includes('flashcards') ? [cardsFile] : []),
    ...(audio ? [audioFile, transcriptFile] : []),
  ];
}

function isComplete(job: Job, { missing }: Results): boolean {
  return job.status === 'completed' && missing.length === 0;
}
