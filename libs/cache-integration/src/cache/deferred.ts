/** A computation that the test ends when it wants, and that counts how often it was begun. */
export function createDeferredCompute<T>() {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const begun = Promise.withResolvers<AbortSignal>();
  const state = { calls: 0 };
  return {
    state,
    resolve,
    reject,
    /** Resolves with the computation's signal once it has begun. */
    begun: begun.promise,
    compute: (signal: AbortSignal) => {
      state.calls += 1;
      begun.resolve(signal);
      return promise;
    },
  };
}
