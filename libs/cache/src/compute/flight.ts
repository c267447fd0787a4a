/**
 * One run of a piece of work, shared by all who join it (at least its starter, who so sees a failure). A waiter that aborts leaves alone; when the last one has
 * left, the work's own signal aborts.
 */
export class Flight<Result> {
  readonly #controller = new AbortController();
  readonly #result: Promise<Result>;
  #waiters = 0;

  constructor(work: (signal: AbortSignal) => Promise<Result>) {
    this.#result = work(this.#controller.signal);
  }

  /** True once everyone has left: the work may be stopping, so nobody should join any more. */
  get isAbandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /** The result, or the reason of `signal` if that aborts first. */
  join(signal?: AbortSignal): Promise<Result> {
    this.#waiters += 1;
    if (signal === undefined) return this.#result;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiters -= 1;
        if (this.#waiters === 0) this.#controller.abort(signal.reason);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      const stay = () => signal.removeEventListener('abort', leave);
      this.#result.finally(stay).then(resolve, reject);
    });
  }
}
