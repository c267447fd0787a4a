import { ContentError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Writer, WritingOptions } from '../ports/writer.ts';
import { abortError } from './abort-error.ts';
import { checkLimit } from './check-limit.ts';
import { runWithin } from './run-within.ts';

export interface DeadlineOptions {
  clock: Clock;
  /** For one material or one outline, with all its calls, waits and repairs. @default 600 */
  seconds?: number | undefined;
}

/**
 * Gives each material so many seconds, whatever its calls are waiting for, then aborts it with `deadline-exceeded`:
 * retryable, since it says nothing about the source.
 */
export function withDeadline(writer: Writer, { clock, seconds = 600 }: DeadlineOptions): Writer {
  checkLimit('The deadline in seconds', seconds, 'a number above 0');

  async function limited<Result>(
    what: string,
    options: WritingOptions,
    write: (options: WritingOptions) => Promise<Result>,
  ): Promise<Result> {
    const { signal } = options;
    if (signal?.aborted) throw abortError(signal);
    const timeUp = () =>
      new ContentError('deadline-exceeded', `The ${what} was not done within ${seconds} seconds.`, {
        isRetryable: true,
      });
    return runWithin({ clock, seconds, signal, timeUp, aborted: abortError }, (signal) =>
      write({ ...options, signal }),
    );
  }

  return {
    generator: writer.generator,
    version: writer.version,
    outline: (source, options) => limited('outline', options, (options) => writer.outline(source, options)),
    material: (kind, source, outline, options) =>
      limited(kind, options, (options) => writer.material(kind, source, outline, options)),
  };
}
