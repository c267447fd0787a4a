import type { ApiClient } from '../api/api-client.ts';
import { followJob } from '../api/follow-job.ts';
import { hasEnded, type Job } from '../api/job.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { createProgressDisplay, silentDisplay } from '../progress/progress-display.ts';

/** Shows a job until it has ended, and answers its last state. Ctrl-C cancels it, on the server too. */
export async function watchJob(
  created: Job,
  client: ApiClient,
  quiet: boolean,
  context: CommandContext,
): Promise<Job> {
  try {
    return await showUntilEnd(created, client, quiet, context);
  } catch (error) {
    if (context.interruption.aborted) await cancel(created.id, client, context);
    else if (error instanceof CliError && error.isRetryable) {
      throw new CliError(error.code, `${error.message}\nThe job ${created.id} may be going on there.`, {
        cause: error,
      });
    }
    throw error;
  }
}

async function showUntilEnd(
  created: Job,
  client: ApiClient,
  quiet: boolean,
  { stderr: output, environment, elapsedSeconds, interruption, wait }: CommandContext,
): Promise<Job> {
  const display = quiet
    ? silentDisplay
    : createProgressDisplay({ output, environment, elapsedSeconds: () => elapsedSeconds() });
  try {
    display.show(created);
    for await (const job of followJob(created.id, { client, wait }, interruption)) {
      display.show(job);
      if (hasEnded(job)) return job;
    }
  } finally {
    // Before anyone else writes: the next frame would be drawn over it.
    display.close();
  }
  throw new CliError(
    'answer-unexpected',
    `The server stopped telling about job ${created.id} before its end.`,
  );
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
