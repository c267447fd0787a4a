import type { Job } from '../api/job.ts';
import type { CommandContext } from '../command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { columnWidths, renderTable } from '../output/text-table.ts';
import type { JobsOptions } from '../parse-arguments/parse-jobs.ts';
import { printable } from '../printable.ts';
import { withApi } from './with-api.ts';

/** `factoria jobs`: a table of jobs, or the same as JSON. */
export async function runJobs(
  { status, limit, json, ...server }: JobsOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const jobs = await withApi(server, context, (client) =>
    client.jobs({ limit, ...(status !== undefined && { status }) }, context.interruption),
  );
  context.stdout.write(
    json ? `${JSON.stringify(jobs, null, 2)}\n` : renderJobs(jobs, context.stdout.columns),
  );
  return exitCodes.done;
}

const maxTitleCharacters = 60;
const minTitleCharacters = 10;
/** A terminal narrower than this sees no years, so that titles find room. */
const roomyColumns = 100;

/** The table. In a terminal, titles are cut to its width. Pure. */
export function renderJobs(jobs: readonly Job[], columns: number = Infinity): string {
  if (jobs.length === 0) return 'There are no jobs.\n';
  const rows = jobs.map(({ id, status, progress, createdAt }) => [
    id,
    status,
    `${progress.completed}/${progress.total}`,
    createdAt.slice(columns < roomyColumns ? 5 : 0, 16).replace('T', ' '),
  ]);
  const table = [['JOB', 'STATUS', 'MADE', columns < roomyColumns ? 'UTC' : 'CREATED (UTC)'], ...rows];
  const room = columns - 1 - columnWidths(table).reduce((sum, width) => sum + width + 2, 0);
  const titleWidth = Math.max(minTitleCharacters, Math.min(room, maxTitleCharacters));
  const titles = ['TITLE', ...jobs.map(({ title }) => cut(printable(title), titleWidth))];
  return renderTable(table.map((row, index) => [...row, titles[index] ?? '']));
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
