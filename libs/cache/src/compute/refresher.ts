import type { Computations } from './computations.ts';
import type { ComputeOrder } from './compute-order.ts';

/** After a refresh failed, or another process was at it, the next of its key waits so long, lest a hot key tries without a pause. */
const restMilliseconds = 1000;
/** More keys than that don't fail at once, unless all do. */
const maxResting = 10_000;

/** Computes keys anew behind the back of those who got an older value. */
export class Refresher {
  readonly #computations: Computations;
  readonly #clock: () => number;
  readonly #restingUntil = new Map<string, number>();
  readonly #closing = new AbortController();

  constructor(computations: Computations, clock: () => number) {
    this.#computations = computations;
    this.#clock = clock;
  }

  /** Begins, unless the key is being computed already or has just failed. */
  refresh(
    { key, compute, freshness }: Pick<ComputeOrder, 'key' | 'compute' | 'freshness'>,
    seen: string,
  ): void {
    if (this.#computations.find(key) !== undefined || this.#isResting(key)) return;
    const flight = this.#computations.begin({
      ...{ key, compute, freshness, seen },
      ...{ hasStale: true, isBehind: true },
    });
    const rest = () => {
      if (this.#restingUntil.size >= maxResting) this.#restingUntil.clear();
      this.#restingUntil.set(key, this.#clock() + restMilliseconds);
    };
    // Without an outcome another process computes, which needn't be asked for with every call.
    flight.join(this.#closing.signal).then((outcome) => outcome ?? rest(), rest);
  }

  /** Stops those under way that nobody else waits for. */
  close(): void {
    this.#closing.abort(new Error('the cache was closed'));
  }

  #isResting(key: string): boolean {
    const until = this.#restingUntil.get(key);
    if (until === undefined) return false;
    if (this.#clock() < until) return true;
    this.#restingUntil.delete(key);
    return false;
  }
}
