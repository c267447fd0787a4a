import { constants, setPriority } from 'node:os';
import { parentPort, type Transferable } from 'node:worker_threads';

import { AudioError } from '../errors.ts';
import type { ThreadAnswer } from './thread-pool.ts';

/** In a thread of a pool: answers each request with what `work` returns, or with what it throws. */
export function answerRequests<Request, Value>(
  work: (request: Request) => Promise<{ value: Value; transfer?: Transferable[] }>,
): void {
  // On Linux this is the thread's own priority, elsewhere the program's. Whoever waits for the server goes first.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const post = (answer: ThreadAnswer<Value>, transfer: Transferable[] = []) =>
    parentPort?.postMessage(answer, transfer);
  parentPort?.on('message', async (request: Request) => {
    try {
      const { value, transfer } = await work(request);
      post({ value }, transfer);
    } catch (error) {
      if (error instanceof AudioError)
        post({ error: error.message, code: error.code, isRetryable: error.isRetryable });
      else post({ error: error instanceof Error ? error.message : String(error) });
    }
  });
}
