/**
 * One run of a piece of work, shared by all who join it. A waiter that aborts leaves alone; when the last one has left, the
 * work's own signal aborts. Work that nobody joins runs to its end.
 */
export class Flight<Result> {
  readonly #controller = new AbortController();
  readonly #result: Promise<Result>;
  /** Resolves when there is nothing to join any more. */
  readonly landed: Promise<unknown>;
  #isRunning = true;
  #stay: Promise<unknown> | undefined;
  #waiters = 0;
  /** Set when what it works on was invalidated: those who wait get the result, but nobody should keep it. */
  isOutdated = false;

  constructor(work: (flight: Flight<Result>) => Promise<Result>) {
    // The work starts one turn later, when whoever begins it has put it where others find it.
    this.#result = Promise.resolve().then(async () => {
      try {
        return await work(this);
      } finally {
        this.#isRunning = false;
      }
    });
    this.landed = this.#result.then(
      () => this.#stay,
      () => undefined,
    );
  }

  /** For the work: aborts once everyone has left. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True once everyone has left: the work may be stopping, so nobody should join any more. */
  get isAbandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /** False once there is a result. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** For the work: who comes after the result, yet before this resolves, still gets the result here. It must not reject. */
  stayUntil(moment: Promise<unknown>): void {
    this.#stay = moment;
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
