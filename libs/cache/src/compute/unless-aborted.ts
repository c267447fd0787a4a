/**
 * The promise's outcome, or the reason of `signal` if that aborts first. Leaves nothing on the signal.
 * @param onAborted called before the rejection
 */
export function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  onAborted: () => void = () => undefined,
): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const leave = () => {
      onAborted();
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    promise.finally(() => signal.removeEventListener('abort', leave)).then(resolve, reject);
  });
}
