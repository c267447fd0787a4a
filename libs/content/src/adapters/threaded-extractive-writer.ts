import type { MaterialKind } from '../materials/material-kinds.ts';
import type { Materials, Outline } from '../materials/schemas.ts';
import type { DerivedKind, ShapingOptions, Writer, WritingOptions } from '../ports/writer.ts';
import type { Source } from '../source.ts';
import { extractiveGenerator, extractiveVersion } from './extractive-identity.ts';
import { createThread } from './thread/thread.ts';

/** What crosses to the thread: plain data. */
export interface WriterRequest {
  kind: MaterialKind;
  outline?: Outline;
  options: ShapingOptions;
}

export interface ThreadedWriter extends Writer {
  /** Starts the thread, so that it loads while the program does. */
  warmUp(): void;
  close(): Promise<void>;
}

/**
 * The extractive writer in a thread of its own: a long source takes seconds of computing, during which a server must go
 * on answering. A source that needs more memory than `maxHeapMegabytes` (1024 by default) fails, retryable.
 * This module is an entry of its own, which doesn't load the writer into the thread that imports it.
 */
export function createThreadedExtractiveWriter({
  maxHeapMegabytes = 1024,
}: { maxHeapMegabytes?: number } = {}): ThreadedWriter {
  const thread = createThread({ module: './writer-thread.ts', maxHeapMegabytes });
  const ask = (request: Omit<WriterRequest, 'options'>, source: Source, options: WritingOptions) => {
    const whole: WriterRequest = { ...request, options: shapingOptions(options) };
    return thread.ask(whole, source, options.signal);
  };

  return {
    generator: extractiveGenerator,
    version: extractiveVersion,
    async outline(source, options) {
      // The thread runs this same library's writer, whose type this is.
      return (await ask({ kind: 'outline' }, source, options)) as Outline;
    },
    async material<Kind extends DerivedKind>(
      kind: Kind,
      source: Source,
      outline: Outline,
      options: WritingOptions,
    ) {
      return (await ask({ kind, outline }, source, options)) as Materials[Kind];
    },
    warmUp: () => thread.warmUp(),
    close: () => thread.close(),
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
