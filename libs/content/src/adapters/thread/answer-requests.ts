import { parentPort } from 'node:worker_threads';

import { ContentError } from '../../errors.ts';
import type { Source } from '../../source.ts';
import { createKeptSources, type KeptSourcesOptions } from './kept-sources.ts';
import type { SentSource, ThreadAnswer, ThreadRequest } from './thread.ts';

/** The thread's side of `createThread`: answers each request as it comes. An error crosses by its code and message. */
export function answerRequests<Request>(
  answer: (request: Request, source: Source) => unknown,
  kept: KeptSourcesOptions,
): void {
  const keep = createKeptSources(kept);
  let last: SentSource | undefined;
  parentPort?.on('message', async (message: ThreadRequest) => {
    const sent = message.source ?? last;
    last = sent;
    try {
      if (!sent) throw new Error('The first request came without its source.');
      // Each thread has one kind of caller, whose requests these are.
      const value = await answer(message.request as Request, keep(sent));
      reply({ id: message.id, value });
    } catch (error) {
      reply({ id: message.id, ...failureOf(error) });
    }
  });
}

function failureOf(error: unknown): Pick<Failed, 'code' | 'isRetryable' | 'message'> {
  if (error instanceof ContentError) {
    const { code, isRetryable, message } = error;
    return { code, isRetryable, message };
  }
  return {
    code: 'writer-failed',
    isRetryable: false,
    message: error instanceof Error ? error.message : String(error),
  };
}

type Failed = Extract<ThreadAnswer, { code: unknown }>;

const reply = (answer: ThreadAnswer) => parentPort?.postMessage(answer);
