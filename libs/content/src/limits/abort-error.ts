import { ContentError } from '../errors.ts';

/**
 * What a call ends with whose signal was aborted: the signal's reason if that is an error of ours (a deadline, say),
 * else `writing-aborted`.
 * @param mayBeBilled whether the provider was at work by then @default as the reason says
 */
export function abortError({ reason }: AbortSignal, { mayBeBilled = false } = {}): ContentError {
  if (!(reason instanceof ContentError)) {
    return new ContentError('writing-aborted', 'The writing was aborted.', {
      ...{ isRetryable: true, mayBeBilled, cause: reason },
    });
  }
  if (!mayBeBilled || reason.mayBeBilled) return reason;
  const { code, message, isRetryable, retryAfterSeconds } = reason;
  return new ContentError(code, message, { isRetryable, retryAfterSeconds, mayBeBilled, cause: reason });
}
