import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';

import { ContentError, type ContentErrorCode } from '../../errors.ts';
import type { Source } from '../../source.ts';

/** What goes to the thread: without a source it is about the same one as the request before it. */
export interface ThreadRequest {
  id: number;
  request: object;
  source: SentSource | undefined;
}

/** What crosses of a source; the thread parses it again. */
export type SentSource = Pick<Source, 'text' | 'title' | 'language'>;

/** What comes back from the thread, with the request's number. */
export type ThreadAnswer = { id: number } & (
  { value: unknown } | { code: ContentErrorCode; isRetryable: boolean; message: string }
);

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export interface Thread {
  /**
   * Resolves with what the thread makes of a request about a source. The request is plain data.
   * @throws ContentError the thread's own; `writer-failed` (retryable) when it breaks down; `writing-aborted`
   */
  ask(request: object, source: Source, signal?: AbortSignal): Promise<unknown>;
  /** Starts the thread, so that it loads while the program does. */
  warmUp(): void;
  close(): Promise<void>;
}

export interface ThreadOptions {
  /** The file beside this one that answers requests (`answerRequests`). */
  module: string;
  /** What needs more ends the thread, not the program. */
  maxHeapMegabytes: number;
}

const broken = (cause?: unknown) =>
  new ContentError('writer-failed', 'The writer broke down.', { isRetryable: true, cause });

/**
 * A thread that computes, so that a server goes on answering. It starts with the first request (or `warmUp`), keeps no
 * process alive while it is idle, and is replaced after a crash, which fails its requests.
 */
export function createThread({ module, maxHeapMegabytes }: ThreadOptions): Thread {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let lastId = 0;
  /** A long text is sent once for all that is asked of it in a row: sending it takes milliseconds. */
  let lastSource: Source | undefined;
  let isClosed = false;

  function start(): Worker {
    const worker = new Worker(new URL('./thread-entry.js', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
      workerData: { module, compileCacheDirectory: getCompileCacheDir() },
    });
    worker.unref();
    worker.on('message', (answer: ThreadAnswer) => {
      const request = settle(answer.id);
      if ('value' in answer) request?.resolve(answer.value);
      else
        request?.reject(new ContentError(answer.code, answer.message, { isRetryable: answer.isRetryable }));
    });
    worker.on('error', (cause) => lose(worker, cause));
    worker.on('exit', () => lose(worker));
    thread = worker;
    lastSource = undefined;
    return worker;
  }

  function settle(id: number): Waiting | undefined {
    const request = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) thread?.unref();
    return request;
  }

  function lose(worker: Worker, cause?: unknown): void {
    if (thread !== worker) return;
    thread = undefined;
    for (const id of [...waiting.keys()]) settle(id)?.reject(broken(cause));
  }

  /** Nobody waits for what the thread computes: it is stopped, since computing can't be interrupted otherwise. */
  function abandon(): void {
    const idle = thread;
    thread = undefined;
    void idle?.terminate();
  }

  return {
    ask(request, source, signal) {
      const aborted = () => new ContentError('writing-aborted', 'The writing was aborted.');
      return new Promise((resolve, reject) => {
        if (signal?.aborted || isClosed) {
          reject(isClosed ? broken() : aborted());
          return;
        }
        lastId += 1;
        const id = lastId;
        const worker = thread ?? start();
        const { text, title, language } = source;
        const sent = source === lastSource ? undefined : { text, title, language };
        worker.postMessage({ id, request, source: sent } satisfies ThreadRequest);
        lastSource = source;
        worker.ref();
        const onAbort = () => {
          settle(id)?.reject(aborted());
          if (waiting.size === 0) abandon();
        };
        const unlisten = () => signal?.removeEventListener('abort', onAbort);
        waiting.set(id, {
          resolve: (value) => (unlisten(), resolve(value)),
          reject: (error) => (unlisten(), reject(error)),
        });
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    warmUp() {
      if (!thread) start();
    },
    async close() {
      isClosed = true;
      await thread?.terminate();
    },
  };
}
