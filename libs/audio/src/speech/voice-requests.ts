import { AudioError, aborted } from '../errors.ts';
import { createWaitingLine } from './waiting-line.ts';

export interface VoiceRequestsOptions {
  /** Who is asked, at the beginning of a sentence. */
  provider: string;
  /** Requests at once; the others wait in order. */
  concurrency: number;
  /** For one request, until its last byte. */
  timeoutSeconds: number;
  /** What an error of a request is to whoever asked, if it was not ended from here. */
  toError: (error: unknown) => AudioError;
}

export interface VoiceRequests {
  /**
   * Waits for a place, then works. Rejects with `audio-aborted`, `voice-timed-out` (retryable), `voice-failed`
   * (retryable) once it is closed, or what `toError` makes of the error.
   */
  run<Value>(work: (signal: AbortSignal) => Promise<Value>, signal?: AbortSignal): Promise<Value>;
  /** At most so many at once, from now on. */
  setPlaces(places: number): void;
  /** Ends what runs, and refuses what waits and what comes later. */
  close(): void;
}

/** Requests to a provider of voices: so many at once, each in time, and all of them ended together. */
export function createVoiceRequests(options: VoiceRequestsOptions): VoiceRequests {
  const { provider, concurrency, timeoutSeconds, toError } = options;
  const line = createWaitingLine(concurrency);
  const closing = new AbortController();
  const closed = () => new AudioError('voice-failed', 'The voice is closed', { isRetryable: true });
  const timedOut = () =>
    new AudioError('voice-timed-out', `${provider} did not answer within ${timeoutSeconds} s`, {
      isRetryable: true,
    });

  return {
    async run(work, signal) {
      const leave = await line.enter(signal);
      const ending = new AbortController();
      const timeout = AbortSignal.timeout(Math.ceil(1000 * timeoutSeconds));
      const signals = [ending.signal, closing.signal, timeout, ...(signal ? [signal] : [])];
      try {
        return await work(AbortSignal.any(signals));
      } catch (error) {
        if (signal?.aborted) throw aborted(signal);
        if (closing.signal.aborted) throw closed();
        if (timeout.aborted) throw timedOut();
        throw error instanceof AudioError ? error : toError(error);
      } finally {
        // Frees the connection of an answer that was not read to its end.
        ending.abort();
        leave();
      }
    },
    setPlaces: (places) => line.setPlaces(places),
    close() {
      line.close(closed());
      closing.abort();
    },
  };
}
