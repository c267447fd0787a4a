import { ContentError } from '../../errors.ts';
import { abortError } from '../../limits/abort-error.ts';
import { onAbort } from '../../limits/on-abort.ts';
import type { Source } from '../../source.ts';
import type { SourceReading } from './read-source.ts';

export type ShareReading = (
  source: Source,
  rules: string,
  read: () => Promise<SourceReading>,
  signal: AbortSignal | undefined,
) => Promise<SourceReading>;

/** What ends one writing, and says nothing about the others that read the same source. */
const ownFailures = new Set(['writing-aborted', 'deadline-exceeded', 'cost-limit-reached']);

/**
 * The writings of one source object share one reading of it, under the same rules; a failed one is not kept. The first of
 * them pays for it, with its budget and for as long as it wants.
 */
export function createReadingShare(): ShareReading {
  const readings = new WeakMap<Source, Map<string, Promise<SourceReading>>>();
  return async function share(source, rules, read, signal) {
    const known = readings.get(source) ?? new Map<string, Promise<SourceReading>>();
    readings.set(source, known);
    const running = known.get(rules);
    if (!running) {
      const reading = read();
      known.set(rules, reading);
      reading.catch(() => known.delete(rules));
      return reading;
    }
    try {
      return await unlessAborted(running, signal);
    } catch (error) {
      const isOthers = error instanceof ContentError && ownFailures.has(error.code);
      if (!isOthers || signal?.aborted) throw error;
      return share(source, rules, read, signal);
    }
  };
}

/** Another's work goes on, but nobody waits for it longer than he wants. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => signal && reject(abortError(signal)));
    void work.then(resolve, reject).finally(stopListening);
  });
}
