import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';

import type { ApiClient, JobOrder } from '../api/api-client.ts';
import { followJob } from '../api/follow-job.ts';
import { hasEnded, type Job } from '../api/job.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readSource } from '../input/read-source.ts';
import { materialLabels } from '../material-kinds.ts';
import { openOutputDirectory } from '../output/output-directory.ts';
import {
  audioFile,
  dataFile,
  fileOfMaterial,
  indexFile,
  type Results,
  writeResults,
} from '../output/write-results.ts';
import type { MakeOptions } from '../parse-arguments.ts';
import { createProgressDisplay, silentDisplay } from '../progress/progress-display.ts';
import { reportResults } from './report-results.ts';
import { withApi } from './with-api.ts';

/** `factoria make`: a text in, files out. */
export async function runMake(options: MakeOptions, context: CommandContext): Promise<ExitCode> {
  if (options.file === '-' && context.stdin.isTTY === true && !options.quiet) {
    context.stderr.write('Type or paste the text; Ctrl-D ends it.\n');
  }
  const text = await readSource(options.file, context);
  const output = await openOutputDirectory(resolve(context.directory, options.out), fileNames(options));
  try {
    return await withApi(options, context, async (client) => {
      context.interruption.throwIfAborted();
      const { id } = await client.createJob(orderOf(options, text), randomUUID());
      const job = await watch(id, client, options, context);
      const results = await writeResults(job, { client, output }, context.interruption);
      reportResults(job, results, output, options, context);
      return isComplete(job, results) ? exitCodes.done : exitCodes.failed;
    });
  } finally {
    await output.discardIfEmpty();
  }
}

/** Shows the job until it has ended. Ctrl-C cancels it, on the server too. */
async function watch(
  id: string,
  client: ApiClient,
  options: MakeOptions,
  context: CommandContext,
): Promise<Job> {
  const { stderr: output, environment, elapsedSeconds, interruption } = context;
  const display = options.quiet
    ? silentDisplay
    : createProgressDisplay({ output, environment, elapsedSeconds: () => elapsedSeconds() });
  try {
    for await (const job of followJob(id, { client, wait: context.wait }, interruption)) {
      display.show(job);
      if (hasEnded(job)) return job;
    }
  } catch (error) {
    if (interruption.aborted) await cancel(id, client, context);
    else if (error instanceof CliError && error.isRetryable) {
      throw new CliError(error.code, `${error.message}\nThe job ${id} may be going on there.`, {
        cause: error,
      });
    }
    throw error;
  } finally {
    display.close();
  }
  throw new CliError('answer-unexpected', `The server stopped telling about job ${id} before its end.`);
}

/** Best effort: a job that has ended meanwhile, or a server that is gone, must not hide that we were interrupted. */
async function cancel(id: string, client: ApiClient, { stderr }: CommandContext): Promise<void> {
  try {
    await client.cancel(id);
    stderr.write(`Job ${id} is cancelled.\n`);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    if (error.status !== 409) stderr.write(`Job ${id} could not be cancelled: ${error.message}\n`);
  }
}

function orderOf(options: MakeOptions, text: string): JobOrder {
  const { audio, useCache, materials, title, language, audience, level, targetMinutes } = options;
  return {
    source: { text, ...(title !== undefined && { title }) },
    ...{ audio, useCache },
    ...(materials !== undefined && { materials }),
    ...(language !== undefined && { language }),
    ...(audience !== undefined && { audience }),
    ...(level !== undefined && { level }),
    ...(targetMinutes !== undefined && { targetMinutes }),
  };
}

function fileNames({ materials, audio }: MakeOptions): string[] {
  const kinds = materials ?? Object.keys(materialLabels);
  return [indexFile, dataFile, ...kinds.map(fileOfMaterial), ...(audio ? [audioFile] : [])];
}

function isComplete(job: Job, { missing }: Results): boolean {
  return job.status === 'completed' && missing.length === 0;
}
