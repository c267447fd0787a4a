import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';

import type { Job } from '../api/job.ts';
import type { JobOrder, JobSource } from '../api/job-order.ts';
import type { CommandContext } from '../command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readSource } from '../input/read-source.ts';
import { shownAddress } from '../input/web-address.ts';
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
import type { MakeOptions } from '../parse-arguments/parse-make.ts';
import { formatBytes, printable } from '../printable.ts';
import { reportResults } from './report-results.ts';
import { watchJob } from './watch-job.ts';
import { withApi } from './with-api.ts';

/** `factoria make`: a text, a document or an address in, files out. */
export async function runMake(options: MakeOptions, context: CommandContext): Promise<ExitCode> {
  if (options.file === '-' && context.stdin.isTTY === true && !options.quiet) {
    context.stderr.write('Type or paste the text; Ctrl-D ends it.\n');
  }
  const source = await readSource(options.file, context);
  const output = await openOutputDirectory(resolve(context.directory, options.out), fileNames(options));
  if (!options.quiet) context.stderr.write(`${announcement(options, source)}\n`);
  try {
    return await withApi(options, context, async (client) => {
      context.interruption.throwIfAborted();
      const order = orderOf(options, source);
      const created = await client.createJob(order, randomUUID(), context.interruption);
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
function announcement({ file, materials, audio }: MakeOptions, source: JobSource): string {
  const count = (materials ?? Object.keys(materialLabels)).length;
  const what = `${count} material${count === 1 ? '' : 's'}${audio ? ' and a podcast' : ''}`;
  return `Making ${what} from ${describeSource(file, source)}`;
}

function describeSource(file: string, source: JobSource): string {
  const name = file === '-' ? 'standard input' : printable(file);
  switch (source.kind) {
    case 'text':
      return `${name} (${source.text.length.toLocaleString('en-US')} characters)`;
    case 'document':
      return `${name} (${formatBytes(source.bytes.length)})`;
    case 'address':
      return printable(shownAddress(source.url));
  }
}

function orderOf(options: MakeOptions, source: JobSource): JobOrder {
  const { audio, useCache, materials, title, language, audience, level } = options;
  const { targetMinutes, maxCostUsd, webhook } = options;
  return {
    ...{ source, audio, useCache },
    ...(title !== undefined && { title }),
    ...(materials !== undefined && { materials }),
    ...(language !== undefined && { language }),
    ...(audience !== undefined && { audience }),
    ...(level !== undefined && { level }),
    ...(targetMinutes !== undefined && { targetMinutes }),
    ...(maxCostUsd !== undefined && { maxCostUsd }),
    ...(webhook !== undefined && { webhook: { url: webhook } }),
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
