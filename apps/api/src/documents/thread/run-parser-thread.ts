import { types } from 'node:util';
import { isMarkedAsUntransferable, Worker } from 'node:worker_threads';

import { aborted, DocumentError, type DocumentErrorCode } from '../document-error.ts';
import type { DocumentLimits } from '../document-limits.ts';
import { outOfMemory, type ParsedDocument, type ParserRequest } from './parse-document.ts';

/** What a thread posts, once. */
export type ThreadAnswer =
  | { value: ParsedDocument }
  | {
      code: DocumentErrorCode;
      message: string;
      limit: keyof DocumentLimits | undefined;
      cause: string | undefined;
    };

/** How often the thread's buffers are measured, which no limit of Node's covers. In milliseconds. */
const measureEvery = 50;
const mebibyte = 1024 * 1024;

export interface ThreadOptions {
  signal: AbortSignal;
  /** Answers its `workerData` with one ThreadAnswer. @default the parsers */
  module?: URL;
}

/**
 * Parses one document in a thread of its own, which has ended when the promise settles, however it does. It sees
 * nothing of the program's environment. Bytes that fill their buffer are moved to it, not copied.
 * @throws DocumentError the parser's own; `document-too-slow`, `document-too-large` or `document-aborted`
 */
export function runParserThread(
  request: ParserRequest,
  { signal, module = new URL('./parse-document-thread.ts', import.meta.url) }: ThreadOptions,
): Promise<ParsedDocument> {
  const { seconds, memoryMegabytes } = request.limits;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(notAwaited(signal));
      return;
    }
    const worker = new Worker(module, {
      workerData: request,
      transferList: transferableOf(request.bytes),
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
      // Not the program's own flags, of which some keep a thread from starting.
      execArgv: [],
      env: {},
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      clearInterval(meter);
      signal.removeEventListener('abort', onAbort);
      worker.removeAllListeners('message').removeAllListeners('exit');
      // An error on its way out is no news.
      worker.removeAllListeners('error').on('error', () => {});
      worker.terminate().then(settle, settle);
    };
    const fail = (error: Error) => end(() => reject(error));
    const onAbort = () => fail(notAwaited(signal));
    const timer = setTimeout(() => fail(tooSlow(seconds)), 1000 * seconds);
    const meter = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ external_memory: bytes }) => {
          if (bytes > memoryMegabytes * mebibyte) fail(outOfMemory(memoryMegabytes));
        },
        // It has just ended.
        () => {},
      );
    }, measureEvery);

    signal.addEventListener('abort', onAbort, { once: true });
    worker.on('message', (answer: ThreadAnswer) => {
      if ('value' in answer) end(() => resolve(answer.value));
      else fail(new DocumentError(answer.code, answer.message, { limit: answer.limit, cause: answer.cause }));
    });
    worker.on('error', (error) => {
      const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      fail(isOutOfMemory ? outOfMemory(memoryMegabytes) : error);
    });
    worker.on('exit', (code) => fail(new Error(`The parser's thread ended with ${code} and no answer.`)));
  });
}

const notAwaited = (signal: AbortSignal) => aborted('The reading was aborted.', signal.reason);

const tooSlow = (seconds: number) =>
  new DocumentError(
    'document-too-slow',
    `Reading the file takes longer than ${seconds} s, which is the limit. Send it in parts, or as plain text.`,
    { limit: 'seconds' },
  );

/** A part of a buffer can't be moved without the rest of it, which may be anybody's. */
function transferableOf({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  const isWhole = types.isArrayBuffer(buffer) && buffer.byteLength === byteLength;
  return isWhole && !isMarkedAsUntransferable(buffer) ? [buffer] : [];
}
