import { CliError, isJsonError } from '../errors.ts';
import type { ApiClient } from './api-client.ts';
import { decodeJob, hasEnded, type Job } from './job.ts';

export interface FollowDependencies {
  client: Pick<ApiClient, 'events' | 'job'>;
  /** Rejects when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>;
}

/** Streams that break this often in a row, with nothing received in between, are given up for asking. */
const maxBrokenStreams = 3;
const reconnectMilliseconds = 1000;
const pollMilliseconds = 1000;
/** Polls that fail this often in a row mean that the server is gone. */
const maxFailedPolls = 10;

/**
 * The states of a job, from now to its end, the last one included. Listens to its events, comes back with the id of
 * the last one when the connection breaks, and asks every second where events don't come through.
 * Throws CliError when the server stays away, or the reason of the signal.
 */
export async function* followJob(
  id: string,
  { client, wait }: FollowDependencies,
  signal: AbortSignal,
): AsyncGenerator<Job> {
  let lastEventId = '';
  for (let broken = 0; broken < maxBrokenStreams; broken += 1) {
    if (broken > 0) await wait(reconnectMilliseconds, signal);
    try {
      for await (const event of client.events(id, lastEventId, signal)) {
        broken = 0;
        lastEventId = event.lastEventId;
        if (event.name !== 'progress' && event.name !== 'end') continue;
        const job = decodeJob(JSON.parse(event.data));
        yield job;
        if (hasEnded(job)) return;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (isFinal(error)) throw error;
      if (sendsNoEvents(error)) break;
    }
  }
  yield* pollJob(id, { client, wait }, signal);
}

async function* pollJob(
  id: string,
  { client, wait }: FollowDependencies,
  signal: AbortSignal,
): AsyncGenerator<Job> {
  for (let failed = 0; ;) {
    const job = await client.job(id, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      failed += 1;
      if (isFinal(error) || failed === maxFailedPolls) throw error;
      return undefined;
    });
    if (job !== undefined) {
      failed = 0;
      yield job;
      if (hasEnded(job)) return;
    }
    await wait(pollMilliseconds, signal);
  }
}

/** The key is refused, or the job is not there (any more): asking again would not help. */
function isFinal(error: unknown): boolean {
  return error instanceof CliError && [401, 403, 404].includes(error.status ?? 0);
}

function sendsNoEvents(error: unknown): boolean {
  return isJsonError(error) || (error instanceof CliError && error.code === 'answer-unexpected');
}
