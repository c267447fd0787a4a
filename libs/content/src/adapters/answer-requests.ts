import { parentPort } from 'node:worker_threads';

import type { ThreadAnswer } from './thread.ts';

/** The thread's side of `createThread`: answers each request as it comes. An error crosses by its code and message. */
export function answerRequests<Request>(answer: (request: Request) => unknown): void {
  parentPort?.on('message', async ({ id, request }: { id: number; request: Request }) => {
    try {
      reply({ id, value: await answer(request) });
    } catch (error) {
      const isTyped = error instanceof Error && 'code' in error && 'isRetryable' in error;
      const { code, isRetryable } = isTyped
        ? (error as Error & Pick<Failed, 'code' | 'isRetryable'>)
        : { code: 'writer-failed' as const, isRetryable: false };
      reply({ id, code, isRetryable, message: error instanceof Error ? error.message : String(error) });
    }
  });
}

type Failed = Extract<ThreadAnswer, { code: unknown }>;

const reply = (answer: ThreadAnswer) => parentPort?.postMessage(answer);
