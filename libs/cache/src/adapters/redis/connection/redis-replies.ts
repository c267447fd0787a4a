/** Whether Redis answered, if only with an error. */
export function isReply(error: unknown): error is Error {
  return Error.isError(error) && error.name === 'ReplyError';
}

/** Whether a command of a connection failed because Redis answered with this error, such as `NOSCRIPT` or `WRONGTYPE`. */
export function isFailureBy(code: string, error: unknown): boolean {
  if (!Error.isError(error)) return false;
  const { cause } = error;
  return Error.isError(cause) && cause.message.startsWith(`${code} `);
}

/**
 * What Redis answers when it is there and can't serve as a cache, at the beginning of the message, or within it when a
 * script got the answer (before Redis 7): it loads its data; it is a replica, alone or not; its cluster is incomplete;
 * its memory is full; it may not write since it can't save.
 */
const refusal = /(?:^|[ -])(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|OOM|MISCONF) /;

export function isRefusal(error: Error): boolean {
  return refusal.test(error.message);
}
