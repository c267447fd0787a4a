import type { Clock } from '../ports/clock.ts';
import { onAbort } from './on-abort.ts';

export interface TimeLimit {
  clock: Clock;
  seconds: number;
  /** The caller's own. */
  signal: AbortSignal | undefined;
  /** What it ends with when the time is up. */
  timeUp: () => Error;
  /** What it ends with when the caller's signal is aborted. */
  aborted: (signal: AbortSignal) => Error;
}

/**
 * Runs an action that is told by a signal when its time is up or its caller gives up. Settles then in any case, even if
 * the action goes on; what comes of it afterwards is dropped.
 */
export async function runWithin<Result>(
  { clock, seconds, signal, timeUp, aborted }: TimeLimit,
  action: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const ended = Promise.withResolvers<never>();
  // Rejected before the action hears of it: else the action's own account of the abort could come first.
  const end = (error: Error, reason: unknown) => {
    ended.reject(error);
    controller.abort(reason);
  };
  const cancelTimer = clock.after(seconds * 1000, () => {
    const error = timeUp();
    end(error, error);
  });
  const stopListening = onAbort(signal, () => signal && end(aborted(signal), signal.reason));
  try {
    return await Promise.race([ended.promise, action(controller.signal)]);
  } finally {
    cancelTimer();
    stopListening();
  }
}
