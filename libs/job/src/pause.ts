import type { Clock } from './ports/clock.ts';

/** Resolves after so many seconds, or at once when the signal aborts. */
export async function pause(clock: Clock, signal: AbortSignal, seconds: number): Promise<void> {
  if (signal.aborted) return;
  const over = Promise.withResolvers<void>();
  const end = () => over.resolve();
  signal.addEventListener('abort', end);
  const cancelTimer = clock.after(seconds * 1000, end);
  await over.promise;
  cancelTimer();
  signal.removeEventListener('abort', end);
}
