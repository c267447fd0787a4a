import { OutboundError } from './outbound-error.ts';

/**
 * Runs what heeds the signal it is given. That is aborted when the time is over or one of `signals` is; then whatever
 * the work ends with, its promise rejects with the reason: `url-too-slow` for the time, else the signal's own.
 */
export async function withinTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { seconds, signals }: { seconds: number; signals: readonly AbortSignal[] },
): Promise<T> {
  const controller = new AbortController();
  const follow = (signal: AbortSignal) => controller.abort(signal.reason);
  // Not `AbortSignal.any`: of a signal that lives as long as the process, each call must let go again.
  const followed = signals.map((signal) => ({ signal, listener: () => follow(signal) }));
  for (const { signal, listener } of followed) {
    if (signal.aborted) follow(signal);
    else signal.addEventListener('abort', listener);
  }
  const timer = setTimeout(() => controller.abort(tooSlow(seconds)), seconds * 1000);
  try {
    controller.signal.throwIfAborted();
    return await work(controller.signal);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    for (const { signal, listener } of followed) signal.removeEventListener('abort', listener);
  }
}

const tooSlow = (seconds: number): OutboundError =>
  new OutboundError('url-too-slow', `The URL gave no whole answer within ${seconds} seconds`, {
    isRetryable: true,
  });
