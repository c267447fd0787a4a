export interface WatchedPromise {
  readonly state: 'pending' | 'fulfilled' | 'rejected';
  /** What it was rejected with. */
  readonly error: unknown;
}

/** Says at any time how far a promise has come. Its rejection counts as handled. */
export function watchPromise(promise: Promise<unknown>): WatchedPromise {
  let state: WatchedPromise['state'] = 'pending';
  let error: unknown;
  promise.then(
    () => (state = 'fulfilled'),
    (reason: unknown) => {
      state = 'rejected';
      error = reason;
    },
  );
  return {
    get state() {
      return state;
    },
    get error() {
      return error;
    },
  };
}
