import { unlessAborted } from './unless-aborted.ts';

/**
 * One run of a piece of work, shared by all who join it (at least its starter, who so sees a failure). A waiter that aborts
 * leaves alone; when the last one has left, the work's own signal aborts.
 */
export class Flight<Result> {
  readonly #controller = new AbortController();
  readonly #result: Promise<Result>;
  readonly #onLanded: (flight: Flight<Result>) => void;
  #isRunning = true;
  #stay: Promise<unknown> | undefined;
  #waiters = 0;
  /** Set when what it works on was invalidated: those who wait get the result, but nobody should keep it. */
  isOutdated = false;

  /** @param onLanded told when there is nothing to join any more */
  constructor(work: (flight: Flight<Result>) => Promise<Result>, onLanded: (flight: Flight<Result>) => void) {
    this.#onLanded = onLanded;
    this.#result = this.#run(work);
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
    // An aborted signal tells nobody any more.
    if (signal.aborted) {
      this.#leave(signal);
      // If nobody else has joined, a failure is nobody's.
      this.#result.catch(() => undefined);
      return Promise.reject(signal.reason);
    }
    return unlessAborted(this.#result, signal, () => this.#leave(signal));
  }

  #leave({ reason }: AbortSignal): void {
    this.#waiters -= 1;
    if (this.#waiters === 0) this.#controller.abort(reason);
  }

  async #run(work: (flight: Flight<Result>) => Promise<Result>): Promise<Result> {
    // The work starts one turn later, when whoever begins it has put it where others find it.
    await undefined;
    try {
      const result = await work(this);
      this.#land(this.#stay);
      return result;
    } catch (error) {
      this.#land(undefined);
      throw error;
    }
  }

  #land(stay: Promise<unknown> | undefined): void {
    this.#isRunning = false;
    if (stay === undefined) this.#onLanded(this);
    else void stay.then(() => this.#onLanded(this));
  }
}
