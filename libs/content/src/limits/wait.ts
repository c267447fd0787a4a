import type { Clock } from '../ports/clock.ts';
import { abortError } from './abort-error.ts';
import { onAbort } from './on-abort.ts';

/** Waits for so many seconds. @throws ContentError the signal's reason, or `writing-aborted`, as soon as it is aborted */
export async function wait(clock: Clock, seconds: number, signal?: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const cancelTimer = clock.after(seconds * 1000, resolve);
  const stopListening = onAbort(signal, () => signal && reject(abortError(signal)));
  try {
    await promise;
  } finally {
    cancelTimer();
    stopListening();
  }
}
