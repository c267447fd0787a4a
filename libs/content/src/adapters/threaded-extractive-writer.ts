import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';

import { ContentError, type ContentErrorCode } from '../errors.ts';
import type { MaterialKind } from '../materials/material-kinds.ts';
import type { Materials, Outline } from '../materials/schemas.ts';
import type { DerivedKind, ShapingOptions, Writer, WritingOptions } from '../ports/writer.ts';
import type { Source } from '../source.ts';
import { extractiveGenerator, extractiveVersion } from './extractive-identity.ts';

/** What crosses to the thread: plain data. */
export interface WriterRequest {
  kind: MaterialKind;
  source: Pick<Source, 'text' | 'title' | 'language'>;
  outline?: Outline;
  options: ShapingOptions;
}

/** What comes back, with the request's number. */
type WriterAnswer = { id: number } & (
  { written: unknown } | { code: ContentErrorCode; isRetryable: boolean; message: string }
);

interface Waiting {
  resolve: (written: unknown) => void;
  reject: (error: Error) => void;
}

export interface ThreadedWriter extends Writer {
  /** Starts the thread, so that it loads while the program does. */
  warmUp(): void;
  close(): Promise<void>;
}

/**
 * The extractive writer in a thread of its own: a long source takes seconds of computing, during which a server must go
 * on answering. The thread starts with the first request (or `warmUp`), keeps no process alive while it is idle, and is
 * replaced after a crash, which fails its requests with `writer-failed` (retryable).
 * A source that needs more memory than `maxHeapMegabytes` (1024 by default) ends the thread, not the program.
 * This module is an entry of its own, which doesn't load the writer into the thread that imports it.
 */
export function createThreadedExtractiveWriter({
  maxHeapMegabytes = 1024,
}: { maxHeapMegabytes?: number } = {}): ThreadedWriter {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let lastId = 0;

  function start(): Worker {
    const worker = new Worker(new URL('./writer-thread-entry.js', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
      workerData: { compileCacheDirectory: getCompileCacheDir() },
    });
    worker.unref();
    worker.on('message', (answer: WriterAnswer) => {
      const request = settle(answer.id);
      if ('written' in answer) request?.resolve(answer.written);
      else
        request?.reject(new ContentError(answer.code, answer.message, { isRetryable: answer.isRetryable }));
    });
    worker.on('error', (cause) => lose(worker, cause));
    worker.on('exit', () => lose(worker));
    thread = worker;
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
    const error = new ContentError('writer-failed', 'The writer broke down.', { isRetryable: true, cause });
    for (const id of [...waiting.keys()]) settle(id)?.reject(error);
  }

  /** Nobody waits for what the thread computes: it is stopped, since computing can't be interrupted otherwise. */
  function abandon(): void {
    const idle = thread;
    thread = undefined;
    void idle?.terminate();
  }

  function ask(request: WriterRequest, signal: AbortSignal | undefined): Promise<unknown> {
    const aborted = () => new ContentError('writing-aborted', 'The writing was aborted.');
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(aborted());
        return;
      }
      lastId += 1;
      const id = lastId;
      const worker = thread ?? start();
      worker.postMessage({ id, ...request });
      worker.ref();
      const onAbort = () => {
        settle(id)?.reject(aborted());
        if (waiting.size === 0) abandon();
      };
      const unlisten = () => signal?.removeEventListener('abort', onAbort);
      waiting.set(id, {
        resolve: (written) => (unlisten(), resolve(written)),
        reject: (error) => (unlisten(), reject(error)),
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  const request = ({ text, title, language }: Source, options: WritingOptions) => ({
    source: { text, title, language },
    options: shapingOptions(options),
  });

  return {
    generator: extractiveGenerator,
    version: extractiveVersion,
    async outline(source, options) {
      const written = await ask({ kind: 'outline', ...request(source, options) }, options.signal);
      // The thread runs this same library's writer, whose type this is.
      return written as Outline;
    },
    async material<Kind extends DerivedKind>(
      kind: Kind,
      source: Source,
      outline: Outline,
      options: WritingOptions,
    ) {
      const written = await ask({ kind, outline, ...request(source, options) }, options.signal);
      return written as Materials[Kind];
    },
    warmUp() {
      if (!thread) start();
    },
    async close() {
      await thread?.terminate();
    },
  };
}

/** A signal, a budget and a function can't cross to a thread; nor does this writer spend anything. */
function shapingOptions(options: WritingOptions): ShapingOptions {
  const plain = { ...options };
  delete plain.signal;
  delete plain.budget;
  delete plain.onUsage;
  return plain;
}
