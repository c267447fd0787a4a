import { ContentError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { TextModel } from '../ports/text-model.ts';
import { abortError } from './abort-error.ts';
import { checkLimit } from './check-limit.ts';
import { decorateModel } from './decorate-model.ts';
import { runWithin } from './run-within.ts';

export interface TimeoutOptions {
  clock: Clock;
  /** For one call, from when it is sent until its answer is there. @default 120 */
  seconds?: number | undefined;
}

/**
 * Gives each call so many seconds, then aborts it with `provider-timeout`: retryable, and perhaps billed, since the
 * provider may go on writing. The caller's own abort stays what it is.
 */
export function withTimeout(model: TextModel, { clock, seconds = 120 }: TimeoutOptions): TextModel {
  checkLimit('The timeout in seconds', seconds, 'a number above 0');
  const timeUp = () =>
    new ContentError('provider-timeout', `${model.provider} did not answer within ${seconds} seconds.`, {
      isRetryable: true,
      mayBeBilled: true,
    });
  const aborted = (signal: AbortSignal) => abortError(signal, { mayBeBilled: true });
  return decorateModel(model, async (call) => {
    if (call.signal?.aborted) throw abortError(call.signal);
    return runWithin({ clock, seconds, signal: call.signal, timeUp, aborted }, (signal) =>
      model.generate({ ...call, signal }),
    );
  });
}
